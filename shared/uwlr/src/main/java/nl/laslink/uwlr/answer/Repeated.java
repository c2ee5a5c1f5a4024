package nl.laslink.uwlr.answer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps one of the values that many records of an answer share, so that a large school fits into memory. */
final class Repeated<T> {
    /** Beyond this many it is no value that repeats itself. */
    private static final int MOST = 20_000;

    private final Map<T, Optional<T>> known = new HashMap<>();

    Optional<T> one(Optional<T> value) {
        if (value.isEmpty()) {
            return value;
        }
        if (known.size() >= MOST) {
            return known.getOrDefault(value.get(), value);
        }
        return known.computeIfAbsent(value.get(), _ -> value);
    }
}
