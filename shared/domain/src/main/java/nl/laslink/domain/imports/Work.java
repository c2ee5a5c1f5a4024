package nl.laslink.domain.imports;

import java.time.Instant;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.school.SchoolId;

/**
 * Work that only a message can end, and the last progress that was recorded of it. Immutable.
 *
 * @param message makes the work go on
 * @param resumed how often its message was put again since that progress
 */
public record Work(
        SchoolId school,
        Kind kind,
        String id,
        DomainEvent message,
        CorrelationId correlation,
        Instant progressAt,
        int resumed) {

    public enum Kind {
        FETCHING,
        COMMITTING
    }
}
