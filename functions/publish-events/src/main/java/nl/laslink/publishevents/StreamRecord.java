package nl.laslink.publishevents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.OutboxRow;
import nl.laslink.platform.json.JsonObject;

/** A record of the outbox's stream. {@code row} is there when a row was written; a deletion has none. Immutable. */
record StreamRecord(String sequenceNumber, Optional<OutboxRow> row) {

    /** The records of a DynamoDB stream event, in the stream's order. */
    static List<StreamRecord> read(String event) {
        return JsonObject.parse(event).objects("Records").stream()
                .map(StreamRecord::read)
                .toList();
    }

    private static StreamRecord read(JsonObject record) {
        JsonObject change = record.object("dynamodb");
        Optional<OutboxRow> row = record.text("eventName").equals("INSERT")
                ? Optional.of(row(change.object("NewImage")))
                : Optional.empty();
        return new StreamRecord(change.text("SequenceNumber"), row);
    }

    private static OutboxRow row(JsonObject image) {
        return new OutboxRow(
                text(image, "pk"),
                text(image, "detailType"),
                text(image, "detail"),
                Instant.parse(text(image, "createdAt")));
    }

    private static String text(JsonObject image, String attribute) {
        return image.object(attribute).text("S");
    }
}
