package nl.laslink.recordscores;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.SchoolReadiness;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.NormedScore;
import nl.laslink.domain.score.RefusedArrival;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.score.WithdrawnScore;

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

        /** The same norm is there already. */
        record Known() implements Outcome {}

        /** A later norm is there already: this one was superseded before it came. */
        record Superseded() implements Outcome {}

        record Withdrawn(boolean mayBeInLas) implements Outcome {}

        record DefinitionSaved() implements Outcome {}

        /** The definition of a later event is there already. */
        record DefinitionStale() implements Outcome {}

        /** laslink does not take it; it is kept, and customer service sees it. */
        record Refused(RefusedArrival.Reason reason) implements Outcome {}

        /** Another message about the same result was first; try again. */
        record Moved() implements Outcome {}
    }

    Outcome define(TestDefinition definition, Instant definedAt) {
        return scores.saveDefinition(definition, definedAt, clock.instant())
                ? new Outcome.DefinitionSaved()
                : new Outcome.DefinitionStale();
    }

    /** A later norm of a known result takes its place and is delivered again under the same key. */
    Outcome record(NormedScore sent) {
        Optional<Pupil> pupil = rosters.pupil(sent.school(), sent.pupil());
        NormedScore normed = pupil.map(p -> sent.withPupil(p.id())).orElse(sent);
        Instant at = clock.instant();
        Optional<TestDefinition> definition = scores.definition(normed.test(), normed.version());
        Optional<RefusedArrival.Reason> refusal = Door.refusal(normed, definition, at);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        Optional<LedgerEntry> before = scores.find(normed.school(), normed.key());
        return switch (before
                // One that was stored before its pupil was merged has the id that went.
                .map(b -> b.compare(b.pupil().equals(sent.pupil()) ? sent : normed))
                .orElse(LedgerEntry.Arrival.NEWER)) {
            case SAME -> new Outcome.Known();
            case OLDER -> new Outcome.Superseded();
            case CONFLICTING -> new Outcome.Refused(RefusedArrival.Reason.CONFLICTING);
            case NEWER -> record(normed, pupil, before, definition, at);
        };
    }

    private Outcome record(
            NormedScore normed,
            Optional<Pupil> pupil,
            Optional<LedgerEntry> before,
            Optional<TestDefinition> definition,
            Instant at) {
        Function<ScoreState, LedgerEntry> entry = state ->
                before.map(b -> b.corrected(normed, state, at)).orElseGet(() -> LedgerEntry.first(normed, state, at));
        ScoreState state = before.map(LedgerEntry::state)
                // The pupil is deliberately not imported, so the value does not matter.
                .filter(new ScoreState.Closed(ScoreState.CloseReason.NOT_NEEDED)::equals)
                .orElseGet(
                        () -> readiness.of(normed.school()).of(entry.apply(new ScoreState.Ready()), pupil, definition));
        // Before the move itself: a retry after a crash finds it and continues.
        before.flatMap(b -> b.leftBehind(normed, at))
                .filter(left -> !isMergedInto(left, normed))
                .ifPresent(scores::save);
        return scores.save(entry.apply(state)) ? new Outcome.Recorded(state) : new Outcome.Moved();
    }

    /** Whether the former pupil is the new one since two records of one person were merged. */
    private boolean isMergedInto(LedgerEntry left, NormedScore normed) {
        return rosters.pupil(left.school(), left.pupil())
                .map(Pupil::id)
                .filter(normed.pupil()::equals)
                .isPresent();
    }

    /** A norm that is newer than the withdrawal stands. */
    Outcome withdraw(WithdrawnScore withdrawn) {
        Optional<LedgerEntry> found = scores.find(withdrawn.school(), withdrawn.key());
        if (found.isEmpty()) {
            return new Outcome.Refused(RefusedArrival.Reason.NO_SUCH_RESULT);
        }
        LedgerEntry entry = found.get();
        if (entry.normedAt().isAfter(withdrawn.withdrawnAt())) {
            return new Outcome.Superseded();
        }
        ScoreState state = new ScoreState.Withdrawn(entry.mayBeInLas());
        if (!entry.state().mayBecome(state)) {
            return new Outcome.Known();
        }
        ScoreStep.Cause cause = new ScoreStep.Cause.WithdrawnByTestCentre();
        return scores.save(entry.withState(state, clock.instant(), cause))
                ? new Outcome.Withdrawn(entry.mayBeInLas())
                : new Outcome.Moved();
    }
}
