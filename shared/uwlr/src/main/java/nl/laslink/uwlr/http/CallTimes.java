package nl.laslink.uwlr.http;

import java.time.Duration;

/**
 * How long a call to a LAS may take: until it is connected, between two bytes (so also until the first one), and as a
 * whole. The whole time ends the call whatever the LAS does. Immutable.
 */
public record CallTimes(Duration connect, Duration silence, Duration whole) {

    /** Fits in the 120 s of the function that fetches, with room to stage what came. */
    public static final CallTimes DEFAULT =
            new CallTimes(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(90));

    public CallTimes {
        if (connect.toMillis() < 1 || silence.toMillis() < 1 || whole.toMillis() < 1) {
            throw new IllegalArgumentException("each time is a millisecond or more");
        }
    }
}
