package nl.laslink.platform.eventbridge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.event.EventPublisher;
import nl.laslink.domain.event.OutboxRow;
import nl.laslink.platform.event.EventJson;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Publishes on one EventBridge bus. */
public final class EventBridgePublisher implements EventPublisher {
    private static final int ENTRIES = 10; // PutEvents' limit

    private final EventBridgeClient client;
    private final String bus;

    public EventBridgePublisher(EventBridgeClient client, String bus) {
        this.client = client;
        this.bus = bus;
    }

    @Override
    public Published publish(List<OutboxRow> rows) {
        Set<String> accepted = new HashSet<>();
        Map<String, String> refused = new HashMap<>();
        for (int from = 0; from < rows.size(); from += ENTRIES) {
            publish(rows.subList(from, Math.min(rows.size(), from + ENTRIES)), accepted, refused);
        }
        return new Published(accepted, refused);
    }

    // A failed call counts as the refusal of its rows, so that the rows of other calls stay published.
    private void publish(List<OutboxRow> rows, Set<String> accepted, Map<String, String> refused) {
        try {
            List<PutEventsResultEntry> results = client.putEvents(
                            p -> p.entries(rows.stream().map(this::entry).toList()))
                    .entries();
            for (int i = 0; i < rows.size(); i++) {
                // One result per entry, in the order of the entries; a refused one has no event id.
                PutEventsResultEntry result = results.get(i);
                if (result.eventId() != null && result.errorCode() == null) {
                    accepted.add(rows.get(i).id());
                } else {
                    refused.put(
                            rows.get(i).id(),
                            Optional.ofNullable(result.errorCode()).orElse("unknown"));
                }
            }
        } catch (SdkException failure) {
            rows.forEach(row -> refused.put(row.id(), code(failure)));
        }
    }

    private PutEventsRequestEntry entry(OutboxRow row) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(EventJson.SOURCE)
                .detailType(row.detailType())
                .detail(row.detail())
                .time(row.createdAt())
                .build();
    }

    private static String code(SdkException failure) {
        return failure instanceof EventBridgeException answered && answered.awsErrorDetails() != null
                ? answered.awsErrorDetails().errorCode()
                : failure.getClass().getSimpleName();
    }
}
