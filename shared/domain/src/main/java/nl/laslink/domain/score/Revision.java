package nl.laslink.domain.score;

import java.time.Instant;
import java.util.Comparator;

/**
 * Which message about a result is the newer one, of two with the same {@code normedAt}. {@code scoreVersion} is the test
 * centre's own count, 0 when it sends none; {@code sentAt} is the time of the event.
 */
public record Revision(long scoreVersion, Instant sentAt) implements Comparable<Revision> {
    private static final Comparator<Revision> ORDER =
            Comparator.comparingLong(Revision::scoreVersion).thenComparing(Revision::sentAt);

    @Override
    public int compareTo(Revision other) {
        return ORDER.compare(this, other);
    }
}
