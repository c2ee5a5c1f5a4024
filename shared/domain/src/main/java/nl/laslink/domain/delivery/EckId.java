package nl.laslink.domain.delivery;

/** The ECK iD of a person: opaque, compared exactly, at most 256 characters (UWLR 2.2 base schema). */
public record EckId(String value) {
    public EckId {
        if (value == null || value.isBlank() || value.length() > 256) {
            throw new IllegalArgumentException("an ECK iD has 1 to 256 characters");
        }
    }

    @Override
    public String toString() {
        return "EckId";
    }
}
