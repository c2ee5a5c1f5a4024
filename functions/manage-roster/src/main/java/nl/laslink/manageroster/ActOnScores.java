package nl.laslink.manageroster;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.SchoolReadiness;
import nl.laslink.domain.link.Readiness;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreAction;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreStore;

/** Verzend nu, Trek in and Sluit af: acts on each result it can, and reports the others with the reason. */
final class ActOnScores {
    private final ScoreStore scores;
    private final SchoolReadiness readiness;
    private final RosterStore rosters;
    private final DeliveryRuns runs;
    private final Clock clock;

    ActOnScores(ScoreStore scores, SchoolReadiness readiness, RosterStore rosters, DeliveryRuns runs, Clock clock) {
        this.scores = scores;
        this.readiness = readiness;
        this.rosters = rosters;
        this.runs = runs;
        this.clock = clock;
    }

    /** A result as the person saw it. */
    record Chosen(ResultKey key, long version) {}

    /** Who pressed, for which school. */
    record By(SchoolId school, Actor person, CorrelationId correlation) {}

    enum Refusal {
        /** The school has no such result. */
        UNKNOWN,
        /** Something happened to the result after the person looked. */
        MOVED,
        /** The result is in a state in which this cannot be done. */
        NOT_POSSIBLE,
        /** It still cannot be sent; its reason says why. */
        STILL_WAITS
    }

    record Refused(ResultKey key, Refusal why) {}

    record Done(int done, List<Refused> refused) {}

    /** Everything that is due goes out. */
    Done sendEverything(By by) {
        int due = scores.due(by.school()).size();
        leave(by, AuditAction.SENDING_REQUESTED, due, Optional.of(new DomainEvent.SendingRequested(by.school(), true)));
        return new Done(due, List.of());
    }

    Done send(By by, List<Chosen> chosen) {
        Readiness now = readiness.of(by.school());
        Roster roster = rosters.read(by.school());
        Done done = each(
                by,
                chosen,
                ScoreAction.SEND,
                entry -> now.of(
                        entry, roster.pupil(entry.pupil()), scores.definition(entry.test(), entry.testVersion())));
        if (done.done() > 0) {
            leave(
                    by,
                    AuditAction.SENDING_REQUESTED,
                    done.done(),
                    Optional.of(new DomainEvent.SendingRequested(by.school(), false)));
        }
        return done;
    }

    Done withdraw(By by, List<Chosen> chosen) {
        Done done = each(by, chosen, ScoreAction.WITHDRAW, entry -> new ScoreState.Withdrawn(entry.mayBeInLas()));
        return audited(by, AuditAction.SCORES_WITHDRAWN, done);
    }

    Done close(By by, List<Chosen> chosen, ScoreState.CloseReason reason) {
        return audited(
                by, AuditAction.SCORES_CLOSED, each(by, chosen, ScoreAction.CLOSE, _ -> new ScoreState.Closed(reason)));
    }

    private Done audited(By by, AuditAction action, Done done) {
        if (done.done() > 0) {
            leave(by, action, done.done(), Optional.empty());
        }
        return done;
    }

    private void leave(By by, AuditAction action, int results, Optional<DomainEvent> event) {
        Map<String, String> counts = Map.of("results", Integer.toString(results));
        runs.leave(new EventsAndAudit(
                by.correlation(),
                event.stream().toList(),
                List.of(new AuditEntry(by.school(), clock.instant(), by.person(), action, counts))));
    }

    @FunctionalInterface
    private interface Next {
        ScoreState after(LedgerEntry entry);
    }

    private Done each(By by, List<Chosen> chosen, ScoreAction action, Next next) {
        Instant at = clock.instant();
        ScoreStep.Cause pressed = new ScoreStep.Cause.Pressed(by.person());
        int done = 0;
        List<Refused> refused = new ArrayList<>();
        for (Chosen one : chosen) {
            Optional<Refusal> refusal = refusal(by, one, action, at, pressed, next);
            refusal.ifPresent(why -> refused.add(new Refused(one.key(), why)));
            done += refusal.isEmpty() ? 1 : 0;
        }
        return new Done(done, List.copyOf(refused));
    }

    private Optional<Refusal> refusal(
            By by, Chosen chosen, ScoreAction action, Instant at, ScoreStep.Cause pressed, Next next) {
        Optional<LedgerEntry> found = scores.find(by.school(), chosen.key());
        if (found.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN);
        }
        LedgerEntry entry = found.get();
        if (entry.version() != chosen.version()) {
            return Optional.of(Refusal.MOVED);
        }
        if (!action.isPossible(entry)) {
            return Optional.of(Refusal.NOT_POSSIBLE);
        }
        ScoreState state = next.after(entry);
        if (!state.equals(entry.state()) || state instanceof ScoreState.Ready) {
            if (!scores.save(entry.withState(state, at, pressed))) {
                return Optional.of(Refusal.MOVED);
            }
        }
        return state instanceof ScoreState.Waiting ? Optional.of(Refusal.STILL_WAITS) : Optional.empty();
    }
}
