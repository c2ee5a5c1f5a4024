package nl.laslink.reviewimport;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.SchoolId;

/** Stores the plan of an undo or correction and hands it to the commit. An open import ends with it. */
final class StoreCorrection {
    private final CommitStore commits;
    private final ImportStore imports;
    private final Clock clock;

    StoreCorrection(CommitStore commits, ImportStore imports, Clock clock) {
        this.commits = commits;
        this.imports = imports;
        this.clock = clock;
    }

    /** False when the open import changed meanwhile. */
    boolean store(Commit.Header header, List<PlanEntry> entries) {
        SchoolId school = header.school();
        commits.storePlan(school, header.id(), entries);
        Commit.Planned planned = new Commit.Planned(header, 0);
        EventsAndAudit eventsAndAudit =
                EventsAndAudit.of(header.correlation(), new DomainEvent.CorrectionConfirmed(school, header.id()));
        Instant now = clock.instant();
        Optional<Import.Open> open = imports.find(school).flatMap(i -> i.openAt(now));
        if (open.isEmpty()) {
            commits.start(planned, eventsAndAudit);
            return true;
        }
        // Its rows were compared with the roster before this, and may be linked to records that go.
        Import.Aborted aborted = new Import.Aborted(
                open.get().header(), header.by(), now, open.get().version() + 1);
        AuditEntry entry = new AuditEntry(school, now, header.by(), AuditAction.IMPORT_ABORTED, Map.of());
        return imports.advance(aborted, Optional.of(planned), eventsAndAudit.and(entry))
                instanceof ImportStore.ImportWrite.Saved;
    }
}
