package nl.laslink.domain.score;

/** A text as XML carries it: without control characters and half surrogate pairs, which a message loses. */
final class XmlText {
    private XmlText() {}

    /** Whether anything to read is left. */
    static boolean hasVisibleText(String text) {
        return text.codePoints().anyMatch(c -> !Character.isWhitespace(c) && isCarried(c));
    }

    /** Whether it arrives unchanged; a name or key must. */
    static boolean isWhole(String text) {
        return text.codePoints().allMatch(XmlText::isCarried);
    }

    private static boolean isCarried(int character) {
        return Character.isDefined(character)
                && !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE;
    }
}
