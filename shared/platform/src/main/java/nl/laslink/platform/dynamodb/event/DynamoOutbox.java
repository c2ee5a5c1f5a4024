package nl.laslink.platform.dynamodb.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import nl.laslink.domain.event.Outbox;
import nl.laslink.domain.event.OutboxRow;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables.OutboxItem;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;

/** The events that wait to be published, in DynamoDB. */
public final class DynamoOutbox implements Outbox {
    private final DynamoDbTable<OutboxItem> rows;

    public DynamoOutbox(DynamoDbEnhancedClient client, String outboxTable) {
        this.rows = client.table(outboxTable, OutboxItem.SCHEMA);
    }

    // Rows live for the second between their stream record and its publication: a scan meets what was left behind and
    // little else.
    @Override
    public List<OutboxRow> olderThan(Instant moment) {
        return rows.scan(s -> s.consistentRead(true)).items().stream()
                .map(OutboxItem::row)
                .filter(row -> row.createdAt().isBefore(moment))
                .sorted(Comparator.comparing(OutboxRow::createdAt).thenComparing(OutboxRow::id))
                .toList();
    }

    @Override
    public void delete(String id) {
        rows.deleteItem(Key.builder().partitionValue(id).build());
    }
}
