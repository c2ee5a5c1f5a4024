package nl.laslink.platform.dynamodb.score;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.school.Retention;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.CorrectedNorms;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.BodyItem;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.Keys;
import nl.laslink.platform.dynamodb.SortableTime;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The score ledger in DynamoDB, in the school's partition, and the definitions of tests, each test in a partition of its own:
 * in the national night all schools read the same few.
 */
public final class DynamoScoreStore implements ScoreStore {
    private static final int RESULT_ITEM = 0;
    /** Every school's sender asks for it; there are a few items a year. */
    private static final String CORRECTED = "NORMS#";
    /** A link that rests or is paused all summer still hears of a correction. */
    private static final Duration LISTED = Duration.ofDays(400);

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<LedgerItem> ledger;
    private final DueList due;
    private final Retention retention;
    private final DynamoDbTable<DefinitionItem> definitions;
    private final DynamoDbTable<BodyItem> corrected;
    private final DynamoDbTable<NormsItem> norms;

    /** Of a function that writes no results. */
    public DynamoScoreStore(DynamoDbEnhancedClient client, String scoresTable) {
        this(client, scoresTable, Retention.DEFAULT);
    }

    public DynamoScoreStore(DynamoDbEnhancedClient client, String scoresTable, Retention retention) {
        this.client = client;
        this.ledger = client.table(scoresTable, LedgerItem.SCHEMA);
        this.due = new DueList(ledger);
        this.retention = retention;
        this.definitions = client.table(scoresTable, DefinitionItem.SCHEMA);
        this.corrected = client.table(scoresTable, BodyItem.SCHEMA);
        this.norms = client.table(scoresTable, NormsItem.SCHEMA);
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
                                .item(LedgerItem.of(next, LedgerItem.RESULT, retention))
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
            save.addPutItem(ledger, LedgerItem.of(next, prefix, retention));
        } else if (next.version() > 1) { // the first version was on no list before
            save.addDeleteItem(ledger, key(next.school(), LedgerItem.sortKey(prefix, next.key())));
        }
    }

    @Override
    public boolean replace(LedgerEntry stored, LedgerEntry remains) {
        TransactWriteItemsEnhancedRequest replace = TransactWriteItemsEnhancedRequest.builder()
                .addDeleteItem(
                        ledger,
                        TransactDeleteItemEnhancedRequest.builder()
                                .key(key(stored.school(), LedgerItem.sortKey(LedgerItem.RESULT, stored.key())))
                                .conditionExpression(Condition.that("#version = :version")
                                        .with("version", stored.version())
                                        .build())
                                .build())
                .addDeleteItem(ledger, key(stored.school(), LedgerItem.sortKey(LedgerItem.DUE, stored.key())))
                .addDeleteItem(ledger, key(stored.school(), LedgerItem.sortKey(LedgerItem.WAITING, stored.key())))
                .addPutItem(ledger, LedgerItem.of(remains, LedgerItem.RESULT, retention))
                .build();
        return Attempts.transact(client, replace).isDone();
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
    public boolean saveDefinition(TestDefinition definition, Instant definedAt, Instant now) {
        DefinitionItem item = DefinitionItem.of(definition, definedAt);
        // Each turn but the last means that another definition of the test was stored meanwhile.
        for (int attempt = 1; ; attempt++) {
            Optional<DefinitionItem> before = definitionItem(definition.code(), definition.version());
            if (before.filter(stored -> stored.isLaterThan(item)).isPresent()) {
                return false;
            }
            TransactWriteItemsEnhancedRequest.Builder save = TransactWriteItemsEnhancedRequest.builder()
                    .addPutItem(
                            definitions,
                            TransactPutItemEnhancedRequest.builder(DefinitionItem.class)
                                    .item(item)
                                    .conditionExpression(DefinitionItem.isStill(before))
                                    .build());
            if (before.filter(stored -> !stored.read().hasNormsOf(definition)).isPresent()) {
                save.addPutItem(
                        corrected, correction(new CorrectedNorms(definition.code(), definition.version(), now)));
            }
            if (Attempts.transact(client, save.build()).isDone()) {
                return true;
            }
            Attempts.pause(attempt, new Attempts.NotTaken());
        }
    }

    private static BodyItem correction(CorrectedNorms norms) {
        String sortKey = SortableTime.of(norms.at()) + "#" + norms.test() + "#"
                + norms.version().orElse("");
        return BodyItem.of(CORRECTED, sortKey, norms).until(norms.at().plus(LISTED));
    }

    @Override
    public List<CorrectedNorms> correctedNorms(Instant since) {
        Key from = Key.builder()
                .partitionValue(CORRECTED)
                .sortValue(SortableTime.of(since))
                .build();
        return corrected
                .query(q -> q.queryConditional(QueryConditional.sortGreaterThanOrEqualTo(from)))
                .items()
                .stream()
                .map(item -> item.read(CorrectedNorms.class))
                .toList();
    }

    @Override
    public Instant normsApplied(SchoolId school) {
        return Optional.ofNullable(
                        norms.getItem(g -> g.key(key(school, NormsItem.NORMS)).consistentRead(true)))
                .map(item -> Instant.parse(item.until()))
                .orElse(Instant.EPOCH);
    }

    @Override
    public void normsApplied(SchoolId school, Instant until) {
        NormsItem item = new NormsItem(school.toString(), NormsItem.NORMS, SortableTime.of(until));
        Attempts.retried(() -> norms.putItemWithResponse(p -> p.item(item)));
    }

    @Override
    public Optional<TestDefinition> definition(TestCode code, Optional<String> version) {
        return definitionItem(code, version).map(DefinitionItem::read);
    }

    private Optional<DefinitionItem> definitionItem(TestCode code, Optional<String> version) {
        Key key = Key.builder()
                .partitionValue(DefinitionItem.partition(code))
                .sortValue(DefinitionItem.sortKey(version))
                .build();
        return Optional.ofNullable(definitions.getItem(g -> g.key(key).consistentRead(true)));
    }
}
