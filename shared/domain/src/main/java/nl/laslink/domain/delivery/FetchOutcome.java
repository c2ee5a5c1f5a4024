package nl.laslink.domain.delivery;

/** What came of asking a LAS for its pupils. Only {@link Delivered} may change anything. */
public sealed interface FetchOutcome
        permits FetchOutcome.Delivered, FetchOutcome.NoChanges, FetchOutcome.NoData, Failed {

    /**
     * A complete, readable answer for the school and year that were asked. {@code rawXml} is the answer in UTF-8, as far as
     * laslink has a purpose for it.
     */
    record Delivered(Delivery delivery, byte[] rawXml) implements FetchOutcome {}

    /** {@code geenwijzigingen}: nothing changed; keep what you have. */
    record NoChanges() implements FetchOutcome {}

    /** {@code geengegevens}: nothing found for this request; it does not mean that the school has no pupils. */
    record NoData() implements FetchOutcome {}
}
