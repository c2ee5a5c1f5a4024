package nl.laslink.local.emulator.localapi;

import java.time.Duration;

/** What a person or a test sets going here, and waits for. */
public interface Chain {

    /** Puts an event on the bus and answers its id. */
    String putEvent(String source, String detailType, String detail);

    /** Starts the nightly schedule as if it were its time. */
    void startNight();

    /** Runs the schedule that publishes what the outbox's stream left behind, as if it were its time. */
    void startSweep();

    /** Waits until no work is in flight; false when the limit came first. */
    boolean awaitIdle(Duration limit) throws InterruptedException;
}
