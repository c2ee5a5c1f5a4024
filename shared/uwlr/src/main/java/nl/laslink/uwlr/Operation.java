package nl.laslink.uwlr;

import java.util.Arrays;
import java.util.Optional;

/** The operations of UWLR 2, by what a LAS answers to them. */
public enum Operation {
    /** HaalLeerlinggegevens: the whole school in one answer. */
    PUPIL_DATA(Uwlr.PUPIL_DATA, "leerlinggegevens_antwoord", "leerlinggegevens"),
    /** HaalStructuur: the first of three stages. */
    STRUCTURE(Uwlr.PUPIL_DATA, "structuur_antwoord", "leerlinggegevens-structuur"),
    /** HaalLeerlingen: the pupils of some groups. */
    PUPILS(Uwlr.PUPIL_DATA, "leerlingen_antwoord", "leerlinggegevens-leerlingen"),
    /** HaalLeerkrachten: the teachers of some groups. */
    TEACHERS(Uwlr.PUPIL_DATA, "leerkrachten_antwoord", "leerlinggegevens-leerkrachten"),
    /** BrengLeerresultaten: its confirmation is empty. */
    RESULTS(Uwlr.RESULTS, "leerresultaten_bevestiging", "");

    private final String namespace;
    private final String root;
    private final String content;

    Operation(String namespace, String root, String content) {
        this.namespace = namespace;
        this.root = root;
        this.content = content;
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
