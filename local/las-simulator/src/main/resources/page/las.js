import { check, choice, form, input, nameFields } from "./dialogs.js";
import { ask, count, el, showDay, showMoment, table } from "./dom.js";
import { BEHAVIOURS, MANNER, OPERATIONS, OUTCOMES, behaviourMeaning, behaviourName } from "./words.js";
import { pretty } from "./xml.js";

const REFRESH_MILLISECONDS = 3000;

const TABS = { gegevens: "Gegevens", scores: "Ontvangen scores", berichten: "Berichten" };

const main = document.getElementById("inhoud");
const nav = document.getElementById("schools");
const said = document.getElementById("said");

let shown = "";
let filter = { name: "", group: "" };
const opened = new Map();

// Where we are: #99XX-00/scores

function place() {
  const [school, tab] = location.hash.slice(1).split("/");
  return { school, tab: tab in TABS ? tab : "gegevens" };
}

async function load() {
  const schools = await ask("_sim/schools");
  const here = place();
  const known = schools.find((s) => s.school === here.school) ?? schools.at(-1);
  const path = `_sim/schools/${encodeURIComponent(known.school)}`;
  const [school, results, log] = await Promise.all([
    ask(path),
    ask(`${path}/results`),
    here.tab === "berichten" ? ask("_sim/log") : [],
  ]);
  return { schools, school, results: results.results, log, tab: here.tab };
}

/** Shows what is, unless it was shown already or someone is typing. */
async function refresh({ always = false } = {}) {
  let state;
  try {
    state = await load();
  } catch {
    if (shown !== "lost") {
      shown = "lost";
      main.replaceChildren(
        el("h1", {}, "De simulator geeft geen antwoord"),
        el("p", {}, "Draait hij nog? Deze pagina probeert het vanzelf opnieuw."),
      );
    }
    return;
  }
  const now = JSON.stringify(state);
  if (!always && (now === shown || isBusy())) {
    return;
  }
  shown = now;
  show(state);
}

function isBusy() {
  return document.querySelector("dialog[open]") !== null || main.contains(document.activeElement?.closest("input, select"));
}

function show(state) {
  const focused = document.activeElement?.dataset?.focus;
  document.title = `${state.school.name} · LAS-simulator`;
  nav.replaceChildren(...state.schools.map((s) => tabLink(`#${s.school}`, `${s.name} (${s.school})`, s.school === state.school.school)));
  main.replaceChildren(
    el("h1", {}, state.school.name),
    el("p", { class: "soft" }, sentence(state)),
    behaviour(state.school),
    el(
      "nav",
      { "aria-label": "Onderdelen" },
      el("ul", { class: "tabs" }, Object.entries(TABS).map(([tab, name]) =>
        tabLink(`#${state.school.school}/${tab}`, tab === "scores" ? `${name} (${state.results.length})` : name, tab === state.tab))),
    ),
    ...{ gegevens, scores, berichten }[state.tab](state),
    el("footer", {}, el("button", { onclick: reset }, "Alle scholen terugzetten")),
  );
  if (focused) {
    (main.querySelector(`[data-focus="${CSS.escape(focused)}"]`) ?? main).focus({ preventScroll: true });
  }
}

function tabLink(href, text, isCurrent) {
  return el("li", {}, el("a", { href, "aria-current": isCurrent ? "page" : undefined }, text));
}

function sentence({ school }) {
  const groups = school.groups.length + school.compositeGroups.length;
  return `Brincode ${school.brin}, dependance ${school.dependance}. `
    + `${count(school.pupils.length, "leerling", "leerlingen")}, ${count(groups, "groep", "groepen")}, `
    + `${count(school.teachers.length, "leerkracht", "leerkrachten")}. Sleutel: ${school.authorisationKey}`
    + (school.schoolKey ? `. SchoolKey: ${school.schoolKey}` : "");
}

function behaviour(school) {
  const name = behaviourName(school.fault);
  const waiting = school.waiting > 0 ? ` ${count(school.waiting, "bericht wacht", "berichten wachten")} nu op antwoord.` : "";
  const meaning = el("p", { class: "hint meaning", id: "meaning", role: "status" });
  return el(
    "section",
    { class: school.fault === "none" ? "behaviour" : "behaviour odd", "aria-labelledby": "behaviour" },
    el("h2", { id: "behaviour" }, "Hoe dit LAS zich gedraagt"),
    el("p", {}, el("strong", {}, `${name}. `), behaviourMeaning(school.fault), waiting),
    el(
      "form",
      {
        onsubmit: async (event) => {
          event.preventDefault();
          const fault = event.target.elements.fault.value;
          await act(() => ask(`${api(school)}/fault`, { fault }), `Vanaf nu: ${behaviourName(fault)}.`);
        },
      },
      el(
        "label",
        {},
        "Gedrag",
        el(
          "select",
          { name: "fault", "aria-describedby": "meaning", onchange: (e) => meaning.replaceChildren(e.target.value === school.fault ? "" : behaviourMeaning(e.target.value)) },
          BEHAVIOURS.map(([group, words]) => el("optgroup", { label: group }, Object.entries(words).map(([word, [text]]) =>
            el("option", { value: word, selected: word === school.fault, disabled: word === "own-answer" && !school.hasOwnAnswer }, text)))),
        ),
      ),
      el("button", {}, "Gedrag wijzigen"),
      meaning,
    ),
    el(
      "details",
      {},
      el("summary", {}, "Een antwoord uit een bestand"),
      el(
        "form",
        { class: "inside", onsubmit: (event) => sayFile(event, school) },
        el("label", {}, "Bestand", el("span", { class: "hint" }, "Elk bestand mag, ook een kapot. Het LAS geeft het letterlijk."), el("input", { type: "file", name: "file", required: true })),
        el("label", {}, "HTTP-status", el("input", { name: "status", type: "number", min: 200, max: 599, value: 200 })),
        el("button", {}, "Dit antwoord geven"),
      ),
    ),
    el("details", { open: isUnusual(school.manner) }, el("summary", {}, "Hoe dit LAS UWLR spreekt"), manner(school)),
  );
}

const isUnusual = (now) => Object.entries(MANNER).some(([name, [, words]]) => String(now[name]) !== Object.keys(words)[0]);

async function sayFile(event, school) {
  event.preventDefault();
  const { file, status } = event.target.elements;
  const type = file.files[0].type.replace("application/xml", "text/xml") || "text/xml";
  await act(async () => {
    const answer = await fetch(`${api(school)}/answer?status=${Number(status.value)}`, { method: "POST", headers: { "Content-Type": type }, body: file.files[0] });
    if (!answer.ok) {
      throw new Error(`HTTP ${answer.status}`);
    }
  }, "Vanaf nu geeft het LAS dit bestand.");
}

function manner(school) {
  return el(
    "form",
    {
      class: "manner inside",
      onsubmit: async (event) => {
        event.preventDefault();
        const chosen = Object.fromEntries([...event.target.elements].filter((e) => e.name).map((e) => [e.name, e.value]));
        await act(
          () => ask(`${api(school)}/manner`, { ...chosen, delayMillis: Number(chosen.delayMillis), keys: chosen.keys === "true", certificate: chosen.certificate === "true" }),
          "Het LAS spreekt vanaf nu zo.",
        );
      },
    },
    Object.entries(MANNER).map(([name, [label, words]]) => choice(name, label, String(school.manner[name]), Object.entries(words))),
    el("button", {}, "Manier wijzigen"),
  );
}

// Gegevens

function gegevens(state) {
  const { school } = state;
  return [pupils(school), groups(school), teachers(school), departed(school)].filter(Boolean);
}

function pupils(school) {
  const body = el("div", {});
  const found = el("p", { class: "soft small", role: "status" });
  const fill = () => {
    const rows = school.pupils.filter((p) => matches(p, school)).sort(byName);
    found.replaceChildren(`${rows.length} van ${school.pupils.length} leerlingen`);
    body.replaceChildren(rows.length === 0 ? el("p", { class: "empty" }, "Geen leerling past bij dit filter.") : pupilTable(school, rows));
  };
  fill();
  return el(
    "section",
    { "aria-labelledby": "pupils" },
    heading("pupils", "Leerlingen", el("button", { "data-focus": "add-pupil", onclick: () => addPupil(school) }, "Leerling toevoegen")),
    el(
      "div",
      { class: "filter" },
      el("label", {}, "Naam of sleutel", el("input", { type: "search", value: filter.name, "data-focus": "filter",
        oninput: (e) => { filter.name = e.target.value; fill(); } })),
      el("label", {}, "Groep", el("select", { "data-focus": "filter-group", onchange: (e) => { filter.group = e.target.value; fill(); } },
        [["", "Alle groepen"], ...allGroups(school)].map(([key, text]) => el("option", { value: key, selected: key === filter.group }, text)))),
    ),
    found,
    body,
  );
}

function matches(pupil, school) {
  const text = `${fullName(pupil)} ${pupil.key}`.toLowerCase();
  const known = allGroups(school).some(([key]) => key === filter.group);
  const inGroup = !known || pupil.group === filter.group || (pupil.compositeGroups ?? []).includes(filter.group);
  return inGroup && text.includes(filter.name.trim().toLowerCase());
}

function pupilTable(school, rows) {
  return table(
    "Leerlingen",
    [{ name: "Naam" }, { name: "Groep" }, { name: "Jaargroep" }, { name: "Geboren" }, { name: "Sleutel" }, { name: "ECK iD" }, { name: "Acties", actions: true }],
    rows.map((pupil) => [
      fullName(pupil),
      [pupil.group, ...(pupil.compositeGroups ?? [])].filter(Boolean).map((key) => groupName(school, key)).join(", "),
      pupil.year,
      showDay(pupil.born),
      el("span", { class: "key" }, pupil.key),
      pupil.eckId ? "ja" : "nee",
      [
        rowButton("Wijzigen", fullName(pupil), `edit-${pupil.key}`, () => editPupil(school, pupil)),
        rowButton("Vertrekt", fullName(pupil), `leave-${pupil.key}`, () =>
          edit(school, { kind: "pupil-leaves", pupil: pupil.key }, `${fullName(pupil)} is vertrokken. Onderaan kan de leerling terugkomen.`)),
      ],
    ]),
  );
}

function groups(school) {
  const members = (key) => school.pupils.filter((p) => p.group === key || (p.compositeGroups ?? []).includes(key)).length;
  return el(
    "section",
    { "aria-labelledby": "groups" },
    heading("groups", "Groepen", el("button", { "data-focus": "add-group", onclick: () => addGroup(school) }, "Groep toevoegen")),
    table(
      "Groepen",
      [{ name: "Naam" }, { name: "Soort" }, { name: "Jaargroep" }, { name: "Leerlingen", number: true }, { name: "Sleutel" }, { name: "Acties", actions: true }],
      [...school.groups, ...school.compositeGroups].map((group) => [
        group.name,
        group.year ? "Stamgroep" : "Samengestelde groep",
        group.year ?? "",
        String(members(group.key)),
        el("span", { class: "key" }, group.key),
        [
          rowButton("Naam wijzigen", group.name, `rename-${group.key}`, () => renameGroup(school, group)),
          rowButton("Verwijderen", group.name, `drop-${group.key}`, () => dropGroup(school, group, members(group.key))),
        ],
      ]),
    ),
  );
}

function teachers(school) {
  return el(
    "section",
    { "aria-labelledby": "teachers" },
    heading("teachers", "Leerkrachten", el("button", { "data-focus": "add-teacher", onclick: () => addTeacher(school) }, "Leerkracht toevoegen")),
    table(
      "Leerkrachten",
      [{ name: "Naam" }, { name: "E-mailadres" }, { name: "Groepen" }, { name: "Sleutel" }, { name: "Acties", actions: true }],
      [...school.teachers].sort(byName).map((teacher) => [
        fullName(teacher),
        teacher.email ?? "",
        [...(teacher.groups ?? []), ...(teacher.compositeGroups ?? [])].map((key) => groupName(school, key)).join(", "),
        el("span", { class: "key" }, teacher.key),
        [
          rowButton("Wijzigen", fullName(teacher), `edit-t${teacher.key}`, () => editTeacher(school, teacher)),
          rowButton("Vertrekt", fullName(teacher), `leave-t${teacher.key}`, () =>
            edit(school, { kind: "teacher-leaves", teacher: teacher.key }, `${fullName(teacher)} is vertrokken.`)),
        ],
      ]),
    ),
  );
}

function departed(school) {
  if (school.departed.length === 0) {
    return undefined;
  }
  return el(
    "section",
    { "aria-labelledby": "departed" },
    heading("departed", "Vertrokken leerlingen"),
    el("p", { class: "soft" }, "Het LAS levert deze leerlingen niet meer."),
    table(
      "Vertrokken leerlingen",
      [{ name: "Naam" }, { name: "Sleutel" }, { name: "Acties", actions: true }],
      school.departed.map((pupil) => [
        fullName(pupil),
        el("span", { class: "key" }, pupil.key),
        rowButton("Komt terug", fullName(pupil), `return-${pupil.key}`, () =>
          edit(school, { kind: "pupil-returns", pupil: pupil.key }, `${fullName(pupil)} is terug.`)),
      ]),
    ),
  );
}

function heading(id, text, ...more) {
  return el("div", { class: "heading" }, el("h2", { id }, text), more);
}

function rowButton(text, about, focus, onclick) {
  return el("button", { class: "row", "aria-label": `${text}: ${about}`, "data-focus": focus, onclick }, text);
}

// Wijzigen

const YEARS = [["", "Die van de groep"], ...["1", "2", "3", "4", "5", "6", "7", "8", "S", "N"].map((y) => [y, y])];

function addPupil(school) {
  const fields = [
    ...nameFields(),
    input("born", "Geboortedatum", "", { type: "date" }),
    choice("gender", "Geslacht", "unknown", [["unknown", "Onbekend"], ["girl", "Meisje"], ["boy", "Jongen"], ["unspecified", "Niet gespecificeerd"]]),
    choice("group", "Groep", filter.group, [["", "Geen groep"], ...mainGroups(school)]),
    choice("year", "Jaargroep", "", YEARS, { hint: "Bij een combinatiegroep kies je zelf" }),
    check("withEckId", "Met een ECK iD", true),
  ];
  form("Leerling toevoegen", "Leerling toevoegen", fields, (v) => edit(school, { kind: "pupil-arrives", ...v }, `${fullName(v)} is toegevoegd.`, true));
}

function editPupil(school, pupil) {
  const fields = [
    ...nameFields(pupil),
    input("born", "Geboortedatum", pupil.born, { type: "date" }),
    choice("group", "Groep", pupil.group ?? "", [["", "Geen groep"], ...mainGroups(school)]),
    choice("year", "Jaargroep", "", [["", `Zoals nu (${pupil.year}), of die van de nieuwe groep`], ...YEARS.slice(1)]),
    input("eckId", "ECK iD", pupil.eckId, { hint: "Leeg: het LAS geeft geen ECK iD", max: 256 }),
  ];
  form(`${fullName(pupil)} wijzigen`, "Leerling wijzigen", fields, async ({ group, year, ...v }) => {
    await ask(`${api(school)}/edits`, { kind: "pupil-corrected", pupil: pupil.key, ...v });
    if (group !== (pupil.group ?? "") || year) {
      await ask(`${api(school)}/edits`, { kind: "pupil-moves", pupil: pupil.key, group, year });
    }
    await tell(`${fullName(v)} is gewijzigd.`);
  });
}

function addGroup(school) {
  const fields = [input("name", "Naam", "", { required: true, max: 64 }), choice("year", "Jaargroep", "5", [...YEARS.slice(1), ["C", "C, combinatie"]])];
  form("Groep toevoegen", "Groep toevoegen", fields, (v) => edit(school, { kind: "group-arrives", ...v }, `${v.name} is toegevoegd.`, true));
}

function renameGroup(school, group) {
  form(`${group.name}: naam wijzigen`, "Naam wijzigen", [input("name", "Nieuwe naam", group.name, { required: true, max: 64 })], ({ name }) =>
    edit(school, { kind: "group-renamed", group: group.key, name }, `${group.name} heet nu ${name}.`, true));
}

function dropGroup(school, group, members) {
  const what = el("p", {}, `${count(members, "leerling staat", "leerlingen staan")} daarna niet meer in deze groep. De leerlingen blijven op school.`);
  form(`${group.name} verwijderen`, "Groep verwijderen", [what], () =>
    edit(school, { kind: "group-leaves", group: group.key }, `${group.name} is verwijderd.`, true));
}

function addTeacher(school) {
  const fields = [
    ...nameFields(),
    input("email", "E-mailadres", "", { hint: "Mag leeg blijven" }),
    choice("group", "Groep", "", [["", "Geen groep"], ...mainGroups(school)]),
    check("withEckId", "Met een ECK iD", false),
  ];
  form("Leerkracht toevoegen", "Leerkracht toevoegen", fields, ({ group, ...v }) =>
    edit(school, { kind: "teacher-arrives", ...v, groups: group ? [group] : [] }, `${fullName(v)} is toegevoegd.`, true));
}

function editTeacher(school, teacher) {
  const fields = [...nameFields(teacher), input("email", "E-mailadres", teacher.email, { hint: "Mag leeg blijven" })];
  form(`${fullName(teacher)} wijzigen`, "Leerkracht wijzigen", fields, (v) =>
    edit(school, { kind: "teacher-corrected", teacher: teacher.key, ...v }, `${fullName(v)} is gewijzigd.`, true));
}

function reset() {
  const what = el("p", {}, "Alle scholen worden weer zoals ze waren. Ontvangen scores en berichten verdwijnen uit de simulator.");
  form("Alle scholen terugzetten", "Alles terugzetten", [what], async () => {
    await ask("_sim/reset", {});
    await tell("Alle scholen zijn weer zoals ze waren.");
  });
}

/** Does an edit. In a dialog what goes wrong is told there; elsewhere at the foot of the page. */
function edit(school, body, text, inDialog = false) {
  const send = () => ask(`${api(school)}/edits`, body);
  return inDialog ? send().then(() => tell(text)) : act(send, text);
}

async function act(send, text) {
  try {
    await send();
    await tell(text);
  } catch {
    await tell("Dat lukte niet. Er is niets veranderd.");
  }
}

let silence;
async function tell(text) {
  said.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => said.replaceChildren(), 6000);
  await refresh({ always: true });
}

// Ontvangen scores

function scores({ school, results }) {
  if (results.length === 0) {
    return [el("section", {}, el("p", { class: "empty" },
      "Dit LAS heeft nog geen scores ontvangen. Ze komen na een nacht, of zodra iemand bij Scores op Verzend nu drukt."))];
  }
  const newest = [...results].sort((a, b) => b.lastReceived.localeCompare(a.lastReceived));
  return [
    el(
      "section",
      { "aria-labelledby": "results" },
      heading("results", count(results.length, "score", "scores")),
      el("p", { class: "soft" }, `Laatste bericht gemaakt op ${showMoment(school.lastAccepted)}.`),
      table(
        "Ontvangen scores",
        [{ name: "Leerling" }, { name: "Toets" }, { name: "Score", number: true }, { name: "Niveau of referentie" }, { name: "Afgenomen" },
          { name: "Ontvangen" }, { name: "Keer", number: true }],
        newest.map((result) => [
          [pupilName(school, result.pupil), " ", el("span", { class: "key" }, result.pupil)],
          [result.testName ?? result.test, result.part ? `, ${result.partName ?? result.part}` : "", " ", el("span", { class: "key" }, version(result))],
          result.score === undefined ? (result.oso?.vaardigheidsscore ?? "").replace(".", ",") : String(result.score),
          meaning(result),
          showDay(result.takenOn),
          showMoment(result.lastReceived),
          String(result.timesReceived),
        ]),
      ),
    ),
  ];
}

function version(result) {
  return [result.test, result.testVersion && `versie ${result.testVersion}`].filter(Boolean).join(", ");
}

const OSO = {
  aantalopgaven: "opgaven", aantalgoed: "goed", aantalfout: "fout", aantalgelezen: "gelezen", tijd: "seconden",
  codevaardigheidsschaal: "schaal", bivlaag: "ondergrens", bivhoog: "bovengrens",
};

function meaning(result) {
  const values = Object.entries(result.oso ?? {}).filter(([name]) => name in OSO).map(([name, value]) => `${OSO[name]} ${value.replace(/^(\d+)\.(\d+)$/, "$1,$2")}`);
  const references = (result.references ?? []).map((r) => [r.code, r.value, r.qualification && `(${r.qualification})`].filter(Boolean).join(" "));
  return [result.term, ...references, ...values].filter(Boolean).join(", ");
}

// Berichten

function berichten({ school, log }) {
  const own = log.filter((m) => m.school === school.school || m.school === undefined);
  if (own.length === 0) {
    return [el("section", {}, el("p", { class: "empty" }, "Er is nog geen bericht binnengekomen. De laatste 100 blijven hier staan."))];
  }
  return [
    el(
      "section",
      { "aria-labelledby": "log" },
      heading("log", count(own.length, "bericht", "berichten")),
      el("p", { class: "soft" }, "Nieuwste boven. De sleutel en de klantcode zijn afgedekt."),
      own.map(message),
    ),
  ];
}

function message(summary) {
  const [kind, word] = OUTCOMES[summary.outcome] ?? ["stop", summary.outcome];
  const inside = el("div", { class: "inside" });
  const details = el(
    "details",
    {
      open: opened.has(summary.number),
      ontoggle: () => (details.open ? openMessage(summary.number, inside) : opened.delete(summary.number)),
    },
    el(
      "summary",
      { "data-focus": `message-${summary.number}` },
      el("span", { class: "when" }, showMoment(summary.receivedAt)),
      `${OPERATIONS[summary.operation] ?? summary.operation}${summary.school ? "" : " (school onbekend)"} `,
      el("span", { class: `word ${kind}` }, word),
    ),
    inside,
  );
  return details;
}

async function openMessage(number, inside) {
  try {
    const texts = opened.get(number) ?? await ask(`_sim/log/${number}`);
    opened.set(number, texts);
    inside.replaceChildren(
      ...(texts.reason ? [el("p", { class: "soft" }, `De simulator zegt erover: ${texts.reason}`)] : []),
      ...(texts.schema ? [el("p", { class: "soft" }, texts.schema === "fits" ? "De vraag past in het gepubliceerde schema." : `Het gepubliceerde schema zegt: ${texts.schema}`)] : []),
      el("h3", {}, "Vraag"),
      el("pre", { tabindex: 0, "aria-label": "Vraag" }, pretty(texts.request)),
      el("h3", {}, `Antwoord, HTTP ${texts.status}`),
      el("pre", { tabindex: 0, "aria-label": "Antwoord" }, pretty(texts.answer)),
    );
  } catch {
    inside.replaceChildren(el("p", { class: "error" }, "Dit bericht is er niet meer."));
  }
}

// Namen

const fullName = (person) => [person.firstName, person.prefix, person.surname].filter(Boolean).join(" ").replace(/(\S')\s/, "$1");
const byName = (a, b) => (a.surname ?? a.firstName).localeCompare(b.surname ?? b.firstName, "nl") || (a.firstName ?? "").localeCompare(b.firstName ?? "", "nl");
const mainGroups = (school) => school.groups.map((g) => [g.key, g.name]);
const allGroups = (school) => [...school.groups, ...school.compositeGroups].map((g) => [g.key, g.name]);
const groupName = (school, key) => allGroups(school).find(([k]) => k === key)?.[1] ?? key;
const api = (school) => `_sim/schools/${encodeURIComponent(school.school)}`;

function pupilName(school, key) {
  const pupil = [...school.pupils, ...school.departed].find((p) => p.key === key);
  return pupil ? fullName(pupil) : "Leerling die er niet meer is";
}

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", () => refresh({ always: true }));
setInterval(() => document.visibilityState === "visible" && refresh(), REFRESH_MILLISECONDS);
refresh({ always: true });
