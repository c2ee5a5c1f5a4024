package nl.laslink.platform.dynamodb.event;

import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.event.AuditLogContract;
import nl.laslink.domain.event.Trail;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.platform.dynamodb.LocalTables;
import nl.laslink.platform.dynamodb.score.DynamoScoreStore;

class DynamoAuditLogTest extends AuditLogContract {

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected AuditLog auditLog() {
        return new DynamoAuditLog(LocalTables.enhanced(), LocalTables.TRAILS.auditTable());
    }

    @Override
    protected void leave(SchoolId school, Trail trail) {
        new DynamoScoreStore(LocalTables.enhanced(), LocalTables.SCORES, LocalTables.TRAILS).leave(school, trail);
    }
}
