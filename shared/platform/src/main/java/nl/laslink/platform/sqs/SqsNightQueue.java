package nl.laslink.platform.sqs;

import java.time.Duration;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.NightQueue;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.SchemaVersion;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Begins a school's night with a message that waits in SQS for its turn. */
public final class SqsNightQueue implements NightQueue {
    private final SqsClient client;
    private final String queueUrl;

    public SqsNightQueue(SqsClient client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
    }

    public static SqsNightQueue of(String queueUrl) {
        return new SqsNightQueue(AwsClients.sqs(), queueUrl);
    }

    @Override
    public void begin(SchoolId school, Night night, Duration delay) {
        String body = body(school, night);
        client.sendMessage(
                m -> m.queueUrl(queueUrl).messageBody(body).delaySeconds(Math.toIntExact(delay.toSeconds())));
    }

    static String body(SchoolId school, Night night) {
        return JsonObject.empty()
                .put(SchemaVersion.FIELD, SchemaVersion.CURRENT)
                .put("school", school.toString())
                .put("scheduledAt", night.scheduledAt().toString())
                .put("correlationId", night.correlation().value())
                .toString();
    }
}
