package nl.laslink.local.emulator.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.laslink.local.emulator.functions.Functions;
import nl.laslink.local.emulator.template.Template.StreamSource;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/**
 * Hands the records of a table's stream to a function, in order, again from the first one it reports as failed. It begins with
 * what is written after it was made: what an earlier run left in the outbox is the sweep's.
 */
public final class StreamPoller implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE_MILLIS = 50;
    private static final long RETRY_MILLIS = 500;

    private final LocalDynamoDb dynamoDb;
    private final StreamSource source;
    private final String function;
    private final Functions functions;
    private final String stream;
    private final Map<String, String> iterators = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Thread thread;

    public StreamPoller(LocalDynamoDb dynamoDb, StreamSource source, String function, Functions functions) {
        this.dynamoDb = dynamoDb;
        this.source = source;
        this.function = function;
        this.functions = functions;
        this.stream = dynamoDb.client()
                .describeTable(d -> d.tableName(source.table()))
                .table()
                .latestStreamArn();
        follow(ShardIteratorType.LATEST);
        this.thread = Thread.ofVirtual().name("stream " + source.table()).start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean any = false;
                for (String shard : List.copyOf(iterators.keySet())) {
                    any |= read(shard);
                }
                if (iterators.isEmpty()) {
                    follow(ShardIteratorType.TRIM_HORIZON);
                }
                if (!any) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes up the shards that were not seen yet. */
    private void follow(ShardIteratorType from) {
        for (Shard shard : dynamoDb.streams()
                .describeStream(d -> d.streamArn(stream))
                .streamDescription()
                .shards()) {
            boolean isEnded = shard.sequenceNumberRange().endingSequenceNumber() != null;
            if (known.add(shard.shardId()) && !(isEnded && from == ShardIteratorType.LATEST)) {
                iterators.put(
                        shard.shardId(),
                        dynamoDb.streams()
                                .getShardIterator(i -> i.streamArn(stream)
                                        .shardId(shard.shardId())
                                        .shardIteratorType(from))
                                .shardIterator());
            }
        }
    }

    private boolean read(String shard) throws InterruptedException {
        String iterator = iterators.get(shard);
        var answer =
                dynamoDb.streams().getRecords(r -> r.shardIterator(iterator).limit(source.batchSize()));
        hand(answer.records());
        if (answer.nextShardIterator() == null) {
            iterators.remove(shard);
        } else {
            iterators.put(shard, answer.nextShardIterator());
        }
        return !answer.records().isEmpty();
    }

    private void hand(List<Record> records) throws InterruptedException {
        List<Record> left = records;
        int retries = 0;
        while (!left.isEmpty()) {
            List<Record> failed = failed(left);
            if (!failed.isEmpty()) {
                if (retries == source.maximumRetries()) {
                    System.err.println(
                            function + " gave up " + failed.size() + " stream records; the sweep takes them");
                    return;
                }
                retries++;
                Thread.sleep(RETRY_MILLIS);
            }
            left = failed;
        }
    }

    /** The records that come again: from the first one reported on. */
    private List<Record> failed(List<Record> records) {
        try {
            JsonNode answer = JSON.readTree(functions.invoke(function, StreamEvent.of(source.table(), records)));
            Set<String> reported = new HashSet<>();
            answer.path("batchItemFailures")
                    .forEach(f -> reported.add(f.path("itemIdentifier").asText()));
            for (int i = 0; i < records.size(); i++) {
                if (reported.contains(records.get(i).dynamodb().sequenceNumber())) {
                    return records.subList(i, records.size());
                }
            }
            return List.of();
        } catch (Functions.FunctionFailed | IOException failed) {
            System.err.println(failed.getMessage());
            return records;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
