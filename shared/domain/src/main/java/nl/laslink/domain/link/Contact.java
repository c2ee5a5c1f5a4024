package nl.laslink.domain.link;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.delivery.FaultCode;

/** The last time laslink and the LAS spoke, and how that went. {@code reason} is a code of a fixed list, never a text of the LAS. */
public record Contact(Instant at, Outcome outcome, Optional<String> reason) {

    /** Shorter than a week by less than a night's spread, so that the seventh night calls again. */
    private static final Duration WEEK = Duration.ofDays(6).plusHours(12);

    /** Whether the LAS said what only people can change, less than a week ago. */
    public boolean restsAt(Instant now) {
        boolean isRefusal = outcome == Outcome.REFUSED || outcome == Outcome.SCORES_REFUSED;
        return isRefusal
                && reason.flatMap(FaultCode::ofWord)
                        .filter(code -> code.remedy() == FaultCode.Remedy.WEEKLY)
                        .isPresent()
                && now.isBefore(at.plus(WEEK));
    }

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
