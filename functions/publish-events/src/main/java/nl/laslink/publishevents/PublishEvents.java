package nl.laslink.publishevents;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import nl.laslink.domain.event.EventPublisher;
import nl.laslink.domain.event.Outbox;
import nl.laslink.domain.event.OutboxRow;

/**
 * Publishes events of the outbox and deletes each once the bus took that very one. One that was published but not deleted is
 * published again: every reader of the bus takes an event twice.
 */
final class PublishEvents {
    /** The stream brings a row within a second; what is older was left behind. */
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(2);

    private final Outbox outbox;
    private final EventPublisher publisher;
    private final Clock clock;

    PublishEvents(Outbox outbox, EventPublisher publisher, Clock clock) {
        this.outbox = outbox;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What the bus took of these rows and what it refused, by the rows' ids, with its code. */
    record Done(List<OutboxRow> rows, EventPublisher.Published published) {}

    Done publish(List<OutboxRow> rows) {
        EventPublisher.Published published = publisher.publish(rows);
        published.accepted().forEach(outbox::delete);
        return new Done(rows, published);
    }

    /** Publishes what the stream left behind. */
    Done sweep() {
        return publish(outbox.olderThan(clock.instant().minus(LEFT_BEHIND)));
    }
}
