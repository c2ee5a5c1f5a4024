package nl.laslink.domain.event;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Port to the bus on which our events are published. */
public interface EventPublisher {

    Published publish(List<OutboxRow> rows);

    /** The rows that the bus accepted, and the error code of each that it refused, by id. Immutable. */
    record Published(Set<String> accepted, Map<String, String> refused) {
        public Published {
            accepted = Set.copyOf(accepted);
            refused = Map.copyOf(refused);
        }
    }
}
