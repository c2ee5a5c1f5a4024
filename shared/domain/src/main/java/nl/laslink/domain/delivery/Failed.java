package nl.laslink.domain.delivery;

import java.util.List;

/** A call of a LAS that did not do what it was for. */
public sealed interface Failed extends FetchOutcome, BringOutcome {

    /** The worst first; never empty. */
    List<? extends FailureReason> reasons();

    default FailureReason worst() {
        return reasons().getFirst();
    }

    /** A fault: the whole request was refused; of results nothing was taken. */
    record Refused(FaultCode code) implements Failed {
        @Override
        public List<FaultCode> reasons() {
            return List.of(code);
        }
    }

    /**
     * No usable answer came: no connection, a time-out, an HTTP error without a SOAP fault. Whether results were taken is not
     * known: resend with the same result keys and a later creation time.
     */
    record Unanswered(NoAnswer reason) implements Failed {
        @Override
        public List<NoAnswer> reasons() {
            return List.of(reason);
        }
    }

    /** An answer came that cannot be trusted. Results may have been taken: resend them as well. */
    record Unreadable(List<AnswerFlaw> flaws) implements Failed {
        public Unreadable {
            if (flaws.isEmpty()) {
                throw new IllegalArgumentException("an answer without flaw can be used");
            }
            flaws = List.copyOf(flaws);
        }

        public Unreadable(AnswerFlaw flaw) {
            this(List.of(flaw));
        }

        @Override
        public List<AnswerFlaw> reasons() {
            return flaws;
        }
    }
}
