package nl.laslink.domain.event;

import java.util.List;
import nl.laslink.domain.id.CorrelationId;

/** What a store writes in the same transaction as a change: events for the outbox and entries of the audit log. */
public record EventsAndAudit(CorrelationId correlation, List<DomainEvent> events, List<AuditEntry> audit) {
    public EventsAndAudit {
        events = List.copyOf(events);
        audit = List.copyOf(audit);
    }

    public static EventsAndAudit of(CorrelationId correlation, DomainEvent... events) {
        return new EventsAndAudit(correlation, List.of(events), List.of());
    }

    public EventsAndAudit and(AuditEntry entry) {
        List<AuditEntry> more = new java.util.ArrayList<>(audit);
        more.add(entry);
        return new EventsAndAudit(correlation, events, more);
    }
}
