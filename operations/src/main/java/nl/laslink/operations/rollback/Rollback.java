package nl.laslink.operations.rollback;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.laslink.operations.rollback.LiveVersions.Live;

/** Which functions a rollback moves. */
final class Rollback {
    /** A deployment publishes the versions of all its functions within this time. */
    private static final Duration ONE_DEPLOYMENT = Duration.ofMinutes(30);

    private Rollback() {}

    /** Those that the last deployment changed, still use its version and have an older one. */
    static List<Live> changedLast(List<Live> functions) {
        Optional<Instant> last = functions.stream().map(Live::newest).max(Comparator.naturalOrder());
        return functions.stream()
                .filter(f -> f.before().isPresent())
                .filter(f -> f.published().isAfter(last.orElseThrow().minus(ONE_DEPLOYMENT)))
                .toList();
    }
}
