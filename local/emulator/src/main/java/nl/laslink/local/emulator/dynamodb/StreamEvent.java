package nl.laslink.local.emulator.dynamodb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** A batch of stream records as Lambda hands it over. */
final class StreamEvent {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StreamEvent() {}

    static byte[] of(String table, List<Record> records) {
        ObjectNode event = JSON.createObjectNode();
        records.forEach(record -> event.withArray("Records").add(json(table, record)));
        return event.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** One record as Lambda hands it over, and as a filter of the template sees it. */
    static ObjectNode json(String table, Record record) {
        ObjectNode node = JSON.createObjectNode();
        node.put("eventID", record.eventID());
        node.put("eventName", record.eventNameAsString());
        node.put("eventVersion", "1.1");
        node.put("eventSource", "aws:dynamodb");
        node.put("awsRegion", "eu-west-1");
        node.put("eventSourceARN", "arn:aws:dynamodb:eu-west-1:000000000000:table/" + table + "/stream/local");
        ObjectNode change = node.putObject("dynamodb");
        change.put("SequenceNumber", record.dynamodb().sequenceNumber());
        change.put("StreamViewType", record.dynamodb().streamViewTypeAsString());
        change.put(
                "ApproximateCreationDateTime",
                record.dynamodb().approximateCreationDateTime().getEpochSecond());
        item(change.putObject("Keys"), record.dynamodb().keys());
        if (record.dynamodb().hasNewImage()) {
            item(change.putObject("NewImage"), record.dynamodb().newImage());
        }
        return node;
    }

    /** A row of the table as the record of its writing; {@code number} identifies it in its batch. */
    static Record written(Set<String> keys, Map<String, AttributeValue> row, int number) {
        Map<String, AttributeValue> key = new HashMap<>(row);
        key.keySet().retainAll(keys);
        return Record.builder()
                .eventID(UUID.randomUUID().toString())
                .eventName(OperationType.INSERT)
                .dynamodb(d -> d.keys(key)
                        .newImage(row)
                        .sequenceNumber("%021d".formatted(number))
                        .streamViewType(StreamViewType.NEW_IMAGE)
                        .approximateCreationDateTime(Instant.now()))
                .build();
    }

    private static void item(ObjectNode node, Map<String, AttributeValue> item) {
        item.forEach((name, value) -> value(node.putObject(name), value));
    }

    private static void value(ObjectNode node, AttributeValue value) {
        switch (value.type()) {
            case S -> node.put("S", value.s());
            case N -> node.put("N", value.n());
            case BOOL -> node.put("BOOL", value.bool());
            default -> throw new IllegalStateException("the stream's table holds texts, numbers and flags only");
        }
    }
}
