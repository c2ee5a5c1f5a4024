package nl.laslink.domain.score;

/** The code of a test in the test centre, 1 to 256 characters (UWLR {@code toetscode}). */
public record TestCode(String value) {
    public TestCode {
        if (value == null || value.isBlank() || value.length() > 256) {
            throw new IllegalArgumentException("a test code has 1 to 256 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
