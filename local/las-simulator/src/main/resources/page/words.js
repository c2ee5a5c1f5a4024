// What the simulator can say, in words for people.

/** [group, { word: [name, meaning] }] */
export const BEHAVIOURS = [
  ["Gewoon", {
    none: ["Antwoordt gewoon", "Het LAS doet wat gevraagd wordt."],
    "no-changes": ["Zegt: geen wijzigingen", "Op elke vraag naar leerlingen. Scores neemt het gewoon aan."],
    "no-data": ["Zegt: geen gegevens", "Op elke vraag naar leerlingen. Scores neemt het gewoon aan."],
  }],
  ["Weigert, met een foutcode van UWLR", {
    "wrong-key": ["Weigert de autorisatiesleutel", "Client.AutorisatieOngeldig: elke sleutel wordt geweigerd, ook de goede."],
    unavailable: ["Is tijdelijk niet beschikbaar", "Server.TijdelijkNietBeschikbaar op alles."],
    "internal-error": ["Zegt: interne fout", "Server.InterneFout op alles."],
    malformed: ["Zegt: ongeldig bericht", "Client.OngeldigBericht op alles."],
    "unknown-customer": ["Kent de leverancier niet", "Client.OngeldigeKlantIdentificatie op alles."],
    "unknown-version": ["Kent de versie niet", "Client.XsdVersieOngeldig op alles."],
    "invalid-term": ["Kent een vocabulaireterm niet", "Client.VocabulaireTermOngeldig op alles."],
    "unknown-pupil": ["Kent een leerling niet", "Client.LeerlingOngeldig op alles."],
    "invalid-norm": ["Keurt de normering af", "Client.ToetsNormeringOngeldig op alles."],
    "invalid-score": ["Keurt de score af", "Client.ScoreOngeldig op alles."],
    "invalid-oso-result": ["Keurt het OSO-resultaat af", "Client.EldResultaatOngeldig op alles."],
    "vendor-code": ["Geeft een eigen foutcode", "Een code die in geen lijst staat."],
    "fault-with-200": ["Geeft een fout met HTTP 200", "Server.TijdelijkNietBeschikbaar, alsof alles goed ging."],
  }],
  ["Gegevens waar iets aan schort", {
    "other-school": ["Geeft een andere school", "De gegevens dragen een andere brincode."],
    "other-year": ["Geeft een ander schooljaar", "De gegevens dragen schooljaar 2019-2020."],
    "duplicate-keys": ["Twee leerlingen met een sleutel", "De eerste twee leerlingen hebben dezelfde sleutel en geen ECK iD."],
    "duplicate-eck-ids": ["Twee leerlingen met een ECK iD", "De eerste twee leerlingen hebben hetzelfde ECK iD."],
    "disposable-keys": ["Sleutels met een #", "Ze gelden alleen in dit bericht. Een ECK iD geldt gewoon."],
    "without-identity": ["Een leerling zonder sleutel en ECK iD", "De eerste van de lijst. De rest klopt."],
    "out-of-range": ["Waarden die niet bestaan", "De eerste leerling: geboren op 2150-13-45, geslacht 7, jaargroep 9."],
    "unknown-groups": ["Groepen die er niet zijn", "De eerste leerling zit in een groep die niet in de lijst staat, de tweede in een van de verkeerde soort."],
    "listed-leavers": ["Vertrokken leerlingen staan er nog", "De eerste leerling, en wie hieronder vertrokken is, met uitstroomdatum gisteren."],
  }],
  ["Een antwoord dat geen gewone UWLR is", {
    "web-page": ["Geeft een aanmeldpagina", "HTML met HTTP 200, zoals een proxy doet."],
    "empty-answer": ["Geeft een leeg antwoord", "HTTP 200 met niets erin."],
    "other-soap": ["Geeft een fout in SOAP 1.2", "UWLR is SOAP 1.1."],
    "other-operation": ["Antwoordt op een andere vraag", "Een bevestiging van scores op een vraag naar leerlingen, en andersom."],
    "second-payload": ["Geeft twee antwoorden in een bericht", "Hetzelfde antwoord staat twee keer in de Body."],
    multipart: ["Geeft een bericht in delen", "multipart/related, zoals voor bijlagen."],
    doctype: ["Begint met een DOCTYPE", "Met een eigen entiteit erin."],
    "own-answer": ["Geeft het antwoord uit jouw bestand", "Letterlijk, op elke vraag. Kies het bestand hieronder."],
  }],
  ["De verbinding", {
    "http-error": ["Geeft HTTP 503", "Zonder een woord SOAP."],
    "good-with-500": ["Geeft een goed antwoord met HTTP 500", "Scores worden wel bewaard."],
    "no-answer": ["Geeft geen antwoord", "Het LAS neemt de vraag aan en zwijgt tot je dit verandert."],
    dripping: ["Geeft een half antwoord en druppelt dan", "Elke seconde een byte. Scores worden wel bewaard."],
    "cut-short": ["Geeft een half antwoord", "HTTP zegt dat het compleet is. Scores worden wel bewaard."],
    "broken-off": ["Breekt de verbinding halverwege af", "Scores worden wel bewaard."],
    "too-large": ["Geeft een antwoord zonder eind", "Tot de vrager ophangt, of 200 MB. Scores worden wel bewaard."],
  }],
];

const ALL_BEHAVIOURS = Object.fromEntries(BEHAVIOURS.flatMap(([, words]) => Object.entries(words)));

export const behaviourName = (word) => ALL_BEHAVIOURS[word][0];
export const behaviourMeaning = (word) => ALL_BEHAVIOURS[word][1];

// What a LAS does well it may do in its own manner.
export const MANNER = {
  versions: ["Versie", { both: "2.2 en 2.3", "v2-2": "Alleen 2.2", "v2-3": "Alleen 2.3" }],
  profile: ["Velden", { base: "Basis", smalle: "Smalle set", lvs: "LVS-set" }],
  transfer: ["Overdracht", { both: "In een keer en getrapt", whole: "Alleen in een keer", staged: "Alleen getrapt" }],
  gzip: ["Gzip", { asked: "Als erom gevraagd wordt", always: "Altijd", never: "Nooit" }],
  delayMillis: ["Denktijd", { 0: "Geen", 2000: "2 seconden", 10000: "10 seconden", 30000: "30 seconden" }],
  keys: ["Sleutels", { true: "Altijd", false: "Alleen zonder ECK iD" }],
  certificate: ["Clientcertificaat", { false: "Niet nodig", true: "Verplicht" }],
};

export const OPERATIONS = {
  HaalLeerlinggegevens: "Leerlinggegevens gevraagd",
  HaalStructuur: "Groepen gevraagd",
  HaalLeerlingen: "Leerlingen van groepen gevraagd",
  HaalLeerkrachten: "Leerkrachten van groepen gevraagd",
  BrengLeerresultaten: "Scores gebracht",
};

export const OUTCOMES = {
  ok: ["go", "Beantwoord"],
  "cut-short": ["wait", "Antwoord afgebroken"],
  "Client.AutorisatieOngeldig": ["stop", "Sleutel geweigerd"],
  "Client.OngeldigBericht": ["stop", "Bericht klopt niet"],
  "Client.OngeldigeKlantIdentificatie": ["stop", "Afzender onbekend"],
  "Client.XsdVersieOngeldig": ["stop", "Versie onbekend"],
  "Client.VocabulaireTermOngeldig": ["stop", "Term onbekend"],
  "Client.LeerlingOngeldig": ["stop", "Leerling onbekend"],
  "Client.ToetsNormeringOngeldig": ["stop", "Normering klopt niet"],
  "Client.ScoreOngeldig": ["stop", "Score klopt niet"],
  "Client.EldResultaatOngeldig": ["stop", "OSO-resultaat klopt niet"],
  "Server.TijdelijkNietBeschikbaar": ["wait", "Tijdelijk niet beschikbaar"],
  "Server.InterneFout": ["stop", "Fout in het LAS"],
};
