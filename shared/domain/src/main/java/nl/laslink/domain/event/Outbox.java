package nl.laslink.domain.event;

import java.time.Instant;
import java.util.List;

/** Port to the events that wait to be published; they are written only as part of a {@link EventsAndAudit}. */
public interface Outbox {

    /** Those that were left before {@code moment}, oldest first. */
    List<OutboxRow> olderThan(Instant moment);

    /** The event was published; nothing happens when it is gone already. */
    void delete(String id);
}
