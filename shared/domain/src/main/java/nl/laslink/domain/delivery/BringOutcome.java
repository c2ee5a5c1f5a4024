package nl.laslink.domain.delivery;

import java.util.List;

/** What came of delivering results to a LAS. */
public sealed interface BringOutcome {

    /** {@code leerresultaten_bevestiging}: the whole message was taken. */
    record Accepted() implements BringOutcome {}

    /** The whole message was refused; nothing of it was taken. */
    record Refused(FaultCode code) implements BringOutcome {}

    /**
     * No answer came: no connection, a time-out, an HTTP error without a SOAP fault. Whether the message was taken is not known:
     * resend with the same result keys and a later creation time.
     */
    record Unanswered(NoAnswer reason) implements BringOutcome {}

    /**
     * An answer came that is no confirmation and cannot be trusted: everything that is wrong with it, the worst first. The message
     * may have been taken: resend it as well.
     */
    record Unreadable(List<AnswerFlaw> flaws) implements BringOutcome {
        public Unreadable {
            if (flaws.isEmpty()) {
                throw new IllegalArgumentException("an answer without flaw confirms");
            }
            flaws = List.copyOf(flaws);
        }

        public Unreadable(AnswerFlaw flaw) {
            this(List.of(flaw));
        }

        public AnswerFlaw worst() {
            return flaws.getFirst();
        }
    }
}
