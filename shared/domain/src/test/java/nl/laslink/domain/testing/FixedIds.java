package nl.laslink.domain.testing;

import java.util.concurrent.atomic.AtomicLong;
import nl.laslink.domain.school.Ids;

/** Ids that count from 1, of the real length and in the real order. */
public final class FixedIds implements Ids {
    private final AtomicLong last = new AtomicLong();

    @Override
    public String next() {
        return nth(last.incrementAndGet());
    }

    /** The id that the n-th call gives; n starts at 1. */
    public static String nth(long n) {
        return "%026d".formatted(n);
    }
}
