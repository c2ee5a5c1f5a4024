package nl.laslink.uwlr;

import java.util.Arrays;
import java.util.Optional;

/** The operations of UWLR 2, by what a LAS answers to them. */
public enum Operation {
    /** The whole school in one answer. */
    PUPIL_DATA("HaalLeerlinggegevens", Uwlr.PUPIL_DATA, "leerlinggegevens_antwoord", "leerlinggegevens"),
    /** Groups: the first of three stages. */
    STRUCTURE("HaalStructuur", Uwlr.PUPIL_DATA, "structuur_antwoord", "leerlinggegevens-structuur"),
    /** The pupils of some groups. */
    PUPILS("HaalLeerlingen", Uwlr.PUPIL_DATA, "leerlingen_antwoord", "leerlinggegevens-leerlingen"),
    /** The teachers of some groups. */
    TEACHERS("HaalLeerkrachten", Uwlr.PUPIL_DATA, "leerkrachten_antwoord", "leerlinggegevens-leerkrachten"),
    /** Its confirmation is empty. */
    RESULTS("BrengLeerresultaten", Uwlr.RESULTS, "leerresultaten_bevestiging", "");

    private final String wire;
    private final String namespace;
    private final String root;
    private final String content;

    Operation(String wire, String namespace, String root, String content) {
        this.wire = wire;
        this.namespace = namespace;
        this.root = root;
        this.content = content;
    }

    /** What UWLR calls it. */
    public String wire() {
        return wire;
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
