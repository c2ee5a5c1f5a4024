package nl.laslink.domain.delivery;

import java.util.List;

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
    record Unreachable(NoAnswer reason) implements FetchOutcome {}

    /** An answer came that cannot be trusted. Everything that is wrong with it, the worst first. */
    record Unreadable(List<AnswerFlaw> flaws) implements FetchOutcome {
        public Unreadable {
            if (flaws.isEmpty()) {
                throw new IllegalArgumentException("an answer without flaw can be used");
            }
            flaws = List.copyOf(flaws);
        }

        public Unreadable(AnswerFlaw flaw) {
            this(List.of(flaw));
        }
    }
}
