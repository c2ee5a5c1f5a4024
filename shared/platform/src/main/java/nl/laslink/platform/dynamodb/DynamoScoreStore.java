package nl.laslink.platform.dynamodb;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The score ledger in DynamoDB, in the school's partition, and the definitions of tests, each test in a partition of its own:
 * in the national night all schools read the same few.
 */
public final class DynamoScoreStore implements ScoreStore {
    private static final int RESULT_ITEM = 0;
    private static final String TEST = "TEST#";
    private static final String DEFINITION = "DEFINITION";

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<LedgerItem> ledger;
    private final DueList due;
    private final DynamoDbTable<BodyItem> definitions;

    public DynamoScoreStore(DynamoDbEnhancedClient client, String scoresTable) {
        this.client = client;
        this.ledger = client.table(scoresTable, LedgerItem.SCHEMA);
        this.due = new DueList(ledger);
        this.definitions = client.table(scoresTable, BodyItem.SCHEMA);
    }

    @Override
    public Optional<LedgerEntry> find(SchoolId school, ResultKey key) {
        return Optional.ofNullable(ledger.getItem(g -> g.key(key(school, LedgerItem.sortKey(LedgerItem.RESULT, key)))
                        .consistentRead(true)))
                .map(LedgerItem::read);
    }

    @Override
    public boolean save(LedgerEntry next) {
        TransactWriteItemsEnhancedRequest.Builder save = TransactWriteItemsEnhancedRequest.builder()
                .addPutItem(
                        ledger,
                        TransactPutItemEnhancedRequest.builder(LedgerItem.class)
                                .item(LedgerItem.of(next, LedgerItem.RESULT))
                                .conditionExpression(LedgerItem.isBefore(next))
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                .build());
        list(save, next, LedgerItem.DUE, next.state().isDue());
        list(save, next, LedgerItem.WAITING, next.state() instanceof ScoreState.Waiting);
        Attempts.Written written = Attempts.transact(client, save.build());
        // A crash after DynamoDeliveryLog's transaction leaves the due copy of a result that is settled.
        Optional.ofNullable(written.old().get(RESULT_ITEM))
                .map(old -> LedgerItem.SCHEMA.mapToItem(old).read())
                .filter(stored -> !stored.state().isDue())
                .ifPresent(due::remove);
        return written.isDone();
    }

    private void list(
            TransactWriteItemsEnhancedRequest.Builder save, LedgerEntry next, String prefix, boolean belongsThere) {
        if (belongsThere) {
            save.addPutItem(ledger, LedgerItem.of(next, prefix));
        } else if (next.version() > 1) { // the first version was on no list before
            save.addDeleteItem(ledger, key(next.school(), LedgerItem.sortKey(prefix, next.key())));
        }
    }

    @Override
    public List<LedgerEntry> all(SchoolId school) {
        return list(school, LedgerItem.RESULT);
    }

    @Override
    public List<LedgerEntry> due(SchoolId school) {
        return list(school, LedgerItem.DUE);
    }

    @Override
    public List<LedgerEntry> waiting(SchoolId school) {
        return list(school, LedgerItem.WAITING);
    }

    private List<LedgerEntry> list(SchoolId school, String prefix) {
        return Keys.query(ledger, school, prefix).stream().map(LedgerItem::read).toList();
    }

    @Override
    public void saveDefinition(TestDefinition definition) {
        definitions.putItem(
                BodyItem.of(TEST + definition.code(), sortKey(definition.version()), ScoreJson.write(definition)));
    }

    @Override
    public Optional<TestDefinition> definition(TestCode code, Optional<String> version) {
        Key key = Key.builder()
                .partitionValue(TEST + code)
                .sortValue(sortKey(version))
                .build();
        return Optional.ofNullable(definitions.getItem(g -> g.key(key).consistentRead(true)))
                .map(item -> ScoreJson.readDefinition(item.json()));
    }

    private static String sortKey(Optional<String> version) {
        return version.map(v -> DEFINITION + "#" + v).orElse(DEFINITION);
    }
}
