package nl.laslink.exportscores;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.score.LedgerEntry;

/**
 * The outcomes of one run's results so far.
 *
 * @param accepted how many results were taken
 * @param refused how many were refused, each for itself
 * @param due what is sent again
 * @param trouble what the LAS said last that it did not take
 * @param xsdVersion the version to begin with next time
 */
record Tally(int accepted, int refused, List<LedgerEntry> due, Optional<Failed> trouble, Optional<String> xsdVersion) {
    /**
     * How many results the LAS took, and refused for good; {@code heldBack} were due and still are, or wait again.
     *
     * @param oldestHeldBack how long ago the oldest result that is still due was normed
     */
    record Counts(int accepted, int refused, int heldBack, Duration oldestHeldBack) {}

    static Tally in(Sending sending) {
        return new Tally(0, 0, List.of(), Optional.empty(), sending.opened().version());
    }

    Tally accepted(int results) {
        return new Tally(accepted + results, refused, due, trouble, xsdVersion);
    }

    Tally refused(int results, Failed answer) {
        return new Tally(accepted, refused + results, due, Optional.of(answer), xsdVersion);
    }

    Tally stillDue(List<LedgerEntry> results, Optional<Failed> answer) {
        return new Tally(accepted, refused, results, answer.or(() -> trouble), xsdVersion);
    }

    /** What is to be said of the run as a whole. */
    BringOutcome answer() {
        return trouble.<BringOutcome>map(failed -> failed).orElseGet(BringOutcome.Accepted::new);
    }

    /** Whether nothing was sent. */
    boolean isEmpty() {
        return settled() == 0 && due.isEmpty() && trouble.isEmpty();
    }

    int settled() {
        return accepted + refused;
    }

    Counts counts(int waitAgain, Instant now) {
        Duration oldest = due.stream()
                .map(e -> Duration.between(e.normedAt(), now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new Counts(accepted, refused, due.size() + waitAgain, oldest);
    }
}
