package nl.laslink.domain.score;

/** What XML carries of a text: it has no control characters and no half surrogate pairs, and a message loses them. */
final class Carried {
    private Carried() {}

    /** Whether anything to read is left. */
    static boolean holdsText(String text) {
        return text.codePoints().anyMatch(c -> !Character.isWhitespace(c) && isCarried(c));
    }

    /** Whether it arrives as it is: what names something must. */
    static boolean isWhole(String text) {
        return text.codePoints().allMatch(Carried::isCarried);
    }

    private static boolean isCarried(int character) {
        return Character.isDefined(character)
                && !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE;
    }
}
