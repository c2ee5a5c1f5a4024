package nl.laslink.uwlr;

import java.util.Arrays;
import java.util.Optional;

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
    String action() {
        return action;
    }

    /** Name of the element that asks. The profiles' schemas write the stages' with a capital; the WSDL does not. */
    String request() {
        return request;
    }

    /** Whose answer the element is that was just entered. */
    static Optional<Operation> answeredBy(XmlCursor in) {
        return Arrays.stream(values())
                .filter(o -> in.name(o.namespace).equals(o.root))
                .findFirst();
    }

    /** Name of the element that holds the records. */
    String content() {
        return content;
    }
}
