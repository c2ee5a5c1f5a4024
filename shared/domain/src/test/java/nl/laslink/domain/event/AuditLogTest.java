package nl.laslink.domain.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.domain.testing.InMemoryAuditLog;
import nl.laslink.domain.testing.InMemoryDeliveryLog;
import nl.laslink.domain.testing.InMemoryTables;

class AuditLogTest extends AuditLogContract {
    private static final Contact CONTACT =
            new Contact(Instant.EPOCH, Contact.Outcome.SCORES_ACCEPTED, Optional.empty());
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
    protected void leave(SchoolId school, EventsAndAudit eventsAndAudit) {
        new InMemoryDeliveryLog(tables).record(school, List.of(), CONTACT, eventsAndAudit);
    }
}
