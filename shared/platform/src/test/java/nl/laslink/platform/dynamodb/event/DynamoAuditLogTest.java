package nl.laslink.platform.dynamodb.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.event.AuditLogContract;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.platform.dynamodb.LocalTables;
import nl.laslink.platform.dynamodb.score.DynamoDeliveryLog;

class DynamoAuditLogTest extends AuditLogContract {
    private static final Contact CONTACT =
            new Contact(Instant.EPOCH, Contact.Outcome.SCORES_ACCEPTED, Optional.empty());

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected AuditLog auditLog() {
        return new DynamoAuditLog(LocalTables.enhanced(), LocalTables.EVENTS_AND_AUDIT.auditTable());
    }

    @Override
    protected void leave(SchoolId school, EventsAndAudit eventsAndAudit) {
        new DynamoDeliveryLog(
                        LocalTables.enhanced(), LocalTables.SCORES, LocalTables.LINKS, LocalTables.EVENTS_AND_AUDIT)
                .record(school, List.of(), CONTACT, eventsAndAudit);
    }
}
