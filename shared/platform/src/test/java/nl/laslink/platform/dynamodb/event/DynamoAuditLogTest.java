package nl.laslink.platform.dynamodb.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.event.AuditLogContract;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.school.Retention;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.platform.dynamodb.LocalTables;
import nl.laslink.platform.dynamodb.score.DynamoDeliveryLog;
import org.junit.jupiter.api.Test;

class DynamoAuditLogTest extends AuditLogContract {
    private static final Contact CONTACT =
            new Contact(Instant.EPOCH, Contact.Outcome.SCORES_ACCEPTED, Optional.empty());

    @Test
    void endsDeedsAndLooks_afterTheRetention() {
        SchoolId school = freshSchool();
        AuditEntry entry = new AuditEntry(school, Instant.EPOCH, Actor.LASLINK, AuditAction.PUPILS_VIEWED, Map.of());
        leave(school, EventsAndAudit.of(new CorrelationId("x")).and(entry));
        new DynamoAuditLog(LocalTables.enhanced(), LocalTables.EVENTS_AND_AUDIT.auditTable(), Duration.ofDays(400))
                .recordView(entry);

        assertThat(LocalTables.items(LocalTables.EVENTS_AND_AUDIT.auditTable(), school.toString()))
                .extracting(item -> item.get("expires").n())
                .containsExactlyInAnyOrder(
                        Long.toString(AuditLog.DEFAULT_RETENTION.toSeconds()),
                        Long.toString(Duration.ofDays(400).toSeconds()));
    }

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
                        LocalTables.enhanced(),
                        LocalTables.SCORES,
                        LocalTables.LINKS,
                        LocalTables.EVENTS_AND_AUDIT,
                        Retention.DEFAULT)
                .record(school, List.of(), CONTACT, eventsAndAudit);
    }
}
