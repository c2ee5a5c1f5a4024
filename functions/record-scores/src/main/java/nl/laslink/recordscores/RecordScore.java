package nl.laslink.recordscores;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.link.Readiness;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.NormedScore;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.TestDefinition;

/** Takes normed scores and definitions of tests from the test centre into the ledger. */
final class RecordScore {
    private final ScoreStore scores;
    private final LinkStore links;
    private final ImportStore imports;
    private final RosterStore rosters;
    private final Clock clock;

    RecordScore(ScoreStore scores, LinkStore links, ImportStore imports, RosterStore rosters, Clock clock) {
        this.scores = scores;
        this.links = links;
        this.imports = imports;
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
        Instant now = clock.instant();
        LedgerEntry entry = new LedgerEntry(
                normed.school(),
                normed.key(),
                normed.pupil(),
                normed.test(),
                normed.version(),
                normed.part(),
                normed.takenOn(),
                normed.value(),
                normed.normedAt(),
                new ScoreState.Ready(),
                now,
                before.map(LedgerEntry::version).orElse(0L),
                normed.teacher(),
                normed.infoUrl());
        Readiness readiness = new Readiness(
                links.find(normed.school()),
                imports.find(normed.school()).map(Import::doubtedPupils).orElse(Set.of()));
        ScoreState state = readiness.of(
                entry,
                rosters.pupil(normed.school(), normed.pupil()),
                scores.definition(normed.test(), normed.version()));
        return scores.save(entry.in(state, now)) ? new Outcome.Recorded(state) : new Outcome.Moved();
    }
}
