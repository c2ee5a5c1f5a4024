package nl.laslink.exportscores;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.Remedy;
import nl.laslink.domain.link.LasClient;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreStore;

/** Sends results in as few messages as fit, and in smaller ones while the LAS refuses something in them. */
final class DeliverResults {
    /** For one planned message and its parts: one bad pupil in 90 is found with at most 15 messages. */
    private static final int MOST_MESSAGES = 20;

    /** One call more may take 90 s, and then the function still has a minute to write down what came of it. */
    private static final Duration SENDING_TIME = Duration.ofSeconds(150);

    private static final BringOutcome REFUSED_VERSION = new Failed.Refused(FaultCode.INVALID_VERSION);

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

    /** @param due the results to send; each is left in the state that the answers gave it */
    Tally deliver(Sending begun, List<LedgerEntry> due, AnswerLog log) {
        return new Run(begun, Split.messages(due, begun.doubted()), log).deliver();
    }

    /** The messages of one run: those still planned, and the parts of the one that is being sent. */
    private final class Run {
        private final Deque<List<LedgerEntry>> planned;
        private final Deque<List<LedgerEntry>> parts = new ArrayDeque<>();
        private final List<LedgerEntry> heldBack = new ArrayList<>();
        private final List<LedgerEntry> unanswered = new ArrayList<>();
        private final AnswerLog log;
        private final Instant latest = clock.instant().plus(SENDING_TIME);
        private Sending sending;
        private Tally tally;
        /** The last answer, while nothing is recorded about it. */
        private Optional<Failed> unrecorded = Optional.empty();

        private boolean isStopped = false;
        private boolean isFirst = true;

        Run(Sending begun, List<List<LedgerEntry>> messages, AnswerLog log) {
            this.planned = new ArrayDeque<>(messages);
            this.log = log;
            this.sending = begun;
            this.tally = Tally.in(begun);
        }

        Tally deliver() {
            while (!planned.isEmpty() && !isOver()) {
                List<LedgerEntry> message = markSent(planned.remove(), sending);
                if (!message.isEmpty()) {
                    parts.add(message);
                }
                for (int messages = 0; !parts.isEmpty() && !isOver() && messages < MOST_MESSAGES; messages++) {
                    send(parts.remove());
                }
                heldBack.addAll(joined(parts));
                parts.clear();
            }
            List<LedgerEntry> due = Stream.of(unanswered, heldBack, joined(planned))
                    .flatMap(List::stream)
                    .toList();
            tally = tally.stillDue(due, unrecorded);
            unrecorded.ifPresent(answer -> log.heldBack(due.size(), answer, tally));
            makeReady(heldBack);
            // Without progress a LAS that is too slow for one run would be called all day.
            if (!isStopped && isOutOfTime() && !due.isEmpty() && tally.settled() > 0) {
                log.continues(tally);
            }
            return tally;
        }

        private boolean isOver() {
            return isStopped || isOutOfTime();
        }

        private boolean isOutOfTime() {
            return clock.instant().isAfter(latest);
        }

        private void send(List<LedgerEntry> part) {
            Instant createdAt = runs.nextCreationTime(sending.link().school(), clock.instant());
            BringOutcome answer = sending.opened().bring(las, sending.message(part, createdAt));
            Optional<Sending> other = sending.inOtherVersion().filter(_ -> isFirst && answer.equals(REFUSED_VERSION));
            isFirst = false;
            if (other.isPresent()) {
                sending = other.get();
                tally = Tally.in(sending);
                parts.addFirst(part);
                return;
            }
            unrecorded = Optional.empty();
            switch (answer) {
                case BringOutcome.Accepted() -> {
                    tally = tally.accepted(part.size());
                    log.accepted(part, tally);
                }
                case Failed.Refused refused
                when refused.code().remedy() == Remedy.HOLD -> {
                    List<List<LedgerEntry>> halves = Split.of(part, refused.code());
                    if (halves.size() > 1) {
                        halves.reversed().forEach(parts::addFirst);
                        unrecorded = Optional.of(refused);
                    } else {
                        tally = tally.refused(part.size(), refused);
                        log.refused(part, refused(part, refused.code(), sending), refused, tally);
                    }
                }
                case Failed failed -> {
                    // A LAS that is down, or that we may not call so, took nothing and blames no result; otherwise this
                    // part stays as sent, because it may have arrived.
                    (failed instanceof Failed.Refused ? heldBack : unanswered).addAll(part);
                    unrecorded = Optional.of(failed);
                    isStopped = true;
                }
            }
        }
    }

    /** Some LASs answer "message not understood" when they failed themselves, so that fault counts from the second time. */
    private static ScoreState refused(List<LedgerEntry> part, FaultCode code, Sending sending) {
        boolean isFirst = part.stream().map(LedgerEntry::key).noneMatch(sending.doubted()::contains);
        return code == FaultCode.INVALID_MESSAGE && isFirst ? new ScoreState.Doubted() : new ScoreState.Refused(code);
    }

    private static List<LedgerEntry> joined(Collection<List<LedgerEntry>> messages) {
        return messages.stream().flatMap(List::stream).toList();
    }

    /** A result is marked before it is sent, so that after a crash it is sent again under the same key. */
    private List<LedgerEntry> markSent(List<LedgerEntry> message, Sending sending) {
        return message.stream()
                .map(entry -> entry.sending(sending.keyOf(entry), clock.instant()))
                // False when a later norm replaced the entry, or a run before the crash settled it.
                .filter(scores::save)
                .toList();
    }

    private void makeReady(List<LedgerEntry> sent) {
        // False when a later norm replaced the entry: that norm is due itself.
        sent.forEach(entry ->
                scores.save(entry.withState(new ScoreState.Ready(), clock.instant(), new ScoreStep.Cause.Answered())));
    }
}
