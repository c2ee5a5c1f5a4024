package nl.laslink.local.emulator.dynamodb;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.local.emulator.functions.BatchAnswer;
import nl.laslink.local.emulator.functions.Functions;
import nl.laslink.local.emulator.template.Template.StreamSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.event.ruler.Ruler;

/**
 * Hands the records of a table's stream to a function, in order, again from the first one it reports as failed. Where it was is
 * not kept over a restart: it begins with the rows that are still in the table, as if they were written now, and then follows
 * what is written. A row written in between may be handed over twice, as on AWS.
 */
public final class StreamPoller implements AutoCloseable {
    private static final long PAUSE_MILLIS = 50;
    private static final long RETRY_MILLIS = 500;

    private final LocalDynamoDb dynamoDb;
    private final StreamSource source;
    private final String function;
    private final Functions functions;
    private final String stream;
    private final Set<String> keys;
    private final Map<String, String> iterators = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Map<String, BigInteger> handed = new HashMap<>();
    /** DynamoDB Local gives only the minute of a record. */
    private final Instant since = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    private final Thread thread;

    public StreamPoller(LocalDynamoDb dynamoDb, StreamSource source, String function, Functions functions) {
        this.dynamoDb = dynamoDb;
        this.source = source;
        this.function = function;
        this.functions = functions;
        TableDescription table = dynamoDb.client()
                .describeTable(d -> d.tableName(source.table()))
                .table();
        this.stream = table.latestStreamArn();
        this.keys =
                table.keySchema().stream().map(KeySchemaElement::attributeName).collect(Collectors.toSet());
        this.thread = Thread.ofVirtual().name("stream " + source.table()).start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    known.clear();
                    iterators.clear();
                    follow(ShardIteratorType.LATEST);
                    handWhatIsThere();
                    readOn();
                } catch (RuntimeException unreachable) {
                    // Any exception: an unread stream would look like work that never ends.
                    if (!Thread.currentThread().isInterrupted()) {
                        System.err.println(source.table() + "'s stream cannot be read: "
                                + unreachable.getClass().getName());
                    }
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOn() throws InterruptedException {
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
    }

    private void handWhatIsThere() throws InterruptedException {
        List<Record> batch = new ArrayList<>();
        for (Map<String, AttributeValue> row : dynamoDb.client()
                .scanPaginator(s -> s.tableName(source.table()).consistentRead(true))
                .items()) {
            batch.add(StreamEvent.written(keys, row, batch.size()));
            if (batch.size() == source.batchSize()) {
                hand(List.copyOf(batch));
                batch.clear();
            }
        }
        hand(batch);
    }

    /** Takes up the shards that were not seen yet. */
    private void follow(ShardIteratorType from) {
        for (Shard shard : dynamoDb.streams()
                .describeStream(d -> d.streamArn(stream))
                .streamDescription()
                .shards()) {
            boolean isEnded = shard.sequenceNumberRange().endingSequenceNumber() != null;
            if (known.add(shard.shardId()) && !(isEnded && from == ShardIteratorType.LATEST)) {
                iterators.put(shard.shardId(), iterator(shard.shardId(), from));
            }
        }
    }

    private String iterator(String shard, ShardIteratorType from) {
        return dynamoDb.streams()
                .getShardIterator(i -> i.streamArn(stream).shardId(shard).shardIteratorType(from))
                .shardIterator();
    }

    /** Returns whether there was anything to read. */
    private boolean read(String shard) throws InterruptedException {
        String iterator = iterators.get(shard);
        GetRecordsResponse answer;
        try {
            answer =
                    dynamoDb.streams().getRecords(r -> r.shardIterator(iterator).limit(source.batchSize()));
        } catch (TrimmedDataAccessException | ExpiredIteratorException outdated) {
            // DynamoDB Local answers the first now and then, the second after the machine slept. The shard is read from
            // its beginning, without what was handed over before.
            iterators.put(shard, iterator(shard, ShardIteratorType.TRIM_HORIZON));
            return false;
        }
        hand(answer.records().stream().filter(r -> isNew(shard, r)).toList());
        for (Record record : answer.records()) {
            handed.merge(shard, number(record), BigInteger::max);
        }
        if (answer.nextShardIterator() == null) {
            iterators.remove(shard);
        } else {
            iterators.put(shard, answer.nextShardIterator());
        }
        return !answer.records().isEmpty();
    }

    /** What an earlier start of the product wrote is no news: what of it was not handed over is still in the table. */
    private boolean isNew(String shard, Record record) {
        return number(record).compareTo(handed.getOrDefault(shard, BigInteger.ZERO)) > 0
                && !record.dynamodb().approximateCreationDateTime().isBefore(since);
    }

    private static BigInteger number(Record record) {
        return new BigInteger(record.dynamodb().sequenceNumber());
    }

    /** What the filters of the template leave out was handed over: Lambda does not come back to it. */
    private boolean isWanted(Record record) {
        String json = StreamEvent.json(source.table(), record).toString();
        return source.filters().isEmpty() || source.filters().stream().anyMatch(filter -> matches(json, filter));
    }

    private boolean matches(String record, String filter) {
        try {
            return Ruler.matchesRule(record, filter);
        } catch (Exception unreadable) {
            // The matcher declares nothing narrower.
            throw new IllegalStateException("a filter of " + function + " is not readable", unreadable);
        }
    }

    private void hand(List<Record> records) throws InterruptedException {
        List<Record> left = records.stream().filter(this::isWanted).toList();
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
        List<String> numbers =
                records.stream().map(r -> r.dynamodb().sequenceNumber()).toList();
        try {
            byte[] answer = functions.invoke(function, StreamEvent.of(source.table(), records));
            Set<String> reported = BatchAnswer.failed(answer, Set.copyOf(numbers));
            return records.stream()
                    .dropWhile(r -> !reported.contains(r.dynamodb().sequenceNumber()))
                    .toList();
        } catch (Functions.FunctionFailed failed) {
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
