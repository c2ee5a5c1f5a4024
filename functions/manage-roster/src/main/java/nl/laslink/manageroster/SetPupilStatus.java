package nl.laslink.manageroster;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.RosterStore.EditOutcome;
import nl.laslink.domain.roster.Inactivity;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.SchoolId;

/** Leerlingen beheren: makes one pupil active or inactive, unless a commit runs. */
final class SetPupilStatus {
    private final RosterStore rosters;
    private final CommitStore commits;
    private final Clock clock;

    SetPupilStatus(RosterStore rosters, CommitStore commits, Clock clock) {
        this.rosters = rosters;
        this.commits = commits;
        this.clock = clock;
    }

    enum Status {
        ACTIVE,
        INACTIVE
    }

    sealed interface Outcome {
        record Changed(long version) implements Outcome {}

        record NoSuchPupil() implements Outcome {}

        /** A commit writes this school; it takes moments. */
        record CommitAtWork() implements Outcome {}

        /** The pupil was changed after this person looked. */
        record Moved(long version) implements Outcome {}
    }

    Outcome execute(SchoolId school, RecordId id, long version, Status status, Actor by, CorrelationId correlation) {
        Roster roster = rosters.read(school);
        Optional<Roster.Versioned> found = roster.findVersioned(id);
        if (!(found.map(Roster.Versioned::entry).orElse(null) instanceof Pupil pupil)) {
            return new Outcome.NoSuchPupil();
        }
        boolean toActive = status == Status.ACTIVE;
        if (pupil.active() == toActive && found.get().revision() == version) {
            return new Outcome.Changed(version);
        }
        Instant now = clock.instant();
        Pupil after = toActive
                ? pupil.withActive(true)
                : pupil.madeInactive(new Inactivity(now, Inactivity.Reason.PERSON, Optional.empty(), by));
        AuditAction action = toActive ? AuditAction.PUPIL_ACTIVATED : AuditAction.PUPIL_DEACTIVATED;
        EventsAndAudit eventsAndAudit = EventsAndAudit.of(
                        correlation, new DomainEvent.RosterChanged(school, roster.revision() + 1))
                .and(new AuditEntry(school, now, by, action, Map.of()));
        return switch (edit(school, after, version, eventsAndAudit)) {
            case EditOutcome.Edited(Roster.Versioned edited) -> new Outcome.Changed(edited.revision());
            case EditOutcome.Locked _ -> new Outcome.CommitAtWork();
            case EditOutcome.Moved(Optional<Roster.Versioned> moved) ->
                new Outcome.Moved(moved.map(Roster.Versioned::revision).orElse(0L));
        };
    }

    /** An expired lock stands while its commit is under way; before its plan is stored and after its end nobody needs it. */
    private EditOutcome edit(SchoolId school, Pupil after, long version, EventsAndAudit eventsAndAudit) {
        EditOutcome first = rosters.edit(school, after, version, eventsAndAudit);
        boolean isNobodys = first instanceof EditOutcome.Locked(CommitId holder, Instant until)
                && !clock.instant().isBefore(until)
                && commits.find(school, holder)
                        .filter(Commit.Planned.class::isInstance)
                        .isEmpty();
        if (!isNobodys) {
            return first;
        }
        rosters.unlock(school, ((EditOutcome.Locked) first).holder());
        return rosters.edit(school, after, version, eventsAndAudit);
    }
}
