package nl.laslink.domain.score;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.school.SchoolId;

/**
 * An event of the test centre that laslink did not take. It is kept whole, so that it can be offered again after a repair;
 * {@code id} is the event's own, {@code field} names what could not be read. Immutable.
 */
public record RefusedArrival(
        SchoolId school,
        String id,
        Instant at,
        String detailType,
        Reason reason,
        Optional<String> field,
        String event) {

    public enum Reason {
        /** A field is missing, or has no form we know: no pupil, no sitting. */
        UNREADABLE,
        /** It would block every later norm. */
        NORMED_IN_FUTURE,
        TAKEN_IN_FUTURE,
        /** The sitting is of no school year that laslink knows of. */
        TAKEN_OUTSIDE_SCHOOL_YEARS,
        /** No norm of the test, or of its part, holds the score. */
        OUTSIDE_SCALE,
        /** Another value came with the same time and version, so it is not known which is newer. */
        CONFLICTING,
        /** What is to be withdrawn never arrived. */
        NO_SUCH_RESULT
    }
}
