package nl.laslink.platform.event;

import java.time.Instant;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.CorrelationId;

/**
 * One of our own events as it came over the bus. {@code id} and {@code time} are the bus's own and new with each publication; a
 * message that is redriven keeps them; without a time it is older than nothing. Immutable.
 */
public record EventEnvelope(
        String id, String source, String detailType, Instant time, CorrelationId correlationId, DomainEvent event) {}
