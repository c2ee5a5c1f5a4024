package nl.laslink.domain.school;

import java.time.Duration;

/**
 * How long personal data is kept. Immutable.
 *
 * @param leavers a pupil, after the moment of becoming inactive
 * @param results a result, after its last step
 */
public record Retention(Duration leavers, Duration results) {
    /** Two years after leaving, as a school keeps its own administration of a pupil; five years for a result. */
    public static final Retention DEFAULT = new Retention(Duration.ofDays(731), Duration.ofDays(1_827));
}
