package nl.laslink.domain.link;

import java.time.Instant;
import java.util.Optional;

/** The last time laslink and the LAS spoke, and how that went. {@code reason} is a code of a fixed list, never a text of the LAS. */
public record Contact(Instant at, Outcome outcome, Optional<String> reason) {

    public enum Outcome {
        DELIVERED,
        NO_CHANGES,
        NO_DATA,
        REFUSED,
        UNREACHABLE,
        UNREADABLE,
        SCORES_ACCEPTED,
        SCORES_REFUSED,
        SCORES_UNKNOWN
    }
}
