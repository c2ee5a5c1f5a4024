package nl.laslink.platform.dynamodb.score;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.Keys;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The score ledger in DynamoDB, in the school's partition, and the definitions of tests, each test in a partition of its own:
 * in the national night all schools read the same few.
 */
public final class DynamoScoreStore implements ScoreStore {
    private static final int RESULT_ITEM = 0;

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<LedgerItem> ledger;
    private final DueList due;
    private final DynamoDbTable<DefinitionItem> definitions;

    public DynamoScoreStore(DynamoDbEnhancedClient client, String scoresTable) {
        this.client = client;
        this.ledger = client.table(scoresTable, LedgerItem.SCHEMA);
        this.due = new DueList(ledger);
        this.definitions = client.table(scoresTable, DefinitionItem.SCHEMA);
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
    public boolean saveDefinition(TestDefinition definition, Instant definedAt) {
        DefinitionItem item = DefinitionItem.of(definition, definedAt);
        try {
            Attempts.retried(
                    () -> definitions.putItemWithResponse(p -> p.item(item).conditionExpression(item.isNewest())));
            return true;
        } catch (ConditionalCheckFailedException later) {
            return false;
        }
    }

    @Override
    public Optional<TestDefinition> definition(TestCode code, Optional<String> version) {
        Key key = Key.builder()
                .partitionValue(DefinitionItem.partition(code))
                .sortValue(DefinitionItem.sortKey(version))
                .build();
        return Optional.ofNullable(definitions.getItem(g -> g.key(key).consistentRead(true)))
                .map(DefinitionItem::read);
    }
}
