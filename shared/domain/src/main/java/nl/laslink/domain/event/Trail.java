package nl.laslink.domain.event;

import java.util.List;
import nl.laslink.domain.id.CorrelationId;

/** What a write leaves behind besides itself, in the same transaction: events for the outbox and entries of the audit log. */
public record Trail(CorrelationId correlation, List<DomainEvent> events, List<AuditEntry> audit) {
    public Trail {
        events = List.copyOf(events);
        audit = List.copyOf(audit);
    }

    public static Trail of(CorrelationId correlation, DomainEvent... events) {
        return new Trail(correlation, List.of(events), List.of());
    }

    public Trail and(AuditEntry entry) {
        List<AuditEntry> more = new java.util.ArrayList<>(audit);
        more.add(entry);
        return new Trail(correlation, events, more);
    }
}
