package nl.laslink.domain.event;

import java.time.Instant;
import java.util.Map;
import nl.laslink.domain.school.SchoolId;

/**
 * Who did what. {@code details} holds counts and field names only: no value of a person, no key. {@code action} is one of
 * {@link AuditAction}. Immutable.
 */
public record AuditEntry(SchoolId school, Instant at, Actor actor, AuditAction action, Map<String, String> details) {
    public AuditEntry {
        details = Map.copyOf(details);
    }
}
