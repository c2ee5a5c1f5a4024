package nl.laslink.domain.delivery;

/** What came of asking a LAS for its pupils. Only {@link Delivered} may change anything. */
public sealed interface FetchOutcome {

    /**
     * A complete, readable answer for the school and year that were asked. {@code rawXml} is the answer in UTF-8, as far as
     * laslink has a purpose for it.
     */
    record Delivered(Delivery delivery, byte[] rawXml) implements FetchOutcome {}

    /** {@code geenwijzigingen}: nothing changed; keep what you have. */
    record NoChanges() implements FetchOutcome {}

    /** {@code geengegevens}: nothing found for this request; it does not mean that the school has no pupils. */
    record NoData() implements FetchOutcome {}

    record Refused(FaultCode code) implements FetchOutcome {}

    /** No usable answer came: no connection, a time-out, an HTTP error without a SOAP fault. */
    record Unreachable(Reason reason) implements FetchOutcome {}

    /** An answer came that cannot be trusted: cut short, not UWLR, too large, another school or year. */
    record Unreadable(Flaw flaw) implements FetchOutcome {}

    enum Reason {
        NO_CONNECTION,
        TIMEOUT,
        HTTP_ERROR,
        ADDRESS_NOT_ALLOWED
    }

    enum Flaw {
        NOT_XML,
        DOCTYPE,
        TOO_LARGE,
        NOT_UWLR,
        /** Nobody in it is at the school. */
        WITHOUT_PUPILS,
        OTHER_SCHOOL,
        OTHER_SCHOOL_YEAR,
        /** The stages of a staged transfer do not make one school: it changed meanwhile, or something did not come. */
        INCOMPLETE
    }
}
