package nl.laslink.recordscores;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.SchoolReadiness;
import nl.laslink.domain.link.Readiness;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.NormedScore;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.TestDefinition;

/** Takes normed scores and definitions of tests from the test centre into the ledger. */
final class RecordScore {
    private final ScoreStore scores;
    private final SchoolReadiness readiness;
    private final RosterStore rosters;
    private final Clock clock;

    RecordScore(ScoreStore scores, SchoolReadiness readiness, RosterStore rosters, Clock clock) {
        this.scores = scores;
        this.readiness = readiness;
        this.rosters = rosters;
        this.clock = clock;
    }

    sealed interface Outcome {
        record Recorded(ScoreState state) implements Outcome {}

        /** The same norm, or a later one, is there already. */
        record Known() implements Outcome {}

        record DefinitionSaved() implements Outcome {}

        /** The definition of a later event is there already. */
        record DefinitionStale() implements Outcome {}

        /** Another message about the same result was first; try again. */
        record Moved() implements Outcome {}
    }

    Outcome define(TestDefinition definition, Instant definedAt) {
        return scores.saveDefinition(definition, definedAt)
                ? new Outcome.DefinitionSaved()
                : new Outcome.DefinitionStale();
    }

    /** A later norm of a known result takes its place and is delivered again under the same key. */
    Outcome record(NormedScore normed) {
        Optional<LedgerEntry> before = scores.find(normed.school(), normed.key());
        if (before.filter(b -> !b.normedAt().isBefore(normed.normedAt())).isPresent()) {
            return new Outcome.Known();
        }
        Instant at = clock.instant();
        Function<ScoreState, LedgerEntry> entry = state ->
                before.map(b -> b.corrected(normed, state, at)).orElseGet(() -> LedgerEntry.first(normed, state, at));
        Readiness now = readiness.of(normed.school());
        ScoreState state = now.of(
                entry.apply(new ScoreState.Ready()),
                rosters.pupil(normed.school(), normed.pupil()),
                scores.definition(normed.test(), normed.version()));
        return scores.save(entry.apply(state)) ? new Outcome.Recorded(state) : new Outcome.Moved();
    }
}
