package nl.laslink.local.lassimulator.soap;

/** UWLR's fault codes, each with the one Dutch sentence this LAS says with it. No detail is ever given. */
public enum Fault {
    INTERNAL("Server.InterneFout", "Er is een interne fout opgetreden in het LAS."),
    UNAVAILABLE("Server.TijdelijkNietBeschikbaar", "Het LAS is tijdelijk niet beschikbaar."),
    MALFORMED("Client.OngeldigBericht", "Het bericht is geen geldig UWLR-bericht."),
    UNKNOWN_CUSTOMER("Client.OngeldigeKlantIdentificatie", "De klantnaam of klantcode is onbekend."),
    NOT_AUTHORISED("Client.AutorisatieOngeldig", "De autorisatiesleutel geeft geen toegang tot deze school."),
    UNKNOWN_VERSION("Client.XsdVersieOngeldig", "Deze versie van UWLR wordt niet ondersteund."),
    INVALID_TERM("Client.VocabulaireTermOngeldig", "Een term in het bericht staat niet in de lijst."),
    UNKNOWN_PUPIL("Client.LeerlingOngeldig", "Een leerling in het bericht is onbekend op deze school."),
    INVALID_NORM("Client.ToetsNormeringOngeldig", "Een toetsnormering in het bericht is niet juist."),
    INVALID_SCORE("Client.ScoreOngeldig", "Een score in het bericht is niet juist."),
    INVALID_OSO_RESULT("Client.EldResultaatOngeldig", "Een OSO-resultaat in het bericht is niet juist.");

    private final String code;
    private final String sentence;

    Fault(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** UWLR's code, without the prefix that the wire puts before it. */
    public String code() {
        return code;
    }

    /** What faultstring says. */
    public String sentence() {
        return sentence;
    }
}
