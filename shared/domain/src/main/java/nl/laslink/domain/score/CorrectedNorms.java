package nl.laslink.domain.score;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.delivery.FaultCode;

/** The test centre sent other norms of a version of a test; {@code at} is when they were stored. Immutable. */
public record CorrectedNorms(TestCode test, Optional<String> version, Instant at) {
    /** A sender reads the norms when it begins and runs 5 minutes at most, so it may have used the former ones for so long. */
    public static final Duration STILL_USED = Duration.ofMinutes(6);

    /** Whether the LAS has, or refused, the result under the former norms. */
    public boolean concern(LedgerEntry entry) {
        return entry.test().equals(test)
                && entry.testVersion().equals(version)
                && entry.at().isBefore(at.plus(STILL_USED))
                && wasJudged(entry.state());
    }

    private static boolean wasJudged(ScoreState state) {
        return switch (state) {
            case ScoreState.Accepted() -> true;
            case ScoreState.Refused(FaultCode code) ->
                code == FaultCode.INVALID_NORM || code == FaultCode.INVALID_VOCABULARY_TERM;
            case ScoreState.Waiting _,
                    ScoreState.Ready _,
                    ScoreState.Sent _,
                    ScoreState.Doubted _,
                    ScoreState.Withdrawn _,
                    ScoreState.Closed _ -> false;
        };
    }
}
