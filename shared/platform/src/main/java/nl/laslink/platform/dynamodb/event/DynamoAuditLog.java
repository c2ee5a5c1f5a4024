package nl.laslink.platform.dynamodb.event;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables.AuditItem;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The audit log in DynamoDB: a school's entries sorted by time, and after them its looks sorted by hour. */
public final class DynamoAuditLog implements AuditLog {
    private static final Expression IS_FIRST =
            Condition.that("attribute_not_exists(#pk)").build();
    private final DynamoDbTable<AuditItem> entries;
    private final Duration retention;

    /** @param retention how long a look is kept */
    public DynamoAuditLog(DynamoDbEnhancedClient client, String auditTable, Duration retention) {
        this.entries = client.table(auditTable, AuditItem.SCHEMA);
        this.retention = retention;
    }

    public DynamoAuditLog(DynamoDbEnhancedClient client, String auditTable) {
        this(client, auditTable, DEFAULT_RETENTION);
    }

    @Override
    public List<AuditEntry> latest(SchoolId school, int limit) {
        return newest(QueryConditional.sortLessThan(key(school, AuditItem.VIEW)), limit);
    }

    @Override
    public List<AuditEntry> latestViews(SchoolId school, int limit) {
        return newest(QueryConditional.sortBeginsWith(key(school, AuditItem.VIEW)), limit).stream()
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .toList();
    }

    private List<AuditEntry> newest(QueryConditional some, int limit) {
        return entries
                .query(q -> q.queryConditional(some)
                        .scanIndexForward(false)
                        .limit(limit)
                        .consistentRead(true))
                .items()
                .stream()
                .limit(limit)
                .map(AuditItem::read)
                .toList();
    }

    @Override
    public void recordView(AuditEntry view) {
        AuditItem item = AuditItem.ofView(view, retention);
        try {
            Attempts.retried(() -> entries.putItemWithResponse(p -> p.item(item).conditionExpression(IS_FIRST)));
        } catch (ConditionalCheckFailedException recordedInThisHour) {
            // The first look stays.
        }
    }
}
