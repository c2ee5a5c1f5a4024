package nl.laslink.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import nl.laslink.domain.score.Night;
import nl.laslink.domain.testing.Example;
import nl.laslink.platform.aws.Loopback;
import nl.laslink.platform.aws.Loopback.Answer;
import nl.laslink.platform.json.JsonObject;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsNightQueueTest {
    private static final String QUEUE = "http://sqs.example/000000000000/NightQueue";

    @Test
    void sendsNightOfSchool_afterItsDelay() {
        // Without the digest of the body the SDK has nothing to compare, and takes the answer.
        try (Loopback sqs =
                Loopback.answering("application/x-amz-json-1.0", _ -> new Answer(200, "{\"MessageId\":\"m1\"}"))) {
            Night night = new Night(Instant.parse("2026-11-24T02:30:00Z"));

            new SqsNightQueue(sqs.client(SqsClient.builder().checksumValidationEnabled(false)), QUEUE)
                    .begin(Example.SCHOOL, night, Duration.ofMillis(90_700));

            JsonObject sent = JsonObject.parse(sqs.bodies().getFirst());
            JsonObject body = JsonObject.parse(sent.text("MessageBody"));
            assertThat(sent.text("QueueUrl")).isEqualTo(QUEUE);
            assertThat(sent.number("DelaySeconds")).isEqualTo(90);
            assertThat(body.number("schemaVersion")).isEqualTo(1);
            assertThat(body.text("school")).isEqualTo("99XX-00");
            assertThat(body.instant("scheduledAt")).isEqualTo(night.scheduledAt());
            assertThat(body.text("correlationId")).contains(night.id());
        }
    }
}
