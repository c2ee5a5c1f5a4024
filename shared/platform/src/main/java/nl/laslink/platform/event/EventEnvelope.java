package nl.laslink.platform.event;

import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.CorrelationId;

/** One of our own events as it came over the bus. {@code id} is the bus's own and new with each publication. Immutable. */
public record EventEnvelope(
        String id, String source, String detailType, CorrelationId correlationId, DomainEvent event) {}
