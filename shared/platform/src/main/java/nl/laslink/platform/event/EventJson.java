package nl.laslink.platform.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.RecordCodec;
import nl.laslink.platform.json.SchemaVersion;

/**
 * Our events as JSON: the record's components in camelCase, ids as texts, absent ones left out, and {@code schemaVersion} and
 * {@code correlationId}. The record's name is the {@code detail-type}.
 */
public final class EventJson extends RecordCodec {
    public static final String SOURCE = "laslink";
    private static final EventJson CODEC = new EventJson();

    private EventJson() {}

    /** The {@code detail-type} names none of our events. */
    public static final class UnknownEvent extends RuntimeException {
        UnknownEvent(String detailType) {
            super("no event of ours is called " + detailType);
        }
    }

    public static String detailType(DomainEvent event) {
        return event.getClass().getSimpleName();
    }

    /** The event's {@code detail}. */
    public static String encode(DomainEvent event, CorrelationId correlation) {
        return CODEC.write(event)
                .put(SchemaVersion.FIELD, SchemaVersion.CURRENT)
                .put("correlationId", correlation.value())
                .toString();
    }

    /**
     * Reads a whole EventBridge event, as a rule delivers it to a queue.
     *
     * @throws UnknownEvent when it is not one of ours
     * @throws SchemaVersion.FromTheFuture when newer code wrote it
     */
    public static EventEnvelope decode(String body) {
        JsonObject envelope = JsonObject.parse(body);
        String id = envelope.text("id");
        String detailType = envelope.text("detail-type");
        JsonObject detail = envelope.object("detail");
        SchemaVersion.check(detailType, detail);
        CorrelationId correlation = detail.optionalText("correlationId")
                .flatMap(CorrelationId::parse)
                .orElseGet(() -> new CorrelationId(id));
        return new EventEnvelope(
                id,
                envelope.text("source"),
                detailType,
                envelope.optionalText("time").map(Instant::parse).orElse(Instant.MAX),
                correlation,
                event(detailType, detail));
    }

    private static DomainEvent event(String detailType, JsonObject detail) {
        for (Class<?> event : DomainEvent.class.getPermittedSubclasses()) {
            if (event.getSimpleName().equals(detailType)) {
                return (DomainEvent) CODEC.read(event, detail, Optional.empty());
            }
        }
        throw new UnknownEvent(detailType);
    }

    /** Events from before {@code newToDecide} asked everything anew; those from before {@code withoutEmail} named nobody. */
    @Override
    protected void modernise(String record, Map<String, Object> fields) {
        if (record.equals("DomainEvent.ImportStaged")) {
            fields.putIfAbsent("newToDecide", fields.get("toDecide"));
            fields.putIfAbsent("withoutEmail", 0);
        }
    }
}
