package nl.laslink.platform.dynamodb.mail;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.util.Optional;
import nl.laslink.domain.mail.AskedContacts;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.BodyItem;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;

/** The last contact that was mailed about, in DynamoDB: one item for each school. */
public final class DynamoAskedContacts implements AskedContacts {
    private static final String SORT_KEY = "ASKED";

    private final DynamoDbTable<BodyItem> asked;

    public DynamoAskedContacts(DynamoDbEnhancedClient client, String linksTable) {
        this.asked = client.table(linksTable, BodyItem.SCHEMA);
    }

    @Override
    public Optional<Asked> last(SchoolId school) {
        return Optional.ofNullable(
                        asked.getItem(g -> g.key(key(school, SORT_KEY)).consistentRead(true)))
                .map(item -> item.read(Asked.class));
    }

    @Override
    public void record(SchoolId school, Asked last) {
        Attempts.retried(() -> asked.putItemWithResponse(p -> p.item(BodyItem.of(school.toString(), SORT_KEY, last))));
    }
}
