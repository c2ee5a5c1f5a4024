package nl.laslink.platform.dynamodb.mail;

import java.util.List;
import nl.laslink.domain.mail.MailFate;
import nl.laslink.domain.mail.MailFates;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.Keys;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** How mails fared, in DynamoDB: one item for each recipient of a school. */
public final class DynamoMailFates implements MailFates {
    private final DynamoDbTable<MailFateItem> fates;

    public DynamoMailFates(DynamoDbEnhancedClient client, String linksTable) {
        this.fates = client.table(linksTable, MailFateItem.SCHEMA);
    }

    @Override
    public void record(MailFate fate) {
        MailFateItem item = MailFateItem.of(fate);
        try {
            Attempts.retried(() -> fates.putItemWithResponse(p -> p.item(item).conditionExpression(item.isNewest())));
        } catch (ConditionalCheckFailedException later) {
            // A later one is known already: this message came late.
        }
    }

    @Override
    public List<MailFate> of(SchoolId school) {
        return Keys.query(fates, school, MailFateItem.PREFIX).stream()
                .map(MailFateItem::read)
                .toList();
    }
}
