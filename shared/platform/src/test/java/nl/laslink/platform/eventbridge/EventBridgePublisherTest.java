package nl.laslink.platform.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.laslink.domain.event.EventPublisher.Published;
import nl.laslink.domain.event.OutboxRow;
import nl.laslink.platform.aws.Loopback;
import nl.laslink.platform.aws.Loopback.Answer;
import nl.laslink.platform.json.JsonObject;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

class EventBridgePublisherTest {
    private static final String JSON = "application/x-amz-json-1.1";

    @Test
    void publishesEntry_asOursOnOurBus() {
        try (Loopback bus = Loopback.answering(JSON, EventBridgePublisherTest::takeAll)) {
            Published published = publisher(bus).publish(rows(1));

            JsonObject entry =
                    JsonObject.parse(bus.bodies().getFirst()).objects("Entries").getFirst();
            assertThat(published.accepted()).containsExactly("e0");
            assertThat(entry.text("Source")).isEqualTo("laslink");
            assertThat(entry.text("DetailType")).isEqualTo("RosterChanged");
            assertThat(entry.text("Detail")).isEqualTo("{\"school\":\"99XX-00\"}");
            assertThat(entry.text("EventBusName")).isEqualTo("events");
        }
    }

    @Test
    void publishesTenWithACall_whenThereAreMore() {
        try (Loopback bus = Loopback.answering(JSON, EventBridgePublisherTest::takeAll)) {
            Published published = publisher(bus).publish(rows(23));

            assertThat(published.accepted()).hasSize(23);
            assertThat(published.refused()).isEmpty();
            assertThat(bus.bodies().stream()
                            .map(b -> JsonObject.parse(b).objects("Entries").size()))
                    .containsExactly(10, 10, 3);
        }
    }

    @Test
    void tellsWhichOne_whenBusRefusesOneEntry() {
        String answer = "{\"FailedEntryCount\":1,\"Entries\":[{\"EventId\":\"x\"},"
                + "{\"ErrorCode\":\"ThrottlingException\",\"ErrorMessage\":\"slow down\"},{\"EventId\":\"y\"}]}";
        try (Loopback bus = Loopback.answering(JSON, _ -> new Answer(200, answer))) {
            Published published = publisher(bus).publish(rows(3));

            assertThat(published.accepted()).containsExactlyInAnyOrder("e0", "e2");
            assertThat(published.refused()).isEqualTo(Map.of("e1", "ThrottlingException"));
        }
    }

    @Test
    void keepsWhatWasPublished_whenALaterCallFails() {
        try (Loopback bus = Loopback.answering(
                JSON,
                body -> body.contains("e10") || body.contains("\\\"n\\\":10")
                        ? new Answer(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}")
                        : takeAll(body))) {
            List<OutboxRow> rows = IntStream.range(0, 11)
                    .mapToObj(n -> new OutboxRow("e" + n, "RosterChanged", "{\"n\":" + n + "}", Instant.EPOCH))
                    .toList();

            Published published = publisher(bus).publish(rows);

            assertThat(published.accepted()).hasSize(10);
            assertThat(published.refused()).isEqualTo(Map.of("e10", "AccessDeniedException"));
        }
    }

    private static EventBridgePublisher publisher(Loopback bus) {
        return new EventBridgePublisher(bus.client(EventBridgeClient.builder()), "events");
    }

    private static List<OutboxRow> rows(int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> new OutboxRow("e" + n, "RosterChanged", "{\"school\":\"99XX-00\"}", Instant.EPOCH))
                .toList();
    }

    private static Answer takeAll(String body) {
        String entries = JsonObject.parse(body).objects("Entries").stream()
                .map(_ -> "{\"EventId\":\"id\"}")
                .collect(Collectors.joining(","));
        return new Answer(200, "{\"FailedEntryCount\":0,\"Entries\":[" + entries + "]}");
    }
}
