package nl.laslink.platform.dynamodb.score;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.RefusedArrival;
import nl.laslink.domain.score.RefusedArrivals;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.BodyItem;
import nl.laslink.platform.dynamodb.Keys;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;

/** The refused events of the test centre in DynamoDB, beside the school's ledger. */
public final class DynamoRefusedArrivals implements RefusedArrivals {
    private static final String REFUSED = "ARRIVAL#";
    /** Long enough for a repair by the test centre. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final DynamoDbTable<BodyItem> arrivals;

    public DynamoRefusedArrivals(DynamoDbEnhancedClient client, String scoresTable) {
        this.arrivals = client.table(scoresTable, BodyItem.SCHEMA);
    }

    @Override
    public void add(RefusedArrival refused) {
        BodyItem item = BodyItem.of(refused.school().toString(), REFUSED + refused.id(), refused)
                .until(refused.at().plus(KEPT));
        Attempts.retried(() -> arrivals.putItemWithResponse(p -> p.item(item)));
    }

    @Override
    public List<RefusedArrival> of(SchoolId school) {
        return Keys.query(arrivals, school, REFUSED).stream()
                .map(item -> item.read(RefusedArrival.class, school))
                .toList();
    }

    @Override
    public Optional<RefusedArrival> find(SchoolId school, String id) {
        return Optional.ofNullable(
                        arrivals.getItem(g -> g.key(key(school, REFUSED + id)).consistentRead(true)))
                .map(item -> item.read(RefusedArrival.class, school));
    }

    @Override
    public void remove(SchoolId school, String id) {
        Attempts.retried(() -> arrivals.deleteItem(key(school, REFUSED + id)));
    }
}
