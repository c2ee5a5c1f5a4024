package nl.laslink.domain.imports;

/** Names a staged row for as long as its import lives; opaque, it holds nothing of the person. */
public record RowId(String value) {
    public RowId {
        if (value == null || value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("RowId has 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
