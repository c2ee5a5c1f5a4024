package nl.laslink.local.emulator.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Knows whether work is in flight: a running function, a queued message, or a row in the outbox. A message that
 * waits for its retry counts, one in a dead-letter queue does not.
 */
public final class InFlight {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();
    private final List<BooleanSupplier> stores = new CopyOnWriteArrayList<>();

    /** A piece of work, until it is closed. */
    public interface Piece extends AutoCloseable {
        @Override
        void close();
    }

    public Piece begin() {
        begun.incrementAndGet();
        running.incrementAndGet();
        return running::decrementAndGet;
    }

    /** Adds a place where work may wait; it answers whether it is empty. */
    public void watch(BooleanSupplier isEmpty) {
        stores.add(isEmpty);
    }

    /** True when nothing ran and nothing waited, and nothing was begun while that was looked at. */
    public boolean isIdle() {
        long before = begun.get();
        return running.get() == 0
                && stores.stream().allMatch(BooleanSupplier::getAsBoolean)
                && stores.stream().allMatch(BooleanSupplier::getAsBoolean)
                && running.get() == 0
                && begun.get() == before;
    }

    /** Waits until nothing is in flight. False when the time was up first. */
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!isIdle()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return true;
    }
}
