package nl.laslink.manageroster;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.RosterStore.EditOutcome;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.SchoolId;

/** Blijvende keuzes: takes one back, so that the next contact with the LAS asks again. */
final class TakeBackChoice {
    private final RosterStore rosters;
    private final EditRecord records;
    private final Clock clock;

    TakeBackChoice(RosterStore rosters, EditRecord records, Clock clock) {
        this.rosters = rosters;
        this.records = records;
        this.clock = clock;
    }

    sealed interface Outcome {
        record TakenBack() implements Outcome {}

        /** There is none, or it was taken back already. */
        record NoSuchChoice() implements Outcome {}

        /** A commit writes this school; it takes moments. */
        record CommitAtWork() implements Outcome {}

        /** The choice was changed after this person looked. */
        record Moved(long version) implements Outcome {}
    }

    Outcome execute(SchoolId school, RecordId id, long version, Actor by, CorrelationId correlation) {
        Roster roster = rosters.read(school);
        if (!(roster.find(id).orElse(null) instanceof Choice.OfPerson choice) || choice.lifted()) {
            return new Outcome.NoSuchChoice();
        }
        EventsAndAudit eventsAndAudit = EventsAndAudit.of(
                        correlation, new DomainEvent.RosterChanged(school, roster.revision() + 1))
                .and(new AuditEntry(school, clock.instant(), by, AuditAction.CHOICE_TAKEN_BACK, Map.of()));
        return switch (records.edit(school, choice.takenBack(), version, eventsAndAudit)) {
            case EditOutcome.Edited _ -> new Outcome.TakenBack();
            case EditOutcome.Locked _ -> new Outcome.CommitAtWork();
            case EditOutcome.Moved(Optional<Roster.Versioned> moved) ->
                new Outcome.Moved(moved.map(Roster.Versioned::revision).orElse(0L));
        };
    }
}
