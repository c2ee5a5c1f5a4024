package nl.laslink.domain.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.laslink.domain.mail.DeliveryStatus;
import nl.laslink.domain.mail.DeliveryStatuses;
import nl.laslink.domain.school.SchoolId;

/** Delivery statuses in memory. */
public final class InMemoryDeliveryStatuses implements DeliveryStatuses {
    private final InMemoryTables tables;

    public InMemoryDeliveryStatuses(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void record(DeliveryStatus status) {
        synchronized (tables) {
            tables.mailFates
                    .computeIfAbsent(status.school(), _ -> new TreeMap<>())
                    .merge(
                            status.recipient().value(),
                            status,
                            (stored, next) -> next.at().isBefore(stored.at()) ? stored : next);
        }
    }

    @Override
    public List<DeliveryStatus> of(SchoolId school) {
        synchronized (tables) {
            return List.copyOf(tables.mailFates.getOrDefault(school, Map.of()).values());
        }
    }
}
