package nl.laslink.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small template on the real queue server, matcher and DynamoDB. */
class EmulatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATE = """
            Parameters: {}
            Resources:
              Bus: {Type: 'AWS::Events::EventBus'}
              Work:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 1
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt Given.Arn, maxReceiveCount: 2}
              Given: {Type: 'AWS::SQS::Queue'}
              WorkRule:
                Type: AWS::Events::Rule
                Properties:
                  EventBusName: !Ref Bus
                  EventPattern: {source: [laslink], detail-type: [Asked]}
                  Targets: [{Id: Work, Arn: !GetAtt Work.Arn}]
              JobFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: nl.laslink.local.emulator.EmulatorTest$Job
                  Timeout: 5
                  Events:
                    Work:
                      Type: SQS
                      Properties: {Queue: !GetAtt Work.Arn, BatchSize: 10, FunctionResponseTypes: [ReportBatchItemFailures]}
            """;

    @TempDir
    static Path folder;

    private static Emulator emulator;

    /** Remembers what it got; a detail with {@code fail} is reported as failed. */
    public static final class Job implements RequestStreamHandler {
        static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

        public Job(Map<String, String> variables, Clock clock) {}

        @Override
        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
            List<String> failed = new ArrayList<>();
            for (JsonNode record : JSON.readTree(in).path("Records")) {
                JsonNode detail = JSON.readTree(record.path("body").asText()).path("detail");
                SEEN.add(detail.path("name").asText());
                if (detail.has("fail")) {
                    failed.add(
                            "{\"itemIdentifier\":\"" + record.path("messageId").asText() + "\"}");
                }
            }
            out.write(("{\"batchItemFailures\":" + failed + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        emulator = Emulator.start(
                new Emulator.Config(file, Map.of(), freePort(), freePort(), Optional.empty(), Clock.systemUTC()));
        emulator.begin();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void forget() {
        Job.SEEN.clear();
    }

    @Test
    void bringsAnEventToTheFunctionOfItsRule() throws Exception {
        emulator.bus().put("laslink", "Asked", JSON.readTree("{\"name\":\"one\"}"));

        assertThat(emulator.inFlight().awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(Job.SEEN).containsExactly("one");
    }

    @Test
    void keepsAnEventFromEveryFunction_whenNoRuleMatches() throws Exception {
        emulator.bus().put("laslink", "Other", JSON.readTree("{\"name\":\"one\"}"));
        emulator.bus().put("elsewhere", "Asked", JSON.readTree("{\"name\":\"two\"}"));

        assertThat(emulator.inFlight().awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(Job.SEEN).isEmpty();
    }

    @Test
    void triesAgainAndGivesUp_whenTheFunctionReportsFailure() throws Exception {
        int before = emulator.queues().count("Given");

        emulator.bus().put("laslink", "Asked", JSON.readTree("{\"name\":\"bad\",\"fail\":true}"));
        emulator.bus().put("laslink", "Asked", JSON.readTree("{\"name\":\"good\"}"));

        assertThat(emulator.inFlight().awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(Job.SEEN).containsExactlyInAnyOrder("bad", "good", "bad");
        assertThat(emulator.queues().count("Given")).isEqualTo(before + 1);
    }

    @Test
    void namesThePortAndLeavesNothingRunning_whenOneIsTaken() throws IOException {
        int dynamoDbPort = freePort();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Emulator.Config config = new Emulator.Config(
                    folder.resolve("template.yaml"),
                    Map.of(),
                    dynamoDbPort,
                    taken.getLocalPort(),
                    Optional.empty(),
                    Clock.systemUTC());

            assertThatThrownBy(() -> Emulator.start(config))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the queues cannot start on port " + taken.getLocalPort());
        }
        try (ServerSocket free = new ServerSocket(dynamoDbPort, 1, InetAddress.getLoopbackAddress())) {
            assertThat(free.isBound()).isTrue();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
