package nl.laslink.platform.json;

/**
 * Everything stored and sent says in which form it is. This code reads every form up to {@link #CURRENT}; what came before the
 * versions counts as the first. How a form may change stands in {@code docs/stored-data.md}.
 */
public final class SchemaVersion {
    public static final int CURRENT = 1;
    public static final String FIELD = "schemaVersion";

    private SchemaVersion() {}

    /**
     * Newer code wrote it, and this code cannot know what it means: nothing is guessed and nothing written. A message about it
     * is redelivered and ends in its dead-letter queue.
     */
    public static final class FromTheFuture extends RuntimeException {
        private final String kind;
        private final long version;

        FromTheFuture(String kind, long version) {
            super(kind + " is of version " + version + ", and this code reads up to " + CURRENT);
            this.kind = kind;
            this.version = version;
        }

        /** Our word for what could not be read. */
        public String kind() {
            return kind;
        }

        public long version() {
            return version;
        }
    }

    /** @throws FromTheFuture when the object's version is one that this code does not know */
    public static void check(String kind, JsonObject json) {
        check(kind, json.optionalNumber(FIELD).orElse(1L));
    }

    /** @throws FromTheFuture when this code does not know the version */
    public static void check(String kind, long version) {
        if (version > CURRENT) {
            throw new FromTheFuture(kind, version);
        }
    }
}
