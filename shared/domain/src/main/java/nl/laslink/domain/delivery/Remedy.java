package nl.laslink.domain.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.school.Night;

/**
 * What laslink does by itself after a LAS did not do what was asked: in how many nights it calls again, each time after more of
 * them failed in a row, and until when (docs/faults.md). A person's button calls whatever this says.
 */
public enum Remedy {
    /** The LAS failed and named no cause: it may pass without help. */
    RETRY(1, 1, 2, 4, 7),
    /** Nothing changes until the school or the supplier acts. */
    WEEKLY(7),
    /**
     * The LAS refused the school's key, or laslink itself. One retry in the next night, for a LAS that lost its keys
     * for one, and then no night until the link changes or a person's contact goes well (uwlr.md §12).
     */
    STOP(1),
    /**
     * Something in the message is to blame: of results it is held, and the rest goes without it. Of a question there is nothing
     * to hold: one retry, because a LAS with an internal failure gives this fault too (uwlr.md §12), and then it is for a person.
     */
    HOLD(1, 7);

    /** Four weeks: a summer holiday is six, and after that nobody expects the LAS of then. */
    private static final Duration LONGEST = Duration.ofDays(28);

    private final int[] nights;

    Remedy(int... nights) {
        this.nights = nights;
    }

    /** After how many nights it is tried again, when so many failed in a row; a person's contact is none. */
    public int rest(int failedNights) {
        return nights[Math.clamp(failedNights - 1, 0, nights.length - 1)];
    }

    /** The night of the next try; none when it went wrong for four weeks. */
    public Optional<Night> next(Instant since, int failedNights, Instant last) {
        Night next = Night.firstAfter(last).later(rest(failedNights) - 1);
        return Optional.of(next).filter(n -> !n.scheduledAt().isAfter(since.plus(LONGEST)));
    }
}
