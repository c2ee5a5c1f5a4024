package nl.laslink.platform.dynamodb.score;

import java.util.Optional;
import nl.laslink.domain.school.Retention;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.Stored;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * An entry of the score ledger. The one under {@link #RESULT} decides; a result that is due or waits is also under {@link #DUE}
 * or {@link #WAITING}, so that a delivery reads what is open and not what was accepted in all the years before.
 */
record LedgerItem(String pk, String sk, long version, String body, Optional<Long> expires) {
    static final String RESULT = "RESULT#";
    static final String DUE = "DUE#";
    static final String WAITING = "WAITING#";

    static final TableSchema<LedgerItem> SCHEMA = RecordSchema.of(LedgerItem.class);

    static LedgerItem of(LedgerEntry entry, String prefix, Retention retention) {
        return new LedgerItem(
                entry.school().toString(),
                sortKey(prefix, entry.key()),
                entry.version(),
                Stored.text(entry),
                Optional.of(entry.at().plus(retention.results()).getEpochSecond()));
    }

    static String sortKey(String prefix, ResultKey key) {
        return prefix + key;
    }

    LedgerEntry read() {
        return Stored.read(LedgerEntry.class, body, SchoolId.parse(pk));
    }

    /** Holds when the version before {@code next} is stored; none for version 1. */
    static Expression isBefore(LedgerEntry next) {
        return next.version() == 1
                ? Condition.that("attribute_not_exists(#pk)").build()
                : Condition.that("#version = :before")
                        .with("before", next.version() - 1)
                        .build();
    }
}
