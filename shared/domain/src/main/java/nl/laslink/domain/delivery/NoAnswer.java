package nl.laslink.domain.delivery;

/** Why no usable answer came. */
public enum NoAnswer implements FailureReason {
    NO_CONNECTION(Advice.TRY_LATER),
    TIMEOUT(Advice.TRY_LATER),
    /** The server failed and sent no SOAP fault. */
    HTTP_ERROR(Advice.TRY_LATER),
    /** The server sent us on to another address, as to one where people sign in; we do not follow. */
    HTTP_REDIRECT(Advice.CHECK_ADDRESS),
    /** The server knows no such address, or keeps us out, before UWLR comes into play. */
    HTTP_REFUSED(Advice.CHECK_ADDRESS),
    ADDRESS_NOT_ALLOWED(Advice.CORRECT_ADDRESS);

    private final Advice advice;

    NoAnswer(Advice advice) {
        this.advice = advice;
    }

    @Override
    public Advice advice() {
        return advice;
    }

    /** Of a status that is no success, when there was no fault. */
    public static NoAnswer ofStatus(int status) {
        if (status == 408 || status == 429) { // too late, too often: it passes, as a failure does
            return HTTP_ERROR;
        }
        return switch (status / 100) {
            case 3 -> HTTP_REDIRECT;
            case 4 -> HTTP_REFUSED;
            default -> HTTP_ERROR;
        };
    }
}
