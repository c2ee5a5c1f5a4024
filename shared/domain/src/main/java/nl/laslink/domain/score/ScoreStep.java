package nl.laslink.domain.score;

import java.time.Instant;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.roster.RecordId;

/** One step in the history of a result: the state that was reached, when, and why. Immutable. */
public record ScoreStep(Instant at, ScoreState state, Cause cause) {

    public sealed interface Cause {

        /** The test centre sent the result. */
        record Normed() implements Cause {}

        /** The test centre sent the result anew; what it had sent before is superseded. */
        record Corrected(RecordId pupilBefore, ScoreValue before, Instant normedBefore) implements Cause {}

        /** The test centre corrected the norms of the test: what the LAS has is superseded. */
        record NormsCorrected() implements Cause {}

        /** laslink looked at the link, the pupil and the test again. */
        record Checked() implements Cause {}

        /** A message with the result is about to go out. */
        record Sending() implements Cause {}

        /** The LAS answered, or gave no answer. */
        record Answered() implements Cause {}

        /** The test centre withdrew the result. */
        record WithdrawnByTestCentre() implements Cause {}

        /** The test centre says that another pupil took the test. */
        record MovedToOtherPupil(RecordId pupil) implements Cause {}

        /** The link of the pupil was corrected: the LAS has the result with this pupil. */
        record DeliveredToOther(RecordId pupil) implements Cause {}

        /** The link of the pupil was corrected after the result was delivered. */
        record LinkCorrected() implements Cause {}

        /** A person pressed a button. */
        record Pressed(Actor by) implements Cause {}
    }
}
