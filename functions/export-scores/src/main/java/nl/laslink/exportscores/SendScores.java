package nl.laslink.exportscores;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasClient;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.Remedy;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.CorrelationId;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.Trail;
import nl.laslink.domain.link.Actor;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Contacts;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterStore;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.Readiness;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.TestDefinition;

/**
 * Delivers the results that are due to one school's LAS, by one sender at a time: in one message, and in smaller ones when the
 * LAS refuses it for something in it.
 */
final class SendScores {
    private static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");

    /** One bad pupil in 200 is found with 16 messages. */
    private static final int MOST_MESSAGES = 20;

    /** One call more may take 90 s, and then the function still has a minute to write down what came of it. */
    private static final Duration SPLIT_TIME = Duration.ofSeconds(150);

    private final ScoreStore scores;
    private final DeliveryRuns runs;
    private final LinkStore links;
    private final RosterStore rosters;
    private final LasAccess access;
    private final LasClient las;
    private final Clock clock;
    private final Duration leaseTime;

    SendScores(
            ScoreStore scores,
            DeliveryRuns runs,
            LinkStore links,
            RosterStore rosters,
            LasAccess access,
            LasClient las,
            Clock clock,
            Duration leaseTime) {
        this.scores = scores;
        this.runs = runs;
        this.links = links;
        this.rosters = rosters;
        this.access = access;
        this.las = las;
        this.clock = clock;
        this.leaseTime = leaseTime;
    }

    private static final BringOutcome REFUSED_VERSION = new BringOutcome.Refused(FaultCode.INVALID_VERSION);

    sealed interface Outcome {
        record Delivered(Counts counts) implements Outcome {}

        record Refused(FaultCode code, Counts counts) implements Outcome {}

        /** Whether all arrived is not known; what is held back is sent again. */
        record Unanswered(Counts counts) implements Outcome {}

        /** The answer was no confirmation; whether they arrived is not known, and they are sent again. */
        record Unreadable(FetchOutcome.Flaw flaw, Counts counts) implements Outcome {}

        record NothingDue() implements Outcome {}

        record NotLinked() implements Outcome {}

        /** It went wrong before, and it is not time yet to try again; the results stay due. */
        record Resting() implements Outcome {}

        /** Another sender is at work for this school; try again later. */
        record Busy() implements Outcome {}
    }

    /**
     * How many results the LAS took, and refused for good; {@code heldBack} were due and still are, or wait again.
     *
     * @param oldestHeldBack how long ago the oldest result that is still due was normed
     */
    record Counts(int accepted, int refused, int heldBack, Duration oldestHeldBack) {}

    /** @param owner names this attempt, so that only it gives its lease back */
    Outcome execute(SchoolId school, LocalDate night, String owner, CorrelationId correlation) {
        Instant now = clock.instant();
        if (!runs.takeLease(school, owner, now, now.plus(leaseTime))) {
            return new Outcome.Busy();
        }
        try {
            return send(school, night, correlation);
        } finally {
            runs.releaseLease(school, owner);
        }
    }

    private Outcome send(SchoolId school, LocalDate night, CorrelationId correlation) {
        Optional<Link> link = links.find(school);
        if (!(link.orElse(null) instanceof Link.Active active)) {
            return new Outcome.NotLinked();
        }
        if (links.lastScores(school).filter(c -> c.restsAt(night, active)).isPresent()) {
            return new Outcome.Resting();
        }
        Roster roster = rosters.read(school);
        List<LedgerEntry> listed = scores.due(school);
        Map<LedgerEntry, TestDefinition> due = due(listed, link, roster);
        if (due.isEmpty()) {
            return new Outcome.NothingDue();
        }
        Instant createdAt = runs.nextCreationTime(school, clock.instant());
        List<LedgerEntry> sent = new ArrayList<>();
        Set<ResultKey> doubted = new HashSet<>();
        due.keySet().forEach(entry -> {
            LedgerEntry next = entry.in(new ScoreState.Sent(), clock.instant());
            if (scores.save(next)) {
                sent.add(next);
                if (entry.state() instanceof ScoreState.Doubted) {
                    doubted.add(entry.key());
                }
            }
        });
        if (sent.isEmpty()) {
            return new Outcome.NothingDue();
        }
        LasAccess.Opened opened = access.open(active).asIn(links.lastScores(school));
        Delivery delivery = new Delivery(active, opened, roster, new Definitions(scores), doubted);
        Tally tally = deliver(delivery, sent, createdAt);
        return settle(active, night, correlation, tally, tally.counts(listed.size() - due.size(), clock.instant()));
    }

    /** What one run's messages have in common; {@code doubted} are the results that were refused once already. */
    private record Delivery(
            Link.Active link, LasAccess.Opened opened, Roster roster, Definitions definitions, Set<ResultKey> doubted) {
        Optional<Delivery> inOtherVersion() {
            return opened.inOtherVersion().map(other -> new Delivery(link, other, roster, definitions, doubted));
        }
    }

    /** How many results were taken and refused, what the LAS said last that it did not take, and the version to remember. */
    private record Tally(
            int accepted,
            int refused,
            List<LedgerEntry> due,
            Optional<BringOutcome> trouble,
            Optional<String> xsdVersion) {
        static Tally in(Delivery delivery) {
            return new Tally(0, 0, List.of(), Optional.empty(), delivery.opened.version());
        }

        Tally accepted(int results) {
            return new Tally(accepted + results, refused, due, trouble, xsdVersion);
        }

        Tally refused(int results, BringOutcome answer) {
            return new Tally(accepted, refused + results, due, Optional.of(answer), xsdVersion);
        }

        Tally stillDue(List<LedgerEntry> results, Optional<BringOutcome> answer) {
            return new Tally(accepted, refused, results, answer.or(() -> trouble), xsdVersion);
        }

        Counts counts(int waitAgain, Instant now) {
            Duration oldest = due.stream()
                    .map(e -> Duration.between(e.normedAt(), now))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            return new Counts(accepted, refused, due.size() + waitAgain, oldest);
        }
    }

    /** Sends all in one message where that can be, and in smaller ones while the LAS refuses something in them. */
    private Tally deliver(Delivery begun, List<LedgerEntry> sent, Instant firstCreatedAt) {
        Delivery delivery = begun;
        Instant latest = clock.instant().plus(SPLIT_TIME);
        Deque<List<LedgerEntry>> parts = new ArrayDeque<>(Split.messages(sent, delivery.doubted));
        Tally tally = Tally.in(delivery);
        for (int messages = 0; !parts.isEmpty(); messages++) {
            List<LedgerEntry> part = parts.remove();
            if (messages == MOST_MESSAGES || clock.instant().isAfter(latest)) {
                parts.addFirst(part);
                return tally.stillDue(giveUp(parts), Optional.empty());
            }
            Instant createdAt =
                    messages == 0 ? firstCreatedAt : runs.nextCreationTime(delivery.link.school(), clock.instant());
            BringOutcome answer = las.bring(
                    delivery.opened.endpoint(), delivery.opened.credentials(), message(delivery, part, createdAt));
            if (answer.equals(REFUSED_VERSION)
                    && messages == 0
                    && delivery.inOtherVersion().isPresent()) {
                delivery = delivery.inOtherVersion().get();
                tally = Tally.in(delivery);
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
                        boolean isFirst = part.stream().map(LedgerEntry::key).noneMatch(delivery.doubted::contains);
                        move(
                                part,
                                code == FaultCode.INVALID_MESSAGE && isFirst
                                        ? new ScoreState.Doubted()
                                        : new ScoreState.Refused(code));
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

    /** They stay due. */
    private List<LedgerEntry> giveUp(Deque<List<LedgerEntry>> parts) {
        parts.forEach(part -> move(part, new ScoreState.Ready()));
        return parts.stream().flatMap(List::stream).toList();
    }

    /** What is due and can still be delivered; what cannot any more waits again, with its reason. */
    private Map<LedgerEntry, TestDefinition> due(List<LedgerEntry> listed, Optional<Link> link, Roster roster) {
        Map<LedgerEntry, TestDefinition> due = new LinkedHashMap<>();
        Definitions definitions = new Definitions(scores);
        for (LedgerEntry entry : listed) {
            Optional<TestDefinition> definition = definitions.of(entry);
            ScoreState state = Readiness.of(entry, link, roster, definition);
            if (state instanceof ScoreState.Ready) {
                due.put(entry, definition.orElseThrow());
            } else {
                scores.save(entry.in(state, clock.instant()));
            }
        }
        return due;
    }

    private static ScoreMessage message(Delivery delivery, List<LedgerEntry> entries, Instant createdAt) {
        Roster roster = delivery.roster;
        Link.Active link = delivery.link;
        Map<RecordId, List<LedgerEntry>> byPupil = new LinkedHashMap<>();
        entries.forEach(
                e -> byPupil.computeIfAbsent(e.pupil(), _ -> new ArrayList<>()).add(e));
        List<ScoreMessage.PupilResults> pupils = byPupil.entrySet().stream()
                .map(e -> {
                    Pupil pupil = roster.pupil(e.getKey()).orElseThrow();
                    return new ScoreMessage.PupilResults(
                            pupil.externalNumber().flatMap(ExternalNumber::key).orElseThrow(),
                            pupil.eckId(),
                            teacher(e.getValue(), roster, link),
                            e.getValue().stream().map(SendScores::result).toList());
                })
                .toList();
        Map<String, TestDefinition> tests = new LinkedHashMap<>();
        entries.forEach(e ->
                delivery.definitions.of(e).ifPresent(d -> tests.put(d.code().value(), d)));
        return new ScoreMessage(
                delivery.opened.school(),
                link.fields().schoolYear(),
                createdAt.atZone(DUTCH).toOffsetDateTime(),
                pupils,
                List.copyOf(tests.values()));
    }

    private static ScoreMessage.Result result(LedgerEntry e) {
        return new ScoreMessage.Result(
                e.key(), e.takenOn(), e.test(), e.testVersion(), e.part(), e.value(), e.infoUrl());
    }

    /** UWLR names one teacher for all results of a pupil: who is responsible for each of them, if the LAS knows that one. */
    private static Optional<LasKey> teacher(List<LedgerEntry> results, Roster roster, Link.Active link) {
        List<Optional<RecordId>> teachers =
                results.stream().map(LedgerEntry::teacher).distinct().toList();
        if (teachers.size() != 1) {
            return Optional.empty();
        }
        return teachers.getFirst()
                .flatMap(id -> roster.teachers().stream()
                        .filter(t -> t.id().equals(id))
                        .findFirst())
                .flatMap(Teacher::externalNumber)
                .filter(n -> n.las().equals(link.fields().type()))
                .flatMap(ExternalNumber::key);
    }

    private Outcome settle(Link.Active link, LocalDate night, CorrelationId correlation, Tally tally, Counts counts) {
        Contact contact = Contacts.of(tally.trouble.orElseGet(BringOutcome.Accepted::new), clock.instant())
                .inVersion(tally.xsdVersion);
        links.recordContact(link.school(), contact.after(links.lastScores(link.school()), link, true));
        if (tally.accepted > 0) {
            leave(
                    link,
                    correlation,
                    new DomainEvent.ScoresDelivered(link.school(), night, tally.accepted),
                    tally.accepted);
        }
        int notTaken = tally.refused + tally.due.size();
        return tally.trouble
                .<Outcome>map(answer -> switch (answer) {
                    case BringOutcome.Accepted() -> new Outcome.Delivered(counts);
                    case BringOutcome.Refused(FaultCode code) -> {
                        leave(link, correlation, refused(link, night, notTaken, code.word()), notTaken);
                        yield new Outcome.Refused(code, counts);
                    }
                    case BringOutcome.Unanswered _ -> {
                        leave(link, correlation, refused(link, night, notTaken, "no-answer"), notTaken);
                        yield new Outcome.Unanswered(counts);
                    }
                    case BringOutcome.Unreadable(FetchOutcome.Flaw flaw) -> {
                        leave(link, correlation, refused(link, night, notTaken, Contacts.word(flaw)), notTaken);
                        yield new Outcome.Unreadable(flaw, counts);
                    }
                })
                .orElseGet(() -> new Outcome.Delivered(counts));
    }

    private void move(List<LedgerEntry> sent, ScoreState state) {
        // False when a later norm took the entry's place meanwhile: that norm is due on its own.
        sent.forEach(entry -> scores.save(entry.in(state, clock.instant())));
    }

    private void leave(Link.Active link, CorrelationId correlation, DomainEvent event, int results) {
        AuditAction action = event instanceof DomainEvent.ScoresDelivered
                ? AuditAction.SCORES_DELIVERED
                : AuditAction.SCORES_REFUSED;
        AuditEntry entry = new AuditEntry(
                link.school(), clock.instant(), Actor.LASLINK, action, Map.of("results", Integer.toString(results)));
        scores.leave(link.school(), Trail.of(correlation, event).and(entry));
    }

    private static DomainEvent.ScoresRefused refused(Link.Active link, LocalDate night, int results, String reason) {
        return new DomainEvent.ScoresRefused(link.school(), night, results, reason);
    }
}
