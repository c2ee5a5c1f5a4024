package nl.laslink.operations;

/** The command is refused; the message says why and what to do. */
public final class Refused extends RuntimeException {
    public Refused(String message) {
        super(message);
    }
}
