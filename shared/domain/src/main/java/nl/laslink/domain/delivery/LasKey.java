package nl.laslink.domain.delivery;

/**
 * The key of a group, teacher or pupil in the LAS, 1 to 256 characters, unique per kind within a school. One that starts
 * with {@code #} holds for its own message only and is never stored (EDEXML 2.1).
 */
public record LasKey(String value) {
    public LasKey {
        if (value == null || value.isBlank() || value.length() > 256) {
            throw new IllegalArgumentException("a LAS key has 1 to 256 characters");
        }
    }

    public boolean isLasting() {
        return !value.startsWith("#");
    }

    @Override
    public String toString() {
        return "LasKey";
    }
}
