package nl.laslink.domain.event;

import java.time.Duration;
import java.util.List;
import nl.laslink.domain.school.SchoolId;

/** Port to the audit log: what was done, written only as part of an {@link EventsAndAudit}, and what was looked at. */
public interface AuditLog {
    /** Two school years; a deployment may choose another time, of at least 400 days. */
    Duration DEFAULT_RETENTION = Duration.ofDays(731);

    /** What was done, newest first, {@code limit} at most. */
    List<AuditEntry> latest(SchoolId school, int limit);

    /** What was looked at, newest first, {@code limit} at most: apart, so that looks push no deed out of {@link #latest}. */
    List<AuditEntry> latestViews(SchoolId school, int limit);

    /** Records that somebody looked; once per person, school, action and hour, and nothing for the looks after the first. */
    void recordView(AuditEntry view);
}
