package nl.laslink.domain.link;

import java.util.List;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.domain.testing.InMemoryAuditLog;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryTables;

class LinkStoreTest extends LinkStoreContract {
    private final InMemoryTables tables = new InMemoryTables();

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected LinkStore links() {
        return new InMemoryLinkStore(tables);
    }

    @Override
    protected AuditLog auditLog() {
        return new InMemoryAuditLog(tables);
    }

    @Override
    protected List<String> eventsOf(SchoolId school) {
        return FreshSchools.eventsOf(school, tables);
    }
}
