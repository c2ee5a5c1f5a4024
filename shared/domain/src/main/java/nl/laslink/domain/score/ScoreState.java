package nl.laslink.domain.score;

import nl.laslink.domain.delivery.FaultCode;

/** Where a result stands in the ledger. */
public sealed interface ScoreState {

    /** It cannot be delivered yet. */
    record Waiting(WaitReason reason) implements ScoreState {}

    /** It goes along with the next delivery. */
    record Ready() implements ScoreState {}

    /** It was sent and no answer is known: it is sent again, under the same key. */
    record Sent() implements ScoreState {}

    record Accepted() implements ScoreState {}

    /** The LAS refused it; a new norm of the result or a change of its cause makes it ready again. */
    record Refused(FaultCode code) implements ScoreState {}

    /**
     * The LAS did not understand the message with this result alone. One that broke inside says this too (uwlr.md §12), so it is
     * sent once more, in the next night.
     */
    record Doubted() implements ScoreState {}

    enum WaitReason {
        PUPIL_NOT_LINKED,
        /** The LAS sends the pupil by ECK iD alone; results name their pupil by the LAS key. */
        PUPIL_WITHOUT_KEY,
        /** The LAS sends the pupil's ECK iD or key with another person; a person decides whose it is. */
        IDENTITY_DOUBTED,
        /** The test, this version of it or its part is not defined. */
        TEST_UNKNOWN,
        NO_ACTIVE_LINK,
        /** The test's definition lacks a norm's term, or holds what UWLR does not allow. */
        TEST_INCOMPLETE,
        /** The score has decimals or is below 0. */
        SCORE_UNFIT,
        /** A reference score of an OSO result is of no published code. */
        OSO_CODE_UNKNOWN
    }

    /** Whether the next delivery takes it along. */
    default boolean isDue() {
        return this instanceof Ready || this instanceof Sent || this instanceof Doubted;
    }
}
