package nl.laslink.platform.dynamodb.score;

import static nl.laslink.platform.dynamodb.Keys.key;

import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.Condition;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The copies of results under {@link LedgerItem#DUE}, where they are removed outside the transaction of their result. */
record DueList(DynamoDbTable<LedgerItem> ledger) {

    /** Removes the copy of a result that is not due any more; the copy of a later norm stays. */
    void remove(LedgerEntry settled) {
        try {
            Attempts.retried(() -> ledger.deleteItem(
                    d -> d.key(key(settled.school(), LedgerItem.sortKey(LedgerItem.DUE, settled.key())))
                            .conditionExpression(Condition.that("#version < :settled")
                                    .with("settled", settled.version())
                                    .build())));
        } catch (ConditionalCheckFailedException gone) {
            // It is removed already, or a later norm is due.
        }
    }
}
