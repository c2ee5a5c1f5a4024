package nl.laslink.local.emulator.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import nl.laslink.local.emulator.template.Template;
import nl.laslink.local.emulator.template.Template.StreamSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tables in a folder, with one restart behind them, before a function of the test. */
class StreamPollerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static int port;
    private static LocalDynamoDb dynamoDb;

    private final BlockingQueue<JsonNode> batches = new LinkedBlockingQueue<>();

    @BeforeAll
    static void startTwice() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        List<Template.Table> tables = Stream.concat(
                        Stream.of("Written", "Left", "Thrown", "Hopeless", "Removed", "Filtered")
                                .map(name -> table(name, List.of(), Map.of("pk", "S"), Optional.of("NEW_IMAGE"))),
                        Stream.of(table(
                                "Links",
                                List.of(new Template.Index(
                                        "byState", List.of(new Template.Key("state", "HASH")), "KEYS_ONLY")),
                                Map.of("pk", "S", "state", "S"),
                                Optional.empty())))
                .toList();
        dynamoDb = LocalDynamoDb.start(port, Optional.of(folder), tables);
        put("Left", "1");
        put("Left", "2");
        put("Left", "3");
        put("Links", "99XX-00");
        dynamoDb.close();
        dynamoDb = LocalDynamoDb.start(port, Optional.of(folder), tables);
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    @Test
    void handsOverWhatIsWritten_asLambdaDoes() throws InterruptedException {
        try (StreamPoller _ = poller("Written", 10, batch -> "")) {
            put("Written", "1");

            JsonNode record = nextBatch().at("/Records/0");
            assertThat(record.path("eventName").asText()).isEqualTo("INSERT");
            assertThat(record.path("eventSource").asText()).isEqualTo("aws:dynamodb");
            assertThat(record.at("/dynamodb/Keys/pk/S").asText()).isEqualTo("1");
            assertThat(record.at("/dynamodb/NewImage/state/S").asText()).isEqualTo("active");
            assertThat(record.at("/dynamodb/NewImage/schemaVersion/N").asText()).isEqualTo("1");
            assertThat(record.at("/dynamodb/SequenceNumber").asText()).isNotEmpty();
        }
    }

    @Test
    void handsOverWhatAnEarlierRunLeft_andAgainFromTheFirstThatFailed() throws InterruptedException {
        try (StreamPoller _ = poller("Left", 10, batch -> batch.size() == 3 ? failure(batch.get(1)) : "")) {
            List<String> first = keys(nextBatch());
            List<String> second = keys(nextBatch());

            assertThat(first).containsExactlyInAnyOrder("1", "2", "3");
            assertThat(second).isEqualTo(first.subList(1, 3));
        }
    }

    @Test
    void handsOverAgain_whenTheAnswerIsUnreadable() throws InterruptedException {
        AtomicBoolean answered = new AtomicBoolean();
        put("Thrown", "1");
        try (StreamPoller _ = poller("Thrown", 10, batch -> answered.getAndSet(true) ? "" : "no JSON")) {
            assertThat(keys(nextBatch())).containsExactly("1");
            assertThat(keys(nextBatch())).containsExactly("1");
        }
    }

    @Test
    void givesUpAndGoesOn_afterTheTemplatesRetries() throws InterruptedException {
        put("Hopeless", "1");
        try (StreamPoller _ = poller("Hopeless", 1, batch -> keys(batch).contains("1") ? failure(batch.get(0)) : "")) {
            assertThat(keys(nextBatch())).containsExactly("1");
            assertThat(keys(nextBatch())).containsExactly("1");

            put("Hopeless", "2");

            assertThat(keys(nextBatchBut(b -> keys(b).equals(List.of("1"))))).containsExactly("2");
        }
    }

    @Test
    void tellsARemoval_whichHasNoImage() throws InterruptedException {
        try (StreamPoller _ = poller("Removed", 10, batch -> "")) {
            put("Removed", "1");
            nextBatch();

            dynamoDb.client().deleteItem(d -> d.tableName("Removed").key(Map.of("pk", AttributeValue.fromS("1"))));

            JsonNode record = removal(nextBatchBut(b -> removal(b).isMissingNode()));
            assertThat(record.path("eventName").asText()).isEqualTo("REMOVE");
            assertThat(record.at("/dynamodb/NewImage").isMissingNode()).isTrue();
        }
    }

    @Test
    void handsOverNothing_thatTheFilterLeavesOut() throws InterruptedException {
        try (StreamPoller _ = poller("Filtered", List.of("{\"eventName\": [\"INSERT\"]}"), 10, batch -> "")) {
            put("Filtered", "1");
            assertThat(keys(nextBatch())).containsExactly("1");

            dynamoDb.client().deleteItem(d -> d.tableName("Filtered").key(Map.of("pk", AttributeValue.fromS("1"))));
            put("Filtered", "2");

            JsonNode batch = nextBatchBut(b -> keys(b).equals(List.of("1")));
            assertThat(removal(batch).isMissingNode()).isTrue();
            assertThat(keys(batch)).contains("2");
        }
    }

    @Test
    void keepsRowsAndIndexes_overARestart() {
        assertThat(dynamoDb.isEmpty("Links")).isFalse();
        assertThat(dynamoDb.client()
                        .query(q -> q.tableName("Links")
                                .indexName("byState")
                                .keyConditionExpression("#state = :active")
                                .expressionAttributeNames(Map.of("#state", "state"))
                                .expressionAttributeValues(Map.of(":active", AttributeValue.fromS("active"))))
                        .items())
                .containsExactly(
                        Map.of("pk", AttributeValue.fromS("99XX-00"), "state", AttributeValue.fromS("active")));
    }

    @Test
    void namesThePort_whenItIsTaken() {
        assertThatThrownBy(() -> LocalDynamoDb.start(port, Optional.empty(), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("DynamoDB Local cannot start on port " + port);
    }

    private interface Function {
        String answer(JsonNode records);
    }

    private StreamPoller poller(String table, int retries, Function function) {
        return poller(table, List.of(), retries, function);
    }

    private StreamPoller poller(String table, List<String> filters, int retries, Function function) {
        StreamSource source = new StreamSource(table, 10, retries, filters);
        return new StreamPoller(dynamoDb, source, "PublishFunction", (name, event) -> {
            JsonNode batch = read(event);
            batches.add(batch);
            return function.answer(batch.path("Records")).getBytes(StandardCharsets.UTF_8);
        });
    }

    private JsonNode nextBatch() throws InterruptedException {
        JsonNode batch = batches.poll(20, TimeUnit.SECONDS);
        assertThat(batch).as("the next batch").isNotNull();
        return batch;
    }

    /** Passes over what comes once more: a row written while the poller starts may, as on AWS. */
    private JsonNode nextBatchBut(Predicate<JsonNode> known) throws InterruptedException {
        JsonNode batch = nextBatch();
        while (known.test(batch)) {
            batch = nextBatch();
        }
        return batch;
    }

    /** The removal in a batch, which may stand behind the insert that came once more. */
    private static JsonNode removal(JsonNode batch) {
        for (JsonNode record : batch.path("Records")) {
            if (record.path("eventName").asText().equals("REMOVE")) {
                return record;
            }
        }
        return MissingNode.getInstance();
    }

    private static List<String> keys(JsonNode batch) {
        JsonNode records = batch.has("Records") ? batch.path("Records") : batch;
        return StreamSupport.stream(records.spliterator(), false)
                .map(r -> r.at("/dynamodb/Keys/pk/S").asText())
                .toList();
    }

    private static String failure(JsonNode record) {
        return "{\"batchItemFailures\":[{\"itemIdentifier\":\""
                + record.at("/dynamodb/SequenceNumber").asText() + "\"}]}";
    }

    private static void put(String table, String key) {
        dynamoDb.client().putItem(p -> p.tableName(table)
                .item(Map.of(
                        "pk",
                        AttributeValue.fromS(key),
                        "state",
                        AttributeValue.fromS("active"),
                        "schemaVersion",
                        AttributeValue.fromN("1"))));
    }

    private static JsonNode read(byte[] event) {
        try {
            return JSON.readTree(event);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Template.Table table(
            String name, List<Template.Index> indexes, Map<String, String> attributes, Optional<String> stream) {
        return new Template.Table(
                name, attributes, List.of(new Template.Key("pk", "HASH")), indexes, stream, Optional.empty());
    }
}
