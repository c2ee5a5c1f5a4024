package nl.laslink.domain.score;

/** Names one result for ever: the sitting and, where the result is of one part, the part. At most 256 characters (UWLR). */
public record ResultKey(String value) {
    public ResultKey {
        if (value == null || value.isBlank() || value.length() > 256) {
            throw new IllegalArgumentException("a result key has 1 to 256 characters");
        }
    }

    public static ResultKey of(String sitting, java.util.Optional<String> part) {
        return new ResultKey(part.map(p -> sitting + "." + p).orElse(sitting));
    }

    @Override
    public String toString() {
        return value;
    }
}
