package nl.laslink.local.lassimulator.state;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the LAS stores of a school in addition to its data: when those changed, and the received results by their
 * result key, in the order of first arrival.
 */
record Received(Instant changedAt, Optional<Instant> lastAccepted, Map<String, ReceivedResult> results) {
    Received {
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }

    static Received nothing(Instant changedAt) {
        return new Received(changedAt, Optional.empty(), Map.of());
    }

    Received changedAt(Instant moment) {
        return new Received(moment, lastAccepted, results);
    }
}
