package nl.laslink.bench;

/**
 * How much the delivery of the LAS differs from the roster, as the share of pupils. {@code typingError} counts for each of
 * the two names; {@code otherSpelling} is the same name in capitals, without accents or with its prefix in the surname.
 */
enum Noise {
    /** What a switch of LAS is expected to bring; each share is of all pupils. */
    WRITTEN("as written below", Shares.WRITTEN, Change.NONE),
    WRITTEN_NO_BIRTH_DATES("as written below, no birth dates", Shares.WRITTEN.withoutBirthDates(), Change.NONE),
    LIGHT("light", Shares.of(0.02, 0.10, 0.005, 0.005, 0.01, 0.005, 0.02), Change.NONE),
    MEDIUM("medium", Shares.of(0.06, 0.25, 0.03, 0.02, 0.05, 0.02, 0.08), Change.NONE),
    NO_BIRTH_DATES("no birth dates", Shares.of(0.06, 0.25, 0.03, 0.02, 1, 0, 0.08), Change.NONE),
    MOVED_UP("everybody moved up a year", Shares.of(0.06, 0.25, 0.03, 0.02, 0.05, 0.02, 0.10), Change.MOVED_UP),
    SWAPPED("first name and surname swapped", Shares.of(0.02, 0.10, 0.005, 0.005, 0.01, 0.005, 0.02), Change.SWAPPED);

    enum Change {
        NONE,
        MOVED_UP,
        SWAPPED
    }

    record Shares(
            double typingError,
            double otherSpelling,
            double initial,
            double otherFirstName,
            double noBirthDate,
            double otherBirthDate,
            double otherGroup,
            double otherSurname,
            double noPrefix,
            double noAccents,
            double swapped) {

        private static final Shares WRITTEN = new Shares(0.01, 0, 0, 0.03, 0, 0.005, 0.15, 0.02, 0.03, 0.05, 0.005);

        static Shares of(
                double typingError,
                double otherSpelling,
                double initial,
                double otherFirstName,
                double noBirthDate,
                double otherBirthDate,
                double otherGroup) {
            return new Shares(
                    typingError,
                    otherSpelling,
                    initial,
                    otherFirstName,
                    noBirthDate,
                    otherBirthDate,
                    otherGroup,
                    0,
                    0,
                    0,
                    0);
        }

        private Shares withoutBirthDates() {
            return new Shares(
                    typingError,
                    otherSpelling,
                    initial,
                    otherFirstName,
                    1,
                    0,
                    otherGroup,
                    otherSurname,
                    noPrefix,
                    noAccents,
                    swapped);
        }
    }

    private final String title;
    private final Shares shares;
    private final Change change;

    Noise(String title, Shares shares, Change change) {
        this.title = title;
        this.shares = shares;
        this.change = change;
    }

    String title() {
        return title;
    }

    Shares shares() {
        return shares;
    }

    /** How many schools are measured: for the written shares so many that there are 10,000 preselections. */
    int schools() {
        return shares.otherSurname() > 0 ? 15 : 5;
    }

    boolean isMovedUp() {
        return change == Change.MOVED_UP;
    }

    boolean isSwapped() {
        return change == Change.SWAPPED;
    }
}
