package nl.laslink.domain.id;

/** Names one request for a link; opaque. */
public record LinkRequestId(String value) {
    public LinkRequestId {
        if (value == null || value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("a link request id has 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
