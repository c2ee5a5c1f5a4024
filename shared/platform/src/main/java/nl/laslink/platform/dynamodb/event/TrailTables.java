package nl.laslink.platform.dynamodb.event;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.OutboxRow;
import nl.laslink.domain.event.Trail;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.RandomIds;
import nl.laslink.platform.dynamodb.PersonJson;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.SortableTime;
import nl.laslink.platform.event.EventJson;
import nl.laslink.platform.json.JsonObject;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

/** Where trails go: the audit log and the outbox, whose rows are dated by {@code clock}. */
public record TrailTables(String auditTable, String outboxTable, Clock clock) {
    public TrailTables(String auditTable, String outboxTable) {
        this(auditTable, outboxTable, Clock.systemUTC());
    }

    public record AuditItem(String pk, String sk, String body) {
        static final TableSchema<AuditItem> SCHEMA = RecordSchema.of(
                        AuditItem.class,
                        AuditItem::pk,
                        AuditItem::sk,
                        a -> new AuditItem(a.pk(), a.sk(), a.text("body").orElseThrow()))
                .text("body", item -> Optional.of(item.body()))
                .build();

        public static AuditItem of(AuditEntry entry, String suffix) {
            JsonObject details = JsonObject.empty();
            entry.details().forEach(details::put);
            JsonObject body = JsonObject.empty()
                    .put("at", entry.at().toString())
                    .put("actor", PersonJson.actor(entry.actor()))
                    .put("action", entry.action().name())
                    .put("details", details);
            return new AuditItem(
                    entry.school().toString(), SortableTime.of(entry.at()) + "#" + suffix, body.toString());
        }

        public AuditEntry read() {
            JsonObject json = JsonObject.parse(body);
            return new AuditEntry(
                    SchoolId.parse(pk),
                    json.instant("at"),
                    PersonJson.actor(json.object("actor")),
                    AuditAction.valueOf(json.text("action")),
                    json.object("details").asTexts());
        }
    }

    public record OutboxItem(String pk, String detailType, String detail, String createdAt) {
        static final TableSchema<OutboxItem> SCHEMA = RecordSchema.ofUnsorted(
                        OutboxItem.class,
                        OutboxItem::pk,
                        a -> new OutboxItem(
                                a.pk(),
                                a.text("detailType").orElseThrow(),
                                a.text("detail").orElseThrow(),
                                a.text("createdAt").orElseThrow()))
                .text("detailType", item -> Optional.of(item.detailType()))
                .text("detail", item -> Optional.of(item.detail()))
                .text("createdAt", item -> Optional.of(item.createdAt()))
                .build();

        public OutboxRow row() {
            return new OutboxRow(pk, detailType, detail, Instant.parse(createdAt));
        }
    }

    /** Adds the trail's events and audit entries to the transaction of the write that leaves them. */
    public void addTo(
            TransactWriteItemsEnhancedRequest.Builder transaction, DynamoDbEnhancedClient client, Trail trail) {
        RandomIds ids = new RandomIds(clock);
        for (DomainEvent event : trail.events()) {
            transaction.addPutItem(
                    client.table(outboxTable, OutboxItem.SCHEMA),
                    new OutboxItem(
                            ids.next(),
                            EventJson.detailType(event),
                            EventJson.encode(event, trail.correlation()),
                            clock.instant().toString()));
        }
        for (AuditEntry entry : trail.audit()) {
            transaction.addPutItem(client.table(auditTable, AuditItem.SCHEMA), AuditItem.of(entry, ids.next()));
        }
    }
}
