package nl.laslink.exportscores;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.SchoolReadiness;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.Readiness;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
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
        return release(
                school,
                scores.waiting(school).stream().filter(ReleaseScores::mayGoOn).toList());
    }

    /**
     * Pupils were linked, or an undo or correction took links away: results of a pupil the LAS did not know are tried again, and
     * ready ones without a link wait again.
     */
    int afterImport(SchoolId school) {
        listDeliveredToOthers(school);
        return release(
                school,
                scores.all(school).stream()
                        .filter(e -> mayGoOn(e)
                                || e.state() instanceof ScoreState.Ready
                                || e.state().equals(new ScoreState.Refused(FaultCode.INVALID_PUPIL)))
                        .toList());
    }

    /** A person decides about those whose link was corrected. */
    private static boolean mayGoOn(LedgerEntry entry) {
        return entry.state() instanceof ScoreState.Waiting(ScoreState.WaitReason reason)
                && reason != ScoreState.WaitReason.LINK_CORRECTED;
    }

    /** Lists what the LAS got under a key that is another pupil's since a correction: UWLR cannot take it back there. */
    private void listDeliveredToOthers(SchoolId school) {
        if (!(readiness.of(school).link().orElse(null) instanceof Link.Active link)) {
            return;
        }
        Roster roster = rosters.read(school);
        Map<LasKey, RecordId> owners = new HashMap<>();
        roster.pupils().stream()
                .filter(pupil -> pupil.isLinkedTo(link.fields().type()))
                .forEach(pupil -> pupil.externalNumber()
                        .flatMap(ExternalNumber::key)
                        .ifPresent(key -> owners.put(key, pupil.id())));
        for (LedgerEntry entry : scores.all(school)) {
            Optional<RecordId> other = entry.sentAs()
                    .map(owners::get)
                    .filter(owner -> entry.mayBeInLas() && isOther(owner, roster.pupil(entry.pupil())));
            if (other.isPresent()) {
                // Before the step itself: a retry after a crash finds it and continues.
                scores.save(entry.leftWith(other.get(), clock.instant()));
                scores.save(entry.afterCorrectedLink(clock.instant()));
            }
        }
    }

    /** Not of a pupil who left: a LAS may give out the key again. */
    private static boolean isOther(RecordId owner, Optional<Pupil> pupil) {
        return pupil.filter(p -> p.active() && !p.id().equals(owner)).isPresent();
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
            // The writer that changed an entry meanwhile has already checked it.
            if (!state.equals(entry.state()) && scores.save(step.of(entry, state, clock.instant()))) {
                released += state instanceof ScoreState.Ready ? 1 : 0;
            }
        }
        return released;
    }
}
