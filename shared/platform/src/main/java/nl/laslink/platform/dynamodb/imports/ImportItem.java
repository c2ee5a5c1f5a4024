package nl.laslink.platform.dynamodb.imports;

import java.util.Optional;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.SortableTime;
import nl.laslink.platform.dynamodb.Stored;
import nl.laslink.platform.json.JsonObject;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * The one import of a school. {@code rows} names the generation of its rows that readers use, {@code decisions} how many
 * decisions were stored on top of it; an update that does not give them leaves them.
 */
record ImportItem(
        String pk,
        String importId,
        long version,
        String stage,
        String expiresAt,
        String body,
        Optional<String> rows,
        Optional<Long> decisions) {
    static final String SORT_KEY = "IMPORT";
    static final String OPEN = "open";

    static final TableSchema<ImportItem> SCHEMA = RecordSchema.of(ImportItem.class, SORT_KEY);

    static ImportItem of(Import stored) {
        JsonObject body = Stored.json(stored);
        return new ImportItem(
                stored.header().school().toString(),
                stored.header().id().value(),
                stored.version(),
                body.text("stage"),
                SortableTime.of(stored.header().expiresAt()),
                body.toString(),
                Optional.empty(),
                Optional.empty());
    }

    ImportItem with(String generation, long decided) {
        return new ImportItem(
                pk, importId, version, stage, expiresAt, body, Optional.of(generation), Optional.of(decided));
    }

    Import read(SchoolId school) {
        return Stored.read(Import.class, body, school);
    }

    /** Holds when {@code next} is the next version of what is stored. */
    static Expression isBefore(Import next) {
        return Condition.that("#importId = :importId AND #version = :before")
                .with("importId", next.header().id().value())
                .with("before", next.version() - 1)
                .build();
    }

    /** As {@link #isBefore}, while the import is open. */
    static Expression isOpenBefore(Import next) {
        return Condition.that("#importId = :importId AND #version = :before AND #stage = :open")
                .with("importId", next.header().id().value())
                .with("before", next.version() - 1)
                .with("open", OPEN)
                .build();
    }
}
