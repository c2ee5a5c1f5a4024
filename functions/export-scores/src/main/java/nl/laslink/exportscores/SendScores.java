package nl.laslink.exportscores;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
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
    private final ImportStore imports;
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
            ImportStore imports,
            RosterStore rosters,
            LasAccess access,
            LasClient las,
            DeliveryLog log,
            Clock clock,
            Duration leaseTime) {
        this.scores = scores;
        this.runs = runs;
        this.links = links;
        this.imports = imports;
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

        record Refused(FaultCode code, Tally.Counts counts) implements Outcome {}

        /** Whether all arrived is not known; what is held back is sent again. */
        record Unanswered(Tally.Counts counts) implements Outcome {}

        /** The answer was no confirmation; whether they arrived is not known, and they are sent again. */
        record Unreadable(AnswerFlaw worst, Tally.Counts counts) implements Outcome {}

        record NothingDue() implements Outcome {}

        record NotLinked() implements Outcome {}

        /** It went wrong before, and it is not time yet to try again; the results stay due. */
        record Resting() implements Outcome {}

        /** Another sender runs for this school; retry later. */
        record Busy() implements Outcome {}
    }

    /**
     * @param ended the end of the night's contact about pupils
     * @param owner names this attempt, so that only it gives its lease back
     */
    Outcome execute(DomainEvent.FetchEnded ended, LocalDate night, String owner, CorrelationId correlation) {
        SchoolId school = ended.school();
        Instant now = clock.instant();
        if (!runs.takeLease(school, owner, now, now.plus(leaseTime))) {
            return new Outcome.Busy();
        }
        try {
            return send(ended, night, correlation);
        } finally {
            runs.releaseLease(school, owner);
        }
    }

    private Outcome send(DomainEvent.FetchEnded ended, LocalDate night, CorrelationId correlation) {
        SchoolId school = ended.school();
        if (!(links.find(school).orElse(null) instanceof Link.Active link)) {
            return new Outcome.NotLinked();
        }
        Optional<Contact> before = links.lastScores(school).flatMap(c -> c.of(link));
        if (before.filter(c -> c.restsAt(night, link)).isPresent()) {
            return new Outcome.Resting();
        }
        // Before the roster, so that a doubt is gone only with the commit that settled it.
        Readiness readiness = new Readiness(
                Optional.of(link),
                imports.find(school).map(Import::doubtedPupils).orElse(Set.of()));
        Roster roster = rosters.read(school);
        Definitions definitions = new Definitions(scores);
        DueResults.Taken taken = due.take(readiness, roster, definitions, night);
        if (taken.due().isEmpty()) {
            return new Outcome.NothingDue();
        }
        LasAccess.Opened opened = access.open(link).asIn(before);
        Sending sending = new Sending(link, opened, roster, definitions, taken.doubted());
        AnswerLog answers = new AnswerLog(log, clock, new AnswerLog.Run(link, ended, night, before, correlation));
        Tally tally = delivering.deliver(sending, taken.due(), answers);
        if (tally.isEmpty()) {
            return new Outcome.NothingDue();
        }
        return outcome(tally, tally.counts(taken.waitAgain(), clock.instant()));
    }

    private static Outcome outcome(Tally tally, Tally.Counts counts) {
        return switch (tally.trouble().orElseGet(BringOutcome.Accepted::new)) {
            case BringOutcome.Accepted() -> new Outcome.Delivered(counts);
            case BringOutcome.Refused(FaultCode code) -> new Outcome.Refused(code, counts);
            case BringOutcome.Unanswered _ -> new Outcome.Unanswered(counts);
            case BringOutcome.Unreadable unreadable -> new Outcome.Unreadable(unreadable.worst(), counts);
        };
    }
}
