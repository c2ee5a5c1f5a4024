package nl.laslink.platform.dynamodb.mail;

import java.util.List;
import nl.laslink.domain.mail.DeliveryStatus;
import nl.laslink.domain.mail.DeliveryStatuses;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.Keys;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Delivery statuses in DynamoDB: one item for each recipient of a school. */
public final class DynamoDeliveryStatuses implements DeliveryStatuses {
    private final DynamoDbTable<DeliveryStatusItem> statuses;

    public DynamoDeliveryStatuses(DynamoDbEnhancedClient client, String linksTable) {
        this.statuses = client.table(linksTable, DeliveryStatusItem.SCHEMA);
    }

    @Override
    public void record(DeliveryStatus status) {
        DeliveryStatusItem item = DeliveryStatusItem.of(status);
        try {
            Attempts.retried(
                    () -> statuses.putItemWithResponse(p -> p.item(item).conditionExpression(item.isNewest())));
        } catch (ConditionalCheckFailedException later) {
            // A later one is known already: this message came late.
        }
    }

    @Override
    public List<DeliveryStatus> of(SchoolId school) {
        return Keys.query(statuses, school, DeliveryStatusItem.PREFIX).stream()
                .map(DeliveryStatusItem::read)
                .toList();
    }
}
