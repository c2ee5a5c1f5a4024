package nl.laslink.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.aws.Loopback;
import nl.laslink.platform.aws.Loopback.Answer;
import nl.laslink.platform.json.JsonObject;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

class SqsNightQueueTest {
    private static final String QUEUE = "http://sqs.example/000000000000/NightQueue";
    private static final SchoolId SCHOOL = SchoolId.parse("99XX-00");
    private static final Night NIGHT = new Night(Instant.parse("2026-11-24T02:30:00Z"));

    @Test
    void writesTheMessage_thatTheBeginnerIsTestedWith() throws IOException {
        Path file = Path.of(System.getProperty("repository.root"), "events/export-scores/begin-night.json");
        JsonObject event = JsonObject.parse(Files.readString(file));

        String body = SqsNightQueue.body(SCHOOL, NIGHT);

        assertThat(event.objects("Records", r -> r.text("body"))).containsExactly(body);
    }

    @Test
    void sendsMessage_thatWaitsForItsTurn() {
        // The stub computes no digest of the message for the SDK to compare.
        SqsClientBuilder builder = SqsClient.builder().checksumValidationEnabled(false);
        try (Loopback sqs =
                Loopback.answering("application/x-amz-json-1.0", _ -> new Answer(200, "{\"MessageId\":\"m1\"}"))) {
            new SqsNightQueue(sqs.client(builder), QUEUE).begin(SCHOOL, NIGHT, Duration.ofMillis(90_700));

            JsonObject sent = JsonObject.parse(sqs.bodies().getFirst());
            assertThat(sent.text("QueueUrl")).isEqualTo(QUEUE);
            assertThat(sent.number("DelaySeconds")).isEqualTo(90);
            assertThat(sent.text("MessageBody")).isEqualTo(SqsNightQueue.body(SCHOOL, NIGHT));
        }
    }
}
