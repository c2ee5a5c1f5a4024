package nl.laslink.domain.testing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.laslink.domain.event.Outbox;
import nl.laslink.domain.event.OutboxRow;

/** The events that wait to be published, in memory. */
public final class InMemoryOutbox implements Outbox {
    private final Map<String, OutboxRow> rows = new TreeMap<>();

    public synchronized void put(OutboxRow row) {
        rows.put(row.id(), row);
    }

    @Override
    public synchronized List<OutboxRow> olderThan(Instant moment) {
        return rows.values().stream()
                .filter(row -> row.createdAt().isBefore(moment))
                .sorted(Comparator.comparing(OutboxRow::createdAt).thenComparing(OutboxRow::id))
                .toList();
    }

    @Override
    public synchronized void delete(String id) {
        rows.remove(id);
    }
}
