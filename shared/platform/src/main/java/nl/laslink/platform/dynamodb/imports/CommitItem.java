package nl.laslink.platform.dynamodb.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.SortableTime;
import nl.laslink.platform.dynamodb.Stored;
import nl.laslink.platform.json.UnknownKind;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** A commit and how far it is. It outlives its plan by eleven months: for the history, and for a message that comes late. */
record CommitItem(
        String pk,
        String sk,
        Optional<String> stage,
        Optional<Long> written,
        Optional<String> header,
        Optional<String> work,
        Optional<String> progressAt,
        Optional<Long> resumed,
        Optional<Long> expires) {
    /** Its counts are shown for a year; TTL removes it a day later. */
    private static final Duration LIFE = Duration.ofDays(366);

    static final String PREFIX = "COMMIT#";
    private static final String PLANNED = "planned";
    private static final String DONE = "done";
    private static final String STALE = "stale";

    static final TableSchema<CommitItem> SCHEMA = RecordSchema.of(CommitItem.class);

    static String sortKey(CommitId id) {
        return PREFIX + id;
    }

    /** Only a planned commit is work under way. */
    static CommitItem of(Commit commit) {
        Commit.Header header = commit.header();
        boolean isUnderWay = commit instanceof Commit.Planned;
        return new CommitItem(
                header.school().toString(),
                sortKey(header.id()),
                Optional.of(
                        switch (commit) {
                            case Commit.Planned _ -> PLANNED;
                            case Commit.Done _ -> DONE;
                            case Commit.Stale _ -> STALE;
                        }),
                commit instanceof Commit.Planned planned ? Optional.of((long) planned.written()) : Optional.empty(),
                Optional.of(Stored.text(header)),
                isUnderWay ? Optional.of(WorkItem.UNDER_WAY) : Optional.empty(),
                isUnderWay ? Optional.of(SortableTime.of(header.at())) : Optional.empty(),
                Optional.empty(),
                Optional.of(header.at().plus(LIFE).getEpochSecond()));
    }

    /** How far a planned commit is, since when, and nothing else. */
    static CommitItem progress(SchoolId school, CommitId id, int written, Instant at) {
        return new CommitItem(
                school.toString(),
                sortKey(id),
                Optional.empty(),
                Optional.of((long) written),
                Optional.empty(),
                Optional.of(WorkItem.UNDER_WAY),
                Optional.of(SortableTime.of(at)),
                Optional.of(0L),
                Optional.empty());
    }

    static Expression isAbsent() {
        return Condition.that("attribute_not_exists(#pk)").build();
    }

    static Expression isPlanned() {
        return Condition.that("#stage = :planned").with("planned", PLANNED).build();
    }

    static Expression isPlannedBefore(int written) {
        return Condition.that("#stage = :planned AND #written < :written")
                .with("planned", PLANNED)
                .with("written", written)
                .build();
    }

    static Expression isPlannedUpTo(int written) {
        return Condition.that("#stage = :planned AND #written <= :written")
                .with("planned", PLANNED)
                .with("written", written)
                .build();
    }

    Commit read(SchoolId school) {
        Commit.Header read = Stored.read(Commit.Header.class, header.orElseThrow(), school);
        return switch (stage.orElseThrow()) {
            case PLANNED -> new Commit.Planned(read, Math.toIntExact(written.orElse(0L)));
            case DONE -> new Commit.Done(read);
            case STALE -> new Commit.Stale(read);
            default -> throw new UnknownKind("commit");
        };
    }
}
