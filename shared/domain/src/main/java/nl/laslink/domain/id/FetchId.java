package nl.laslink.domain.id;

/** Names one contact with the LAS to fetch its pupils. */
public record FetchId(String value) {
    public FetchId {
        if (value == null || value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("FetchId has 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
