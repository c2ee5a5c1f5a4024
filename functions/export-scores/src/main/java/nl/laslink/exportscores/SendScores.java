package nl.laslink.exportscores;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.SchoolReadiness;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.DeliveryLog;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.LasClient;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.link.Readiness;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.domain.score.ScoreStore;

/**
 * Delivers the results that are due to one school's LAS, by one sender at a time: in messages of at most 90
 * results, and in smaller ones when the LAS refuses one for something in it.
 */
final class SendScores {
    private final ScoreStore scores;
    private final DeliveryRuns runs;
    private final LinkStore links;
    private final SchoolReadiness readiness;
    private final RosterStore rosters;
    private final LasAccess access;
    private final DeliveryLog log;
    private final DueResults due;
    private final DeliverResults delivering;
    private final Clock clock;
    private final Duration leaseTime;

    SendScores(
            ScoreStore scores,
            DeliveryRuns runs,
            LinkStore links,
            SchoolReadiness readiness,
            RosterStore rosters,
            LasAccess access,
            LasClient las,
            DeliveryLog log,
            Clock clock,
            Duration leaseTime) {
        this.scores = scores;
        this.runs = runs;
        this.links = links;
        this.readiness = readiness;
        this.rosters = rosters;
        this.access = access;
        this.log = log;
        this.due = new DueResults(scores, clock);
        this.delivering = new DeliverResults(scores, runs, las, clock);
        this.clock = clock;
        this.leaseTime = leaseTime;
    }

    sealed interface Outcome {
        record Delivered(Tally.Counts counts) implements Outcome {}

        /** What is held back is sent again. */
        record NotDelivered(Failed failed, Tally.Counts counts) implements Outcome {}

        record NothingDue() implements Outcome {}

        record NotLinked() implements Outcome {}

        /** It went wrong before, and it is not time yet to try again; the results stay due. */
        record Resting() implements Outcome {}

        /** Another sender runs for this school; retry later. */
        record Busy() implements Outcome {}
    }

    /**
     * @param owner names this attempt, so that only it gives its lease back
     */
    Outcome execute(Occasion occasion, String owner, CorrelationId correlation) {
        SchoolId school = occasion.school();
        Instant now = clock.instant();
        if (!runs.takeLease(school, owner, now, now.plus(leaseTime))) {
            return new Outcome.Busy();
        }
        try {
            return send(occasion, correlation);
        } finally {
            runs.releaseLease(school, owner);
        }
    }

    private Outcome send(Occasion occasion, CorrelationId correlation) {
        SchoolId school = occasion.school();
        if (!(links.find(school).orElse(null) instanceof Link.Active link)) {
            return new Outcome.NotLinked();
        }
        Optional<Contact> before = links.lastScores(school).flatMap(c -> c.relevantTo(link));
        // A run that a person requests is always made.
        if (occasion instanceof Occasion.Night
                && before.filter(c -> c.restsAt(occasion.day(), link)).isPresent()) {
            return new Outcome.Resting();
        }
        Readiness now = readiness.of(school, Optional.of(link));
        Roster roster = rosters.read(school);
        Definitions definitions = new Definitions(scores);
        DueResults.Taken taken = due.take(now, roster, definitions, occasion);
        if (taken.due().isEmpty()) {
            return new Outcome.NothingDue();
        }
        LasAccess.Opened opened = access.open(link).asIn(before);
        Sending sending = new Sending(link, opened, roster, definitions, taken.doubted());
        AnswerLog answers = new AnswerLog(log, clock, new AnswerLog.Run(link, occasion, before, correlation));
        Tally tally = delivering.deliver(sending, taken.due(), answers);
        if (tally.isEmpty()) {
            return new Outcome.NothingDue();
        }
        return outcome(tally, tally.counts(taken.waitAgain(), clock.instant()));
    }

    private static Outcome outcome(Tally tally, Tally.Counts counts) {
        return switch (tally.answer()) {
            case BringOutcome.Accepted() -> new Outcome.Delivered(counts);
            case Failed failed -> new Outcome.NotDelivered(failed, counts);
        };
    }
}
