package nl.laslink.platform.dynamodb.imports;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.SortableTime;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * The attributes of a fetch or a commit that is under way, on its own item. An item without {@code work} is not in the index
 * {@code byProgress}: that one holds work under way alone.
 */
record WorkItem(String pk, String sk, Optional<String> work, Optional<String> progressAt, Optional<Long> resumed) {
    static final String BY_PROGRESS = "byProgress";
    static final String UNDER_WAY = "under-way";
    static final String STUCK = "stuck";

    static final TableSchema<WorkItem> SCHEMA =
            RecordSchema.indexedBy(WorkItem.class, BY_PROGRESS, "work", "progressAt");

    WorkItem resumed(int times, Instant now) {
        return new WorkItem(
                pk, sk, Optional.of(UNDER_WAY), Optional.of(SortableTime.of(now)), Optional.of((long) times));
    }

    WorkItem givenUp() {
        return new WorkItem(pk, sk, Optional.of(STUCK), Optional.empty(), Optional.empty());
    }

    /** True while the work made no progress and no other caller resumed it. */
    static Expression isUnmoved(Instant progressAt) {
        return Condition.that("attribute_exists(#work) AND #progressAt = :progressAt")
                .with("progressAt", SortableTime.of(progressAt))
                .build();
    }
}
