package nl.laslink.bench;

/**
 * How much the delivery of the LAS differs from the roster, as the share of pupils: typing errors of each of the two names, the same
 * name in another spelling (capitals, accents, prefix), an initial or another first name instead, no birth date or a wrong one, another group.
 */
enum Noise {
    LIGHT("light", new Shares(0.02, 0.10, 0.005, 0.005, 0.01, 0.005, 0.02), Change.NONE),
    MEDIUM("medium", new Shares(0.06, 0.25, 0.03, 0.02, 0.05, 0.02, 0.08), Change.NONE),
    NO_BIRTH_DATES("no birth dates", new Shares(0.06, 0.25, 0.03, 0.02, 1, 0, 0.08), Change.NONE),
    MOVED_UP("everybody moved up a year", new Shares(0.06, 0.25, 0.03, 0.02, 0.05, 0.02, 0.10), Change.MOVED_UP),
    SWAPPED("first name and surname swapped", new Shares(0.02, 0.10, 0.005, 0.005, 0.01, 0.005, 0.02), Change.SWAPPED);

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
            double otherGroup) {}

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

    boolean isMovedUp() {
        return change == Change.MOVED_UP;
    }

    boolean isSwapped() {
        return change == Change.SWAPPED;
    }
}
