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
    ADDRESS_NOT_ALLOWED(Advice.CHECK_ADDRESS, Remedy.WEEKLY);

    private final Advice advice;
    private final Remedy remedy;

    NoAnswer(Advice advice) {
        this(advice, Remedy.RETRY);
    }

    NoAnswer(Advice advice, Remedy remedy) {
        this.advice = advice;
        this.remedy = remedy;
    }

    @Override
    public Advice advice() {
        return advice;
    }

    @Override
    public Remedy remedy() {
        return remedy;
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
