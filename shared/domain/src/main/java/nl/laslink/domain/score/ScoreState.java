package nl.laslink.domain.score;

import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.ResponsibleParty;

/** The state of a result in the ledger. */
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
     * sent again in the next night.
     */
    record Doubted() implements ScoreState {}

    /**
     * The result no longer counts. UWLR has no message for that (uwlr.md §11), so one that may be in the LAS must be removed
     * there by a person.
     */
    record Withdrawn(boolean mayBeInLas) implements ScoreState {}

    /** A person decided that laslink has nothing to do for the result any more. */
    record Closed(CloseReason reason) implements ScoreState {}

    enum CloseReason {
        /** The school typed the result into the LAS itself. */
        ENTERED_BY_HAND,
        /** The school removed a withdrawn result from the LAS itself. */
        REMOVED_BY_HAND,
        /** The school does not want the result in its LAS. */
        NOT_NEEDED
    }

    enum WaitReason {
        /** The school has no pupil of this number. */
        PUPIL_UNKNOWN(ResponsibleParty.TEST_CENTRE),
        PUPIL_NOT_LINKED(ResponsibleParty.SCHOOL),
        /** A person chose Niet importeren for the record of the LAS that is proposed for, or linked to, the pupil. */
        PUPIL_NOT_IMPORTED(ResponsibleParty.SCHOOL),
        /** The pupil is inactive. */
        PUPIL_LEFT(ResponsibleParty.SCHOOL),
        /** The LAS sends the pupil by ECK iD alone; results name their pupil by the LAS key. */
        PUPIL_WITHOUT_KEY(ResponsibleParty.LAS_SUPPLIER),
        /** The LAS sends the pupil's ECK iD or key with another person; a person decides whose it is. */
        IDENTITY_DOUBTED(ResponsibleParty.SCHOOL),
        /** The LAS got it with another pupil, since the link was wrong; a person decides whether it goes to the right one. */
        LINK_CORRECTED(ResponsibleParty.SCHOOL),
        /** The test, this version of it or its part is not defined. */
        TEST_UNKNOWN(ResponsibleParty.TEST_CENTRE),
        /** The school has no link yet, or one that is requested or rejected. */
        NO_ACTIVE_LINK(ResponsibleParty.SCHOOL),
        LINK_ENDED(ResponsibleParty.SCHOOL),
        /** The test's definition lacks a norm's term, or holds what UWLR does not allow. */
        TEST_INCOMPLETE(ResponsibleParty.TEST_CENTRE),
        /** The score has decimals or is below 0. */
        SCORE_UNFIT(ResponsibleParty.TEST_CENTRE),
        /** A reference score of an OSO result is of no published code. */
        OSO_CODE_UNKNOWN(ResponsibleParty.TEST_CENTRE);

        private final ResponsibleParty responsible;

        WaitReason(ResponsibleParty responsible) {
            this.responsible = responsible;
        }

        ResponsibleParty responsible() {
            return responsible;
        }
    }

    /** Whether a result in this state may get to {@code next}, without being normed anew. */
    default boolean mayBecome(ScoreState next) {
        boolean mayStop = next instanceof Withdrawn || next instanceof Closed;
        boolean mayWaitOrGo = next instanceof Waiting || next instanceof Ready;
        return switch (this) {
            case Waiting _, Refused _ -> mayWaitOrGo || mayStop;
            case Ready _, Doubted _ -> mayWaitOrGo || mayStop || next instanceof Sent;
            case Sent _ ->
                mayWaitOrGo
                        || mayStop
                        || next instanceof Sent
                        || next instanceof Accepted
                        || next instanceof Refused
                        || next instanceof Doubted;
            case Accepted _ -> next instanceof Withdrawn;
            case Withdrawn _ -> mayWaitOrGo || next instanceof Closed;
            case Closed _ -> mayWaitOrGo || mayStop;
        };
    }

    /** Whether the next delivery includes it. */
    default boolean isDue() {
        return this instanceof Ready || this instanceof Sent || this instanceof Doubted;
    }
}
