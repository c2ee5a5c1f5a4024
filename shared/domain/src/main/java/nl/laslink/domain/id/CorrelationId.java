package nl.laslink.domain.id;

/** Follows one wish of a person, or one night, through every function, event and log line. */
public record CorrelationId(String value) {
    public CorrelationId {
        if (value == null || value.isBlank() || value.length() > 128) {
            throw new IllegalArgumentException("a correlation id has 1 to 128 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
