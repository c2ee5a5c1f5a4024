package nl.laslink.platform.json;

/** A stored item is of a kind this version of laslink does not know: it was written by a newer one. */
public final class UnknownKind extends RuntimeException {
    public UnknownKind(String what) {
        super("stored is an unknown kind of " + what);
    }
}
