package nl.laslink.exportscores;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.Remedy;
import nl.laslink.domain.link.LasClient;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStore;

/** Sends results in one message where that can be, and in smaller ones while the LAS refuses something in them. */
final class DeliverResults {
    /** One bad pupil in 200 is found with 16 messages. */
    private static final int MOST_MESSAGES = 20;

    /** One call more may take 90 s, and then the function still has a minute to write down what came of it. */
    private static final Duration SPLIT_TIME = Duration.ofSeconds(150);

    private static final BringOutcome REFUSED_VERSION = new BringOutcome.Refused(FaultCode.INVALID_VERSION);

    private final ScoreStore scores;
    private final DeliveryRuns runs;
    private final LasClient las;
    private final Clock clock;

    DeliverResults(ScoreStore scores, DeliveryRuns runs, LasClient las, Clock clock) {
        this.scores = scores;
        this.runs = runs;
        this.las = las;
        this.clock = clock;
    }

    /** @param sent results whose state is sent; each is left in the state that the answers gave it */
    Tally deliver(Sending begun, List<LedgerEntry> sent, Instant firstCreatedAt) {
        Sending sending = begun;
        Instant latest = clock.instant().plus(SPLIT_TIME);
        Deque<List<LedgerEntry>> parts = new ArrayDeque<>(Split.messages(sent, sending.doubted()));
        Tally tally = Tally.in(sending);
        for (int messages = 0; !parts.isEmpty(); messages++) {
            List<LedgerEntry> part = parts.remove();
            if (messages == MOST_MESSAGES || clock.instant().isAfter(latest)) {
                parts.addFirst(part);
                return tally.stillDue(giveUp(parts), Optional.empty());
            }
            Instant createdAt = messages == 0
                    ? firstCreatedAt
                    : runs.nextCreationTime(sending.link().school(), clock.instant());
            BringOutcome answer = sending.opened().bring(las, sending.message(part, createdAt));
            if (answer.equals(REFUSED_VERSION)
                    && messages == 0
                    && sending.inOtherVersion().isPresent()) {
                sending = sending.inOtherVersion().get();
                tally = Tally.in(sending);
                parts.addFirst(part);
                continue;
            }
            switch (answer) {
                case BringOutcome.Accepted() -> {
                    move(part, new ScoreState.Accepted());
                    tally = tally.accepted(part.size());
                }
                case BringOutcome.Refused(FaultCode code)
                when code.remedy() == Remedy.HOLD -> {
                    List<List<LedgerEntry>> halves = Split.of(part, code);
                    if (halves.size() > 1) {
                        halves.reversed().forEach(parts::addFirst);
                    } else {
                        move(part, refused(part, code, sending));
                        tally = tally.refused(part.size(), answer);
                    }
                }
                case BringOutcome.Refused _ -> {
                    // A LAS that is down, or that we may not call so, took nothing and blames no result.
                    parts.addFirst(part);
                    return tally.stillDue(giveUp(parts), Optional.of(answer));
                }
                case BringOutcome.Unanswered _, BringOutcome.Unreadable _ -> {
                    // This part stays as sent: it may have arrived.
                    List<LedgerEntry> all = new ArrayList<>(part);
                    all.addAll(giveUp(parts));
                    return tally.stillDue(all, Optional.of(answer));
                }
            }
        }
        return tally;
    }

    /** A LAS may say that it did not understand a message when it failed itself, so that one counts the second time. */
    private static ScoreState refused(List<LedgerEntry> part, FaultCode code, Sending sending) {
        boolean isFirst = part.stream().map(LedgerEntry::key).noneMatch(sending.doubted()::contains);
        return code == FaultCode.INVALID_MESSAGE && isFirst ? new ScoreState.Doubted() : new ScoreState.Refused(code);
    }

    /** They stay due. */
    private List<LedgerEntry> giveUp(Deque<List<LedgerEntry>> parts) {
        parts.forEach(part -> move(part, new ScoreState.Ready()));
        return parts.stream().flatMap(List::stream).toList();
    }

    private void move(List<LedgerEntry> sent, ScoreState state) {
        // False when a later norm took the entry's place meanwhile: that norm is due on its own.
        sent.forEach(entry -> scores.save(entry.in(state, clock.instant())));
    }
}
