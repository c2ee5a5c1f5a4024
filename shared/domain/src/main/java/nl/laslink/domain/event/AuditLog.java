package nl.laslink.domain.event;

import java.util.List;
import nl.laslink.domain.school.SchoolId;

/** Port to the audit log; it is written only as part of a {@link EventsAndAudit}. */
public interface AuditLog {

    /** Newest first, {@code limit} at most. */
    List<AuditEntry> latest(SchoolId school, int limit);
}
