package nl.laslink.local.emulator.localapi;

import java.time.Duration;

/** What a person or a test sets going here, and waits for. */
public interface Chain {

    /** Puts an event on the bus and answers its id. */
    String putEvent(String source, String detailType, String detail);

    /** Starts the nightly schedule as if it were its time. */
    void startNight();

    /** Waits until no work is in flight; false when the limit came first. */
    boolean awaitIdle(Duration limit) throws InterruptedException;
}
