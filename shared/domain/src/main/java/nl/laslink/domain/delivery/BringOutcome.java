package nl.laslink.domain.delivery;

/** What came of delivering results to a LAS. */
public sealed interface BringOutcome {

    /** {@code leerresultaten_bevestiging}: the whole message was taken. */
    record Accepted() implements BringOutcome {}

    /** The whole message was refused; nothing of it was taken. */
    record Refused(FaultCode code) implements BringOutcome {}

    /** Whether the message was taken is not known: resend with the same result keys and a later creation time. */
    record Unknown(FetchOutcome.Reason reason) implements BringOutcome {}
}
