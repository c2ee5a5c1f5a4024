package nl.laslink.local.lassimulator.soap;

/** What can be asked about a school: all of it, or one stage of a staged transfer. */
enum Stage {
    WHOLE("HaalLeerlinggegevens", "HaalLeerlinggegevens", "leerlinggegevens", "leerlinggegevens"),
    STRUCTURE("HaalStructuur", Uwlr.PUPIL_DATA + "/structuur_verzoek", "structuur", "leerlinggegevens-structuur"),
    PUPILS("HaalLeerlingen", Uwlr.PUPIL_DATA + "/leerlingen_verzoek", "leerlingen", "leerlinggegevens-leerlingen"),
    TEACHERS(
            "HaalLeerkrachten",
            Uwlr.PUPIL_DATA + "/leerkrachten_verzoek",
            "leerkrachten",
            "leerlinggegevens-leerkrachten");

    private final String operation;
    private final String action;
    private final String root;
    private final String content;

    Stage(String operation, String action, String root, String content) {
        this.operation = operation;
        this.action = action;
        this.root = root;
        this.content = content;
    }

    String operation() {
        return operation;
    }

    String action() {
        return action;
    }

    String request() {
        return root + "_verzoek";
    }

    String answer() {
        return root + "_antwoord";
    }

    String content() {
        return content;
    }

    boolean hasPeople() {
        return this == PUPILS || this == TEACHERS;
    }
}
