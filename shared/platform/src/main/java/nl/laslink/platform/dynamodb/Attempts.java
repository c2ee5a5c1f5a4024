package nl.laslink.platform.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Writes again, after a wait with capped full jitter, what DynamoDB did not take although nothing is wrong with it: a
 * transaction that met another on the same item, and the rest of a batch. The SDK repeats neither.
 */
public final class Attempts {
    private static final int MOST = 8;
    private static final Duration FIRST_WAIT = Duration.ofMillis(25);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(800);
    private static final int BATCH = 25; // BatchWriteItem's limit
    private static final String CONDITION = "ConditionalCheckFailed";
    /** The reasons of a cancelled transaction that pass by themselves. */
    private static final Set<String> PASSING =
            Set.of("None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private Attempts() {}

    /** DynamoDB accepted no write within the time; the caller retries. */
    public static final class NotTaken extends RuntimeException {
        public NotTaken() {
            super("DynamoDB did not take a write after " + MOST + " attempts");
        }
    }

    /**
     * What came of a transaction: done as a whole, or not at all because the conditions at these places failed. {@code old}
     * holds the items that stood there, where the write asked for them.
     */
    public record Written(List<Integer> failed, Map<Integer, Map<String, AttributeValue>> old) {
        private static final Written DONE = new Written(List.of(), Map.of());

        public Written {
            failed = List.copyOf(failed);
            old = Map.copyOf(old);
        }

        public boolean isDone() {
            return failed.isEmpty();
        }
    }

    /** An empty request is done. */
    public static Written transact(DynamoDbEnhancedClient client, TransactWriteItemsEnhancedRequest request) {
        // Null, not empty, when nothing was added to the builder.
        if (request.transactWriteItems() == null || request.transactWriteItems().isEmpty()) {
            return Written.DONE;
        }
        return retried(() -> {
            try {
                client.transactWriteItems(request);
                return Written.DONE;
            } catch (TransactionCanceledException cancelled) {
                return notWritten(cancelled);
            }
        });
    }

    private static Written notWritten(TransactionCanceledException cancelled) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        List<Integer> failed = new ArrayList<>();
        Map<Integer, Map<String, AttributeValue>> old = new HashMap<>();
        for (int place = 0; place < reasons.size(); place++) {
            CancellationReason reason = reasons.get(place);
            if (CONDITION.equals(reason.code())) {
                failed.add(place);
                if (reason.hasItem() && !reason.item().isEmpty()) {
                    old.put(place, reason.item());
                }
            }
        }
        if (failed.isEmpty()) {
            throw cancelled;
        }
        return new Written(failed, old);
    }

    /** Repeats a single write that met a transaction. */
    public static <R> R retried(Supplier<R> write) {
        for (int attempt = 1; ; attempt++) {
            try {
                return write.get();
            } catch (TransactionConflictException met) {
                pause(attempt, met);
            } catch (TransactionCanceledException cancelled) {
                boolean passes = !cancelled.cancellationReasons().isEmpty()
                        && cancelled.cancellationReasons().stream().allMatch(reason -> PASSING.contains(reason.code()));
                if (!passes) {
                    throw cancelled;
                }
                pause(attempt, cancelled);
            }
        }
    }

    /** Puts all items, 25 with a call. */
    public static <T> void putAll(DynamoDbEnhancedClient client, DynamoDbTable<T> table, Class<T> type, List<T> items) {
        for (int from = 0; from < items.size(); from += BATCH) {
            List<T> rest = items.subList(from, Math.min(items.size(), from + BATCH));
            for (int attempt = 1; !rest.isEmpty(); attempt++) {
                if (attempt > 1) {
                    pause(attempt - 1, new NotTaken());
                }
                WriteBatch.Builder<T> batch = WriteBatch.builder(type).mappedTableResource(table);
                rest.forEach(batch::addPutItem);
                rest = client.batchWriteItem(b -> b.addWriteBatch(batch.build()))
                        .unprocessedPutItemsForTable(table);
            }
        }
    }

    /** Waits before the next attempt, or throws when there is none. */
    public static void pause(int attempt, RuntimeException last) {
        if (attempt >= MOST) {
            throw last;
        }
        long most = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << attempt);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(most + 1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw last;
        }
    }
}
