package nl.laslink.platform.dynamodb.link;

import java.util.List;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Beheerders;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.BodyItem;
import nl.laslink.platform.dynamodb.Keys;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;

/** The people who manage a school, in DynamoDB. */
public final class DynamoBeheerders implements Beheerders {
    private static final String PREFIX = "BEHEERDER#";

    private final DynamoDbTable<BodyItem> beheerders;

    public DynamoBeheerders(DynamoDbEnhancedClient client, String linksTable) {
        this.beheerders = client.table(linksTable, BodyItem.SCHEMA);
    }

    @Override
    public List<Beheerder> of(SchoolId school) {
        return Keys.query(beheerders, school, PREFIX).stream()
                .map(item -> item.read(Beheerder.class))
                .toList();
    }

    @Override
    public void save(SchoolId school, Beheerder beheerder) {
        beheerders.putItem(BodyItem.of(school.toString(), PREFIX + beheerder.subject(), beheerder));
    }

    @Override
    public void remove(SchoolId school, String subject) {
        beheerders.deleteItem(Keys.key(school, PREFIX + subject));
    }
}
