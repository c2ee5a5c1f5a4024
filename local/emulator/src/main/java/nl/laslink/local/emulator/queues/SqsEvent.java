package nl.laslink.local.emulator.queues;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/** A batch of messages as Lambda hands it over. */
final class SqsEvent {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SqsEvent() {}

    static byte[] of(String queue, List<Message> messages) {
        ObjectNode event = JSON.createObjectNode();
        for (Message message : messages) {
            ObjectNode record = event.withArray("Records").addObject();
            record.put("messageId", message.messageId());
            record.put("receiptHandle", message.receiptHandle());
            record.put("body", message.body());
            ObjectNode attributes = record.putObject("attributes");
            message.attributesAsStrings().forEach(attributes::put);
            record.putObject("messageAttributes");
            record.put("md5OfBody", message.md5OfBody());
            record.put("eventSource", "aws:sqs");
            record.put("eventSourceARN", "arn:aws:sqs:eu-west-1:000000000000:" + queue);
            record.put("awsRegion", "eu-west-1");
        }
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }
}
