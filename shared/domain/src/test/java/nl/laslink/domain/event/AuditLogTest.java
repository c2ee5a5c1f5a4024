package nl.laslink.domain.event;

import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.domain.testing.InMemoryAuditLog;
import nl.laslink.domain.testing.InMemoryScoreStore;
import nl.laslink.domain.testing.InMemoryTables;

class AuditLogTest extends AuditLogContract {
    private final InMemoryTables tables = new InMemoryTables();

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected AuditLog auditLog() {
        return new InMemoryAuditLog(tables);
    }

    @Override
    protected void leave(SchoolId school, Trail trail) {
        new InMemoryScoreStore(tables).leave(school, trail);
    }
}
