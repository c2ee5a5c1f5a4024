package nl.laslink.platform.dynamodb.imports;

import java.util.Optional;
import nl.laslink.domain.imports.Commit;
import nl.laslink.platform.dynamodb.RecordSchema;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** Points at the last removal of external numbers of a school. */
record RemovalItem(String pk, String commit) {
    static final String SORT_KEY = "REMOVAL";

    static final TableSchema<RemovalItem> SCHEMA = RecordSchema.of(
                    RemovalItem.class,
                    RemovalItem::pk,
                    _ -> SORT_KEY,
                    a -> new RemovalItem(a.pk(), a.text("commit").orElseThrow()))
            .text("commit", item -> Optional.of(item.commit()))
            .build();

    static RemovalItem of(Commit commit) {
        return new RemovalItem(
                commit.header().school().toString(), commit.header().id().value());
    }
}
