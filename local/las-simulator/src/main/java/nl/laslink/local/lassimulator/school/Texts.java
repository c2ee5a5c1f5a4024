package nl.laslink.local.lassimulator.school;

/** The length limits that EDEXML sets on texts. */
final class Texts {
    private Texts() {}

    static String key(String key) {
        return limited("a key", key, 256);
    }

    static String limited(String what, String text, int max) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > max) {
            throw new IllegalArgumentException(what + " has 1 to " + max + " characters");
        }
        if (stripped.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " holds a control character"); // XML cannot carry most of them
        }
        return stripped;
    }
}
