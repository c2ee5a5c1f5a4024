import { el } from "./dom.js";

const REFUSED = {
  UNKNOWN_PUPIL: "Deze leerling is er niet meer. Sluit dit venster en kijk opnieuw.",
  UNKNOWN_TEACHER: "Deze leerkracht is er niet meer. Sluit dit venster en kijk opnieuw.",
  UNKNOWN_GROUP: "Deze groep is er niet meer. Sluit dit venster en kijk opnieuw.",
  INVALID_VALUE:
    "Zo kan het niet. Vul een roepnaam of achternaam in, en een voorvoegsel alleen met een achternaam. Een ECK iD mag één keer voorkomen.",
};

/** Asks for fields in a dialog and does something with them; what went wrong is told inside it. */
export function form(title, button, fields, act) {
  const error = el("p", { class: "error", role: "alert" });
  const submit = el("button", { class: "primary" }, button);
  const inner = el(
    "form",
    {
      method: "dialog",
      onsubmit: async (event) => {
        event.preventDefault();
        error.replaceChildren();
        submit.disabled = true;
        try {
          await act(values(inner));
          dialog.close();
        } catch (problem) {
          error.append(REFUSED[problem.reason] ?? "De simulator gaf geen antwoord. Er is niets veranderd. Draait hij nog?");
          error.scrollIntoView({ block: "nearest" });
        } finally {
          submit.disabled = false;
        }
      },
    },
    el("h2", { id: "dialog-title" }, title),
    fields,
    error,
    el("div", { class: "buttons" }, submit, el("button", { type: "button", onclick: () => dialog.close() }, "Niets doen")),
  );
  const dialog = el("dialog", { "aria-labelledby": "dialog-title" }, inner);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function values(inner) {
  return Object.fromEntries(
    [...inner.elements].filter((e) => e.name).map((e) => [e.name, e.type === "checkbox" ? e.checked : e.value.trim()]),
  );
}

export function input(name, label, value = "", { hint, type = "text", required = false, max } = {}) {
  return el(
    "label",
    {},
    label,
    hint && el("span", { class: "hint" }, hint),
    el("input", { name, type, value, required, maxlength: max, autocomplete: "off" }),
  );
}

export function choice(name, label, value, options, { hint } = {}) {
  return el(
    "label",
    {},
    label,
    hint && el("span", { class: "hint" }, hint),
    el("select", { name }, options.map(([key, text]) => el("option", { value: key, selected: key === value }, text))),
  );
}

export function check(name, label, checked) {
  return el("label", { class: "check" }, el("input", { type: "checkbox", name, checked }), label);
}

/** The parts of a name, as a school's file has them. */
export function nameFields(person = {}) {
  return [
    input("firstName", "Roepnaam", person.firstName, { max: 64 }),
    input("prefix", "Voorvoegsel", person.prefix, { hint: "Zoals van der", max: 10 }),
    input("surname", "Achternaam", person.surname, { max: 200 }),
  ];
}
