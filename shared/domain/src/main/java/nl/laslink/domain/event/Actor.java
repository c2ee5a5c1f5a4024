package nl.laslink.domain.event;

/**
 * Who did something: the subject of the sign-in (or of the approval mail) and the name to show to colleagues. The name is
 * kept with what was done and in the audit log, never in the technical log.
 */
public record Actor(String subject, String name) {
    /** laslink itself, at night. */
    public static final Actor LASLINK = new Actor("laslink", "laslink");

    @Override
    public String toString() {
        return subject;
    }
}
