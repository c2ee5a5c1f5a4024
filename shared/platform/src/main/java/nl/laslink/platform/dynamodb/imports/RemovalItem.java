package nl.laslink.platform.dynamodb.imports;

import nl.laslink.domain.imports.Commit;
import nl.laslink.platform.dynamodb.RecordSchema;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** Points at the last removal of external numbers of a school. */
record RemovalItem(String pk, String commit) {
    static final String SORT_KEY = "REMOVAL";

    static final TableSchema<RemovalItem> SCHEMA = RecordSchema.of(RemovalItem.class, SORT_KEY);

    static RemovalItem of(Commit commit) {
        return new RemovalItem(
                commit.header().school().toString(), commit.header().id().value());
    }
}
