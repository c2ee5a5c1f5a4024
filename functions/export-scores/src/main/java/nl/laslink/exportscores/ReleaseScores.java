package nl.laslink.exportscores;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.SchoolReadiness;
import nl.laslink.domain.link.Readiness;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.CorrectedNorms;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreStore;

/** Looks again at the results that wait: what can be delivered now becomes ready. */
final class ReleaseScores {
    private final ScoreStore scores;
    private final SchoolReadiness readiness;
    private final RosterStore rosters;
    private final Clock clock;

    ReleaseScores(ScoreStore scores, SchoolReadiness readiness, RosterStore rosters, Clock clock) {
        this.scores = scores;
        this.readiness = readiness;
        this.rosters = rosters;
        this.clock = clock;
    }

    /** @return the number of results that became ready */
    int execute(SchoolId school) {
        return release(school, scores.waiting(school));
    }

    /**
     * Pupils were linked, or an undo took links away: results of a pupil the LAS did not know are tried again, and ready ones
     * without a link wait again.
     */
    int afterImport(SchoolId school) {
        return release(
                school,
                scores.all(school).stream()
                        .filter(e -> e.state() instanceof ScoreState.Waiting
                                || e.state() instanceof ScoreState.Ready
                                || e.state().equals(new ScoreState.Refused(FaultCode.INVALID_PUPIL)))
                        .toList());
    }

    /** @return the number of results that the LAS took or refused under norms that were corrected since; it gets them again */
    int afterCorrectedNorms(SchoolId school) {
        Instant now = clock.instant();
        List<CorrectedNorms> corrected = scores.correctedNorms(scores.normsApplied(school));
        if (corrected.isEmpty()) {
            return 0;
        }
        List<LedgerEntry> concerned = scores.all(school).stream()
                .filter(entry -> corrected.stream().anyMatch(norms -> norms.concern(entry)))
                .toList();
        int superseded = release(school, concerned, LedgerEntry::underCorrectedNorms);
        scores.normsApplied(school, now.minus(CorrectedNorms.STILL_USED));
        return superseded;
    }

    @FunctionalInterface
    private interface Step {
        LedgerEntry of(LedgerEntry entry, ScoreState next, Instant at);
    }

    private int release(SchoolId school, List<LedgerEntry> waiting) {
        return release(
                school, waiting, (entry, state, at) -> entry.withState(state, at, new ScoreStep.Cause.Checked()));
    }

    private int release(SchoolId school, List<LedgerEntry> waiting, Step step) {
        if (waiting.isEmpty()) {
            return 0;
        }
        Readiness now = readiness.of(school);
        Roster roster = rosters.read(school);
        Definitions definitions = new Definitions(scores);
        int released = 0;
        for (LedgerEntry entry : waiting) {
            ScoreState state = now.of(entry, roster.pupil(entry.pupil()), definitions.of(entry));
            // An entry that moved meanwhile was looked at by whoever moved it.
            if (!state.equals(entry.state()) && scores.save(step.of(entry, state, clock.instant()))) {
                released += state instanceof ScoreState.Ready ? 1 : 0;
            }
        }
        return released;
    }
}
