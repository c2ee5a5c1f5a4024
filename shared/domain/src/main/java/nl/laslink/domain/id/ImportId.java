package nl.laslink.domain.id;

/** Names one import of a school. */
public record ImportId(String value) {
    public ImportId {
        if (value == null || value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("ImportId has 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
