package nl.laslink.bench;

import java.util.EnumMap;
import java.util.Map;

/** How much the delivery of the LAS differs from the roster. */
enum Noise {
    /** What a switch of LAS is expected to bring. */
    EXPECTED("expected", expected(), Change.NONE),
    EXPECTED_NO_BIRTH_DATES("expected, no birth dates", withoutBirthDates(expected()), Change.NONE),
    LIGHT("light", shares(0.02, 0.10, 0.005, 0.005, 0.01, 0.005, 0.02), Change.NONE),
    MEDIUM("medium", shares(0.06, 0.25, 0.03, 0.02, 0.05, 0.02, 0.08), Change.NONE),
    NO_BIRTH_DATES("no birth dates", withoutBirthDates(shares(0.06, 0.25, 0.03, 0.02, 1, 0, 0.08)), Change.NONE),
    MOVED_UP("everybody moved up a year", shares(0.06, 0.25, 0.03, 0.02, 0.05, 0.02, 0.10), Change.MOVED_UP),
    SWAPPED("first name and surname swapped", shares(0.02, 0.10, 0.005, 0.005, 0.01, 0.005, 0.02), Change.SWAPPED);

    enum Change {
        NONE,
        MOVED_UP,
        SWAPPED
    }

    /** What a LAS has otherwise than the roster; its share is of all pupils. */
    enum Kind {
        /** In the first name or in the surname. */
        TYPING_ERROR("typing error"),
        OTHER_SURNAME("other surname"),
        /** A first name of which the roster has a short form, or another one altogether. */
        NICKNAME("nickname"),
        NO_PREFIX("missing prefix"),
        NO_ACCENTS("no accents"),
        SWAPPED("swapped fields"),
        OTHER_BIRTH_DATE("wrong birth date"),
        OTHER_GROUP("moved group"),
        NO_BIRTH_DATE("no birth date"),
        /** The same name in capitals, in small letters, or without accents, with its prefix in the surname. */
        OTHER_SPELLING("other spelling"),
        INITIAL("initial"),
        OTHER_FIRST_NAME("other first name");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final String title;
    private final Map<Kind, Double> shares;
    private final Change change;

    Noise(String title, Map<Kind, Double> shares, Change change) {
        this.title = title;
        this.shares = shares;
        this.change = change;
    }

    private static Map<Kind, Double> expected() {
        Map<Kind, Double> shares = new EnumMap<>(Kind.class);
        shares.put(Kind.TYPING_ERROR, 0.02);
        shares.put(Kind.OTHER_SURNAME, 0.02);
        shares.put(Kind.NICKNAME, 0.03);
        shares.put(Kind.NO_PREFIX, 0.03);
        shares.put(Kind.NO_ACCENTS, 0.05);
        shares.put(Kind.SWAPPED, 0.005);
        shares.put(Kind.OTHER_BIRTH_DATE, 0.005);
        shares.put(Kind.OTHER_GROUP, 0.15);
        return shares;
    }

    /** @param typingError of each of the two names */
    private static Map<Kind, Double> shares(
            double typingError,
            double otherSpelling,
            double initial,
            double otherFirstName,
            double noBirthDate,
            double otherBirthDate,
            double otherGroup) {
        Map<Kind, Double> shares = new EnumMap<>(Kind.class);
        shares.put(Kind.TYPING_ERROR, 2 * typingError);
        shares.put(Kind.OTHER_SPELLING, otherSpelling);
        shares.put(Kind.INITIAL, initial);
        shares.put(Kind.OTHER_FIRST_NAME, otherFirstName);
        shares.put(Kind.NO_BIRTH_DATE, noBirthDate);
        shares.put(Kind.OTHER_BIRTH_DATE, otherBirthDate);
        shares.put(Kind.OTHER_GROUP, otherGroup);
        return shares;
    }

    private static Map<Kind, Double> withoutBirthDates(Map<Kind, Double> shares) {
        Map<Kind, Double> without = new EnumMap<>(shares);
        without.put(Kind.NO_BIRTH_DATE, 1.0);
        without.put(Kind.OTHER_BIRTH_DATE, 0.0);
        return without;
    }

    String title() {
        return title;
    }

    double share(Kind kind) {
        return shares.getOrDefault(kind, 0.0);
    }

    /** How many schools are measured: at the expected noise so many that there are 10,000 preselections. */
    int schools() {
        return this == EXPECTED || this == EXPECTED_NO_BIRTH_DATES ? 15 : 5;
    }

    boolean isMovedUp() {
        return change == Change.MOVED_UP;
    }

    boolean isSwapped() {
        return change == Change.SWAPPED;
    }
}
