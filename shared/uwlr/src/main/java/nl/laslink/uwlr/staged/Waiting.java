package nl.laslink.uwlr.staged;

import java.time.Duration;

/** Time that passes: how much since any fixed moment, and letting some of it go by. */
public interface Waiting {
    Duration passed();

    void rest(Duration time) throws InterruptedException;

    /** The machine's own. */
    Waiting REAL = new Waiting() {
        @Override
        public Duration passed() {
            return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public void rest(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }
    };
}
