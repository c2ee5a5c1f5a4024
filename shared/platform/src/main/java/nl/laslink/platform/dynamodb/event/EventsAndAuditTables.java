package nl.laslink.platform.dynamodb.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import nl.laslink.domain.Word;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.event.OutboxRow;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.RandomIds;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.SortableTime;
import nl.laslink.platform.dynamodb.Stored;
import nl.laslink.platform.event.EventJson;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

/**
 * Where events and audit entries go: the audit log and the outbox, whose rows are dated by {@code clock}.
 *
 * @param auditRetention how long an entry of the audit log is kept
 */
public record EventsAndAuditTables(String auditTable, String outboxTable, Clock clock, Duration auditRetention) {
    public EventsAndAuditTables(String auditTable, String outboxTable, Clock clock) {
        this(auditTable, outboxTable, clock, AuditLog.DEFAULT_RETENTION);
    }

    public EventsAndAuditTables(String auditTable, String outboxTable) {
        this(auditTable, outboxTable, Clock.systemUTC());
    }

    public record AuditItem(String pk, String sk, String body, Optional<Long> expires) {
        /** Sorts after every time, so that what was done and what was looked at are two ranges of one partition. */
        static final String VIEW = "VIEW#";

        static final TableSchema<AuditItem> SCHEMA = RecordSchema.of(AuditItem.class);

        public static AuditItem of(AuditEntry entry, String suffix, Duration retention) {
            return of(entry, retention, SortableTime.of(entry.at()) + "#" + suffix);
        }

        /** The same key for each look of one person in one hour. */
        static AuditItem ofView(AuditEntry view, Duration retention) {
            return of(
                    view,
                    retention,
                    VIEW + SortableTime.of(view.at().truncatedTo(ChronoUnit.HOURS)) + "#" + Word.of(view.action()) + "#"
                            + view.actor().subject());
        }

        private static AuditItem of(AuditEntry entry, Duration retention, String sortKey) {
            return new AuditItem(
                    entry.school().toString(),
                    sortKey,
                    Stored.text(entry),
                    Optional.of(entry.at().plus(retention).getEpochSecond()));
        }

        public AuditEntry read() {
            return Stored.read(AuditEntry.class, body, SchoolId.parse(pk));
        }
    }

    public record OutboxItem(String pk, String detailType, String detail, String createdAt) {
        static final TableSchema<OutboxItem> SCHEMA = RecordSchema.of(OutboxItem.class);

        public OutboxRow row() {
            return new OutboxRow(pk, detailType, detail, Instant.parse(createdAt));
        }
    }

    /** Adds them to the transaction of the write that they belong to. */
    public void addTo(
            TransactWriteItemsEnhancedRequest.Builder transaction,
            DynamoDbEnhancedClient client,
            EventsAndAudit eventsAndAudit) {
        RandomIds ids = new RandomIds(clock);
        for (DomainEvent event : eventsAndAudit.events()) {
            transaction.addPutItem(
                    client.table(outboxTable, OutboxItem.SCHEMA),
                    new OutboxItem(
                            ids.next(),
                            EventJson.detailType(event),
                            EventJson.encode(event, eventsAndAudit.correlation()),
                            clock.instant().toString()));
        }
        for (AuditEntry entry : eventsAndAudit.audit()) {
            transaction.addPutItem(
                    client.table(auditTable, AuditItem.SCHEMA), AuditItem.of(entry, ids.next(), auditRetention));
        }
    }
}
