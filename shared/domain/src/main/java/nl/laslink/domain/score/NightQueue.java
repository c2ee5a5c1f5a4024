package nl.laslink.domain.score;

import java.time.Duration;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;

/** Port to the queue that begins a school's night. */
@FunctionalInterface
public interface NightQueue {

    /** @param delay how long the message waits; at most 15 minutes (SQS) */
    void begin(SchoolId school, Night night, Duration delay);
}
