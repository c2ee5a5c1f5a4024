package nl.laslink.exportscores;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.link.Readiness;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreStore;

/** Reads what is due to one LAS; what cannot be delivered any more waits again. */
final class DueResults {
    private final ScoreStore scores;
    private final Clock clock;

    DueResults(ScoreStore scores, Clock clock) {
        this.scores = scores;
        this.clock = clock;
    }

    /**
     * What can be sent now.
     *
     * @param doubted those of it that were refused once already
     * @param waitAgain how many were due and cannot be delivered any more; each says why
     */
    record Taken(List<LedgerEntry> due, Set<ResultKey> doubted, int waitAgain) {}

    Taken take(Readiness readiness, Roster roster, Definitions definitions, Occasion occasion) {
        List<LedgerEntry> due = new ArrayList<>();
        int waitAgain = 0;
        for (LedgerEntry entry : scores.due(roster.school())) {
            if (!occasion.takes(entry)) {
                continue;
            }
            ScoreState state = readiness.of(entry, roster.pupil(entry.pupil()), definitions.of(entry));
            if (state instanceof ScoreState.Ready) {
                due.add(entry);
            } else {
                scores.save(entry.withState(state, clock.instant(), new ScoreStep.Cause.Checked()));
                waitAgain++;
            }
        }
        Set<ResultKey> doubted = due.stream()
                .filter(entry -> entry.state() instanceof ScoreState.Doubted)
                .map(LedgerEntry::key)
                .collect(Collectors.toUnmodifiableSet());
        return new Taken(List.copyOf(due), doubted, waitAgain);
    }
}
