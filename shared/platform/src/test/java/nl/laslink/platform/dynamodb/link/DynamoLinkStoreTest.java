package nl.laslink.platform.dynamodb.link;

import java.util.List;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.link.LinkStoreContract;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.platform.dynamodb.LocalTables;
import nl.laslink.platform.dynamodb.event.DynamoAuditLog;

class DynamoLinkStoreTest extends LinkStoreContract {

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected LinkStore links() {
        return new DynamoLinkStore(LocalTables.enhanced(), LocalTables.LINKS, LocalTables.EVENTS_AND_AUDIT);
    }

    @Override
    protected AuditLog auditLog() {
        return new DynamoAuditLog(LocalTables.enhanced(), LocalTables.EVENTS_AND_AUDIT.auditTable());
    }

    @Override
    protected List<String> eventsOf(SchoolId school) {
        return LocalTables.eventsOf(school);
    }
}
