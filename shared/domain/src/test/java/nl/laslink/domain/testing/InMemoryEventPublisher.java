package nl.laslink.domain.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.laslink.domain.event.EventPublisher;
import nl.laslink.domain.event.OutboxRow;

/** The events that a bus took, in memory. */
public final class InMemoryEventPublisher implements EventPublisher {
    private final List<OutboxRow> published = new ArrayList<>();
    private Map<String, String> refusals = Map.of();

    /** From now on the bus refuses these rows (by id) with this word. */
    public synchronized void refusing(Map<String, String> codes) {
        this.refusals = Map.copyOf(codes);
    }

    @Override
    public synchronized Published publish(List<OutboxRow> rows) {
        Set<String> accepted = new HashSet<>();
        Map<String, String> refused = new HashMap<>();
        for (OutboxRow row : rows) {
            if (refusals.containsKey(row.id())) {
                refused.put(row.id(), refusals.get(row.id()));
            } else {
                published.add(row);
                accepted.add(row.id());
            }
        }
        return new Published(accepted, refused);
    }

    /** Every event that was taken, oldest first; one that was published twice is here twice. */
    public synchronized List<OutboxRow> published() {
        return List.copyOf(published);
    }
}
