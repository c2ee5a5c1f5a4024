package nl.laslink.domain.roster;

/** Our own id of a group, teacher, pupil or remembered choice; never changes and is never used again. */
public record RecordId(String value) {
    public RecordId {
        if (value == null || value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("a record id has 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
