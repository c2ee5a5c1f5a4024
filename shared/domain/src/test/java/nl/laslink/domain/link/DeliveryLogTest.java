package nl.laslink.domain.link;

import java.util.List;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.domain.testing.InMemoryDeliveryLog;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryScoreStore;
import nl.laslink.domain.testing.InMemoryTables;

class DeliveryLogTest extends DeliveryLogContract {
    private final InMemoryTables tables = new InMemoryTables();

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected DeliveryLog log() {
        return new InMemoryDeliveryLog(tables);
    }

    @Override
    protected ScoreStore scores() {
        return new InMemoryScoreStore(tables);
    }

    @Override
    protected LinkStore links() {
        return new InMemoryLinkStore(tables);
    }

    @Override
    protected List<String> eventsOf(SchoolId school) {
        return FreshSchools.eventsOf(school, tables);
    }

    @Override
    protected List<AuditEntry> auditOf(SchoolId school) {
        return tables.audit().stream().filter(e -> e.school().equals(school)).toList();
    }
}
