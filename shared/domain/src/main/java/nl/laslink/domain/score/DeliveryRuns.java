package nl.laslink.domain.score;

import java.time.Instant;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;

/** Port to what keeps deliveries of scores in line: one run per night, one sender per school, a creation time that rises. */
public interface DeliveryRuns {

    /** Stores the run of this night with its events and audit entries. False when it was begun before. */
    boolean begin(SchoolId school, Night night, EventsAndAudit eventsAndAudit);

    /** Stores what a person did with results, and the event that begins a run where there is one. */
    void leave(EventsAndAudit eventsAndAudit);

    /** Makes {@code owner} the only sender of this school until {@code until}. False when another one is. */
    boolean takeLease(SchoolId school, String owner, Instant now, Instant until);

    void releaseLease(SchoolId school, String owner);

    /** The creation time for the next message: {@code now}, or a second after the last one given; stored before it is used. */
    Instant nextCreationTime(SchoolId school, Instant now);
}
