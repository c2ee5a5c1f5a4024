package nl.laslink.operations.pupil;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.RosterStore.EditOutcome;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.operations.Refused;

/** Erases one pupil; of the results stays what sums need. Every step can be done again: what broke off is finished by the same command. */
final class ErasePupil {
    private static final Actor OPERATOR = new Actor("operator", "laslink (bin/pupil)");

    private final PupilStores stores;
    private final PupilData data;
    private final Clock clock;

    ErasePupil(PupilStores stores, Clock clock) {
        this.stores = stores;
        this.data = new PupilData(stores, clock);
        this.clock = clock;
    }

    /** What there is of a pupil: whether the record is there, and the results. */
    record Found(boolean hasRecord, List<LedgerEntry> results) {
        boolean isNothing() {
            return !hasRecord && results.isEmpty();
        }
    }

    /** @throws Refused when the pupil is active: the next night would bring him or her back */
    Found look(SchoolId school, RecordId id) {
        Roster roster = stores.rosters().read(school);
        Optional<Pupil> pupil = roster.find(id).filter(Pupil.class::isInstance).map(Pupil.class::cast);
        if (pupil.filter(Pupil::active).isPresent()) {
            throw new Refused("This pupil of " + school + " is active: the next night would bring the data back."
                    + " The school makes the pupil inactive first, and its LAS must not send the pupil.");
        }
        return new Found(pupil.isPresent(), data.results(school, PupilData.idsOf(roster, id)));
    }

    /**
     * @return how many results lost their pupil
     * @throws Refused while an import is being committed or results are being sent
     */
    int erase(SchoolId school, RecordId id) {
        Found found = look(school, id);
        Roster roster = stores.rosters().read(school);
        Set<RecordId> ids = PupilData.idsOf(roster, id);
        for (LedgerEntry entry : found.results()) {
            ResultKey unrelated = new ResultKey("erased-" + UUID.randomUUID());
            if (!stores.scores().replace(entry, entry.withoutPupil(unrelated))) {
                throw new Refused("A result of this pupil changed meanwhile: give the same command again.");
            }
        }
        if (found.hasRecord()) {
            takeAway(roster, id, found.results().size());
        }
        Roster after = stores.rosters().read(school);
        for (RecordId one : ids) {
            for (RosterRecord record : after.stored()) {
                if (record.id().equals(one) && record instanceof Gone) {
                    stores.former().remove(school, one);
                }
            }
        }
        return found.results().size();
    }

    private void takeAway(Roster roster, RecordId id, int results) {
        SchoolId school = roster.school();
        long revision = roster.findVersioned(id).orElseThrow().revision();
        Map<String, String> counts = Map.of("results", Integer.toString(results));
        EventsAndAudit eventsAndAudit = EventsAndAudit.of(
                        new CorrelationId("erasure-" + UUID.randomUUID()),
                        new DomainEvent.RosterChanged(school, roster.revision() + 1))
                .and(new AuditEntry(school, clock.instant(), OPERATOR, AuditAction.PUPIL_ERASED, counts));
        switch (stores.rosters().edit(school, new Gone(id), revision, eventsAndAudit)) {
            case EditOutcome.Edited _ -> {}
            case EditOutcome.Locked locked ->
                throw new Refused("An import of " + school + " is being committed, until " + locked.until()
                        + " at most: give the same command again after that.");
            case EditOutcome.Moved _ -> throw new Refused("This pupil changed meanwhile: give the same command again.");
        }
    }
}
