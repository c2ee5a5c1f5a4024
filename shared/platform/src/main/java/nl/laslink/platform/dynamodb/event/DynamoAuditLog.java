package nl.laslink.platform.dynamodb.event;

import java.util.List;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables.AuditItem;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/** The audit log in DynamoDB: a school's entries sorted by time. */
public final class DynamoAuditLog implements AuditLog {
    private final DynamoDbTable<AuditItem> entries;

    public DynamoAuditLog(DynamoDbEnhancedClient client, String auditTable) {
        this.entries = client.table(auditTable, AuditItem.SCHEMA);
    }

    @Override
    public List<AuditEntry> latest(SchoolId school, int limit) {
        QueryConditional ofSchool = QueryConditional.keyEqualTo(
                Key.builder().partitionValue(school.toString()).build());
        return entries
                .query(q -> q.queryConditional(ofSchool)
                        .scanIndexForward(false)
                        .limit(limit)
                        .consistentRead(true))
                .items()
                .stream()
                .limit(limit)
                .map(AuditItem::read)
                .toList();
    }
}
