package nl.laslink.domain.testing;

import java.util.Comparator;
import java.util.List;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.school.SchoolId;

/** The audit log, in memory. */
public final class InMemoryAuditLog implements AuditLog {
    private final InMemoryTables tables;

    public InMemoryAuditLog(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<AuditEntry> latest(SchoolId school, int limit) {
        return tables.audit().stream()
                .filter(e -> e.school().equals(school))
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<AuditEntry> latestViews(SchoolId school, int limit) {
        return tables.views().stream()
                .filter(e -> e.school().equals(school))
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public void recordView(AuditEntry view) {
        tables.view(view);
    }
}
