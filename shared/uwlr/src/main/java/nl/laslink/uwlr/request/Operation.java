package nl.laslink.uwlr.request;

/** The operations of UWLR 2, by what a LAS answers to them. */
public enum Operation {
    /** The whole school in one answer. */
    PUPIL_DATA(
            "HaalLeerlinggegevens",
            "HaalLeerlinggegevens",
            Uwlr.PUPIL_DATA,
            "leerlinggegevens_verzoek",
            "leerlinggegevens_antwoord",
            "leerlinggegevens"),
    /** Groups: the first of three stages. */
    STRUCTURE(
            "HaalStructuur",
            Uwlr.PUPIL_DATA + "/structuur_verzoek",
            Uwlr.PUPIL_DATA,
            "structuur_verzoek",
            "structuur_antwoord",
            "leerlinggegevens-structuur"),
    /** The pupils of some groups. */
    PUPILS(
            "HaalLeerlingen",
            Uwlr.PUPIL_DATA + "/leerlingen_verzoek",
            Uwlr.PUPIL_DATA,
            "leerlingen_verzoek",
            "leerlingen_antwoord",
            "leerlinggegevens-leerlingen"),
    /** The teachers of some groups. */
    TEACHERS(
            "HaalLeerkrachten",
            Uwlr.PUPIL_DATA + "/leerkrachten_verzoek",
            Uwlr.PUPIL_DATA,
            "leerkrachten_verzoek",
            "leerkrachten_antwoord",
            "leerlinggegevens-leerkrachten"),
    /** Its confirmation is empty. */
    RESULTS(
            "BrengLeerresultaten",
            "BrengLeerresultaten",
            Uwlr.RESULTS,
            "leerresultaten_verzoek",
            "leerresultaten_bevestiging",
            "");

    private final String wire;
    private final String action;
    private final String namespace;
    private final String request;
    private final String root;
    private final String content;

    Operation(String wire, String action, String namespace, String request, String root, String content) {
        this.wire = wire;
        this.action = action;
        this.namespace = namespace;
        this.request = request;
        this.root = root;
        this.content = content;
    }

    /** What UWLR calls it. */
    public String wire() {
        return wire;
    }

    /** The value of SOAPAction: a bare word for two of them, an address for the stages (both WSDLs). */
    public String action() {
        return action;
    }

    /** Name of the element that asks. The profiles' schemas write the stages' with a capital; the WSDL does not. */
    public String request() {
        return request;
    }

    /** The namespace of its answer's root element. */
    public String namespace() {
        return namespace;
    }

    /** Name of its answer's root element. */
    public String root() {
        return root;
    }

    /** Name of the element that holds the records. */
    public String content() {
        return content;
    }
}
