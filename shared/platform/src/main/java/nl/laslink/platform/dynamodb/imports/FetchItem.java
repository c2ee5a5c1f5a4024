package nl.laslink.platform.dynamodb.imports;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.SortableTime;
import nl.laslink.platform.dynamodb.Stored;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** The latest contact of a school. */
record FetchItem(
        String pk,
        String fetchId,
        String requestedAt,
        String state,
        String body,
        Optional<String> work,
        Optional<String> progressAt) {
    static final String SORT_KEY = "FETCH";
    private static final String RUNNING = "running";
    private static final String ENDED = "ended";

    static final TableSchema<FetchItem> SCHEMA = RecordSchema.of(FetchItem.class, SORT_KEY);

    /** Only a contact that runs is work under way. */
    static FetchItem of(FetchRun run) {
        boolean isUnderWay = run.ended().isEmpty();
        return new FetchItem(
                run.school().toString(),
                run.id().value(),
                SortableTime.of(run.requestedAt()),
                isUnderWay ? RUNNING : ENDED,
                Stored.text(run),
                isUnderWay ? Optional.of(WorkItem.UNDER_WAY) : Optional.empty(),
                isUnderWay ? Optional.of(SortableTime.of(run.requestedAt())) : Optional.empty());
    }

    FetchRun read(SchoolId school) {
        return Stored.read(FetchRun.class, body, school);
    }

    /** Holds unless a contact requested after {@code since} is running. */
    static Expression noneRunningSince(Instant since) {
        return Condition.that("attribute_not_exists(#pk) OR #state = :ended OR #requestedAt <= :since")
                .with("ended", ENDED)
                .with("since", SortableTime.of(since))
                .build();
    }

    /** Holds unless a contact is stored that was requested later than {@code run}. */
    static Expression noneLaterThan(FetchRun run) {
        return Condition.that("attribute_not_exists(#pk) OR #requestedAt <= :requestedAt")
                .with("requestedAt", SortableTime.of(run.requestedAt()))
                .build();
    }

    /** As {@link #noneLaterThan}, and the end of {@code run} is not stored yet. */
    static Expression notEnded(FetchRun run) {
        return Condition.that("attribute_not_exists(#pk) OR (#requestedAt <= :requestedAt"
                        + " AND (#fetchId <> :fetchId OR #state <> :ended))")
                .with("requestedAt", SortableTime.of(run.requestedAt()))
                .with("fetchId", run.id().value())
                .with("ended", ENDED)
                .build();
    }

    boolean isEndOf(FetchRun run) {
        return fetchId.equals(run.id().value()) && state.equals(ENDED);
    }
}
