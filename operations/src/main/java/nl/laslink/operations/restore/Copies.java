package nl.laslink.operations.restore;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.operations.Refused;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.InvalidRestoreTimeException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Copies of the tables, restored to one moment. */
final class Copies {
    private static final String SUFFIX = "-rehearsal";
    /** Restoring takes from minutes to hours, by DynamoDB's own measure. */
    private static final Duration LIMIT = Duration.ofHours(6);

    private final DynamoDbClient client;
    private final Duration look;

    /** @param look how long to wait between two looks at a table */
    Copies(DynamoDbClient client, Duration look) {
        this.client = client;
        this.look = look;
    }

    static String copyOf(String table) {
        return table + SUFFIX;
    }

    /** The latest moment to which every one of the tables can be restored. */
    Instant latest(List<String> tables) {
        return tables.stream()
                .map(table -> Optional.ofNullable(client.describeContinuousBackups(d -> d.tableName(table))
                                .continuousBackupsDescription()
                                .pointInTimeRecoveryDescription()
                                .latestRestorableDateTime())
                        .orElseThrow(() -> new Refused(table + " keeps no backups: point-in-time recovery is off.")))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /**
     * Restores all of them to the same second and waits. What an earlier rehearsal left behind is deleted first.
     *
     * @throws Refused when a table cannot be restored to that moment
     */
    Map<String, String> restore(List<String> tables, Instant moment) {
        Map<String, String> copies = new LinkedHashMap<>();
        delete(tables);
        for (String table : tables) {
            try {
                client.restoreTableToPointInTime(r ->
                        r.sourceTableName(table).targetTableName(copyOf(table)).restoreDateTime(moment));
            } catch (InvalidRestoreTimeException | PointInTimeRecoveryUnavailableException refused) {
                throw new Refused(table + " cannot be restored to " + moment + ": "
                        + refused.awsErrorDetails().errorMessage());
            }
            copies.put(table, copyOf(table));
        }
        copies.values().forEach(this::awaitActive);
        return copies;
    }

    private void awaitActive(String copy) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (status(copy).filter(s -> s == TableStatus.ACTIVE).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new Refused(copy + " is not restored after " + LIMIT.toHours() + " hours.");
            }
            pause();
        }
    }

    /** Deletes the copies that there are, and no other table: a copy's name says that it is one. */
    void delete(List<String> tables) {
        List<String> there = tables.stream()
                .map(Copies::copyOf)
                .filter(copy -> status(copy).isPresent())
                .toList();
        for (String copy : there) {
            while (status(copy).filter(TableStatus.CREATING::equals).isPresent()) {
                pause(); // what is still being restored cannot be deleted
            }
            client.deleteTable(d -> d.tableName(copy));
        }
        for (String copy : there) {
            while (status(copy).isPresent()) {
                pause();
            }
        }
    }

    private Optional<TableStatus> status(String table) {
        try {
            return Optional.of(
                    client.describeTable(d -> d.tableName(table)).table().tableStatus());
        } catch (ResourceNotFoundException absent) {
            return Optional.empty();
        }
    }

    private void pause() {
        try {
            Thread.sleep(look);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a table was being restored", stopped);
        }
    }
}
