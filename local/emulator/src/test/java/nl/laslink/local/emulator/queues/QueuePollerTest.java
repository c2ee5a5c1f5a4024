package nl.laslink.local.emulator.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nl.laslink.local.emulator.functions.Functions;
import nl.laslink.local.emulator.template.Template.Queue;
import nl.laslink.local.emulator.template.Template.QueueSource;
import nl.laslink.local.emulator.template.Template.Redrive;
import nl.laslink.local.emulator.work.InFlight;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues of the real queue server before a function of the test. */
class QueuePollerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static int port;
    private static LocalQueues queues;

    private final List<JsonNode> records = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void start() throws IOException {
        port = freePort();
        queues = LocalQueues.start(
                port,
                Optional.empty(),
                List.of(
                        queue("Read", Duration.ofMinutes(6), 5),
                        queue("Mixed", Duration.ofSeconds(1), 5),
                        queue("Thrown", Duration.ofSeconds(1), 5),
                        queue("Hopeless", Duration.ofMinutes(6), 1),
                        new Queue("GivenUp", Duration.ofSeconds(30), Optional.empty())));
    }

    @AfterAll
    static void stop() {
        queues.close();
    }

    @Test
    void hasWhatWaited_afterARestart(@TempDir Path folder) throws IOException {
        int own = freePort();
        List<Queue> queues = List.of(new Queue("Kept", Duration.ofMinutes(6), Optional.empty()));
        try (LocalQueues before = LocalQueues.start(own, Optional.of(folder), queues)) {
            before.send("Kept", "waits");
            before.send("Kept", "done");
            assertThat(before.count("Kept")).isEqualTo(2);
        }

        try (LocalQueues after = LocalQueues.start(own, Optional.of(folder), queues)) {
            assertThat(after.count("Kept")).isEqualTo(2);
            after.send("Kept", "new");
            assertThat(after.count("Kept")).isEqualTo(3);
        }
    }

    @Test
    void handsOverTheRecord_asLambdaDoes() throws InterruptedException {
        queues.send("Read", "{\"naam\":\"Zoë\"}");

        feed("Read", record -> true);

        JsonNode record = records.getFirst();
        assertThat(record.path("body").asText()).isEqualTo("{\"naam\":\"Zoë\"}");
        assertThat(record.path("md5OfBody").asText()).isEqualTo("9231bfee802b55064bb83cc6533106cd");
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(record.path("eventSourceARN").asText()).isEqualTo("arn:aws:sqs:eu-west-1:000000000000:Read");
        assertThat(record.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(record.path("messageId").asText()).isNotEmpty();
        assertThat(record.path("receiptHandle").asText()).isNotEmpty();
    }

    @Test
    void bringsOnlyTheFailedAgain_whenABatchFailsInPart() throws InterruptedException {
        queues.send("Mixed", "good");
        queues.send("Mixed", "bad");

        feed("Mixed", record -> record.path("body").asText().equals("good") || isSecondTime(record));

        assertThat(bodies()).containsExactlyInAnyOrder("good", "bad", "bad");
    }

    @Test
    void bringsTheBatchAgain_whenTheFunctionThrows() throws InterruptedException {
        queues.send("Thrown", "one");

        feed("Thrown", record -> {
            if (!isSecondTime(record)) {
                throw new Functions.FunctionFailed("JobFunction", "failed", new IllegalStateException());
            }
            return true;
        });

        assertThat(bodies()).containsExactly("one", "one");
    }

    @Test
    void givesUpAtOnce_whenTheLastAttemptFailed() throws InterruptedException {
        queues.send("Hopeless", "one");

        feed("Hopeless", record -> false);

        assertThat(bodies()).containsExactly("one");
        assertThat(queues.count("GivenUp")).isEqualTo(1);
    }

    @Test
    void waitsLongerEachTime_butNoLongerThanTheQueueWould() {
        assertThat(queues.retryWait("Read", 1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(queues.retryWait("Read", 4)).isEqualTo(Duration.ofSeconds(16));
        assertThat(queues.retryWait("Read", 5)).isEqualTo(Duration.ZERO);
        assertThat(queues.retryWait("Mixed", 3)).isEqualTo(Duration.ofSeconds(1));
        assertThat(queues.retryWait("GivenUp", 100)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void namesThePort_whenItIsTaken() {
        assertThatThrownBy(() -> LocalQueues.start(port, Optional.empty(), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the queues cannot start on port " + port);
    }

    private interface Outcome {
        boolean isDone(JsonNode record);
    }

    /** Feeds the function until the queue holds nothing. */
    private void feed(String queue, Outcome outcome) throws InterruptedException {
        InFlight inFlight = new InFlight();
        inFlight.watch(() -> queues.count(queue) == 0);
        QueueSource source = new QueueSource(queue, 10, OptionalInt.of(2));
        try (QueuePoller _ = new QueuePoller(queues, source, "JobFunction", function(outcome))) {
            assertThat(inFlight.awaitIdle(LIMIT)).isTrue();
        }
    }

    private Functions function(Outcome outcome) {
        return (name, event) -> {
            List<String> failed = new ArrayList<>();
            for (JsonNode record : read(event).path("Records")) {
                records.add(record);
                if (!outcome.isDone(record)) {
                    failed.add(
                            "{\"itemIdentifier\":\"" + record.path("messageId").asText() + "\"}");
                }
            }
            return ("{\"batchItemFailures\":" + failed + "}").getBytes(StandardCharsets.UTF_8);
        };
    }

    private List<String> bodies() {
        return records.stream().map(r -> r.path("body").asText()).toList();
    }

    private static boolean isSecondTime(JsonNode record) {
        return record.at("/attributes/ApproximateReceiveCount").asInt() == 2;
    }

    private static JsonNode read(byte[] event) {
        try {
            return JSON.readTree(event);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Queue queue(String name, Duration visibility, int maxReceiveCount) {
        return new Queue(name, visibility, Optional.of(new Redrive("GivenUp", maxReceiveCount)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
