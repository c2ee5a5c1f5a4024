package nl.laslink.local.lassimulator.school;

/** An edit that cannot be done; nothing changed. */
public final class EditRefused extends Exception {
    private final Reason reason;

    /** Why it cannot be done. */
    public enum Reason {
        UNKNOWN_KIND,
        UNKNOWN_PUPIL,
        UNKNOWN_TEACHER,
        UNKNOWN_GROUP,
        INVALID_VALUE
    }

    /** Refused for this reason; the message is for whoever wrote the edit. */
    public EditRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why it cannot be done. */
    public Reason reason() {
        return reason;
    }
}
