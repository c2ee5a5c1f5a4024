package nl.laslink.domain.id;

/** Names one commit; its plan and its fence bear this name. */
public record CommitId(String value) {
    public CommitId {
        if (value == null || value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("CommitId has 1 to 64 characters");
        }
    }

    /** Of the commit that follows this contact without a question. */
    public static CommitId quietAfter(FetchId fetch) {
        return new CommitId("q-" + fetch);
    }

    @Override
    public String toString() {
        return value;
    }
}
