package nl.laslink.domain.delivery;

/** What came of delivering results to a LAS. */
public sealed interface BringOutcome permits BringOutcome.Accepted, Failed {

    /** {@code leerresultaten_bevestiging}: the whole message was taken. */
    record Accepted() implements BringOutcome {}
}
