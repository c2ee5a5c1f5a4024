package nl.laslink.domain.roster;

/** Our own id of a group, teacher, pupil or remembered choice; never changes and is never used again. */
public record RecordId(String value) {
    public RecordId {
        if (value == null || value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("a record id has 1 to 64 characters");
        }
    }

    /** Not the generated one, which C1 cannot inline: staging compares ids a million times. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RecordId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
