package nl.laslink.operations;

/** The command cannot or may not do what was asked; the message is for the person who asked and says what to do. */
public final class Refused extends RuntimeException {
    public Refused(String message) {
        super(message);
    }
}
