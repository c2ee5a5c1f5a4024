package nl.laslink.domain.id;

/** Names one commit; its plan and its fence bear this name. */
public record CommitId(String value) {
    public CommitId {
        if (value == null || value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("CommitId has 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
