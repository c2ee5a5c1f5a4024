package nl.laslink.exportscores;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.LasClient;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.CorrelationId;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.Trail;
import nl.laslink.domain.link.Actor;
import nl.laslink.domain.link.Contact;
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
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.TestDefinition;

/** Delivers the results that are due to one school's LAS, in one message, by one sender at a time. */
final class SendScores {
    private static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");

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

    sealed interface Outcome {
        record Delivered(int results) implements Outcome {}

        record Refused(FaultCode code, int results) implements Outcome {}

        /** Whether they arrived is not known; they are sent again. */
        record Unanswered(int results) implements Outcome {}

        record NothingDue() implements Outcome {}

        record NotLinked() implements Outcome {}

        /** Another sender is at work for this school; try again later. */
        record Busy() implements Outcome {}
    }

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
        Roster roster = rosters.read(school);
        Map<LedgerEntry, TestDefinition> due = due(school, link, roster);
        if (due.isEmpty()) {
            return new Outcome.NothingDue();
        }
        Instant createdAt = runs.nextCreationTime(school, clock.instant());
        List<LedgerEntry> sent = new ArrayList<>();
        due.keySet().forEach(entry -> {
            LedgerEntry next = entry.in(new ScoreState.Sent(), clock.instant());
            if (scores.save(next)) {
                sent.add(next);
            }
        });
        if (sent.isEmpty()) {
            return new Outcome.NothingDue();
        }
        LasAccess.Opened opened = access.open(active);
        ScoreMessage message = message(active, opened, roster, sent, List.copyOf(due.values()), createdAt);
        return settle(active, night, correlation, sent, las.bring(opened.endpoint(), opened.credentials(), message));
    }

    /** What is due and can still be delivered; what cannot any more waits again, with its reason. */
    private Map<LedgerEntry, TestDefinition> due(SchoolId school, Optional<Link> link, Roster roster) {
        Map<LedgerEntry, TestDefinition> due = new LinkedHashMap<>();
        Definitions definitions = new Definitions(scores);
        for (LedgerEntry entry : scores.due(school)) {
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

    private static ScoreMessage message(
            Link.Active link,
            LasAccess.Opened opened,
            Roster roster,
            List<LedgerEntry> entries,
            List<TestDefinition> definitions,
            Instant createdAt) {
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
        // The schema wants each toetscode once (kToetscode): of two versions of a test, the message holds the last.
        Map<String, TestDefinition> tests = new LinkedHashMap<>();
        definitions.forEach(d -> tests.put(d.code().value(), d));
        return new ScoreMessage(
                opened.school(),
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

    private Outcome settle(
            Link.Active link, LocalDate night, CorrelationId correlation, List<LedgerEntry> sent, BringOutcome answer) {
        int results = sent.size();
        return switch (answer) {
            case BringOutcome.Accepted() -> {
                move(sent, new ScoreState.Accepted());
                ended(link, Contact.Outcome.SCORES_ACCEPTED, Optional.empty());
                leave(link, correlation, new DomainEvent.ScoresDelivered(link.school(), night, results), results);
                yield new Outcome.Delivered(results);
            }
            case BringOutcome.Refused(FaultCode code) -> {
                // A LAS that is down, or that we may not call so, took nothing and blames no result: they stay due.
                move(sent, isPassing(code) ? new ScoreState.Ready() : new ScoreState.Refused(code));
                ended(link, Contact.Outcome.SCORES_REFUSED, Optional.of(word(code)));
                leave(link, correlation, refused(link, night, results, word(code)), results);
                yield new Outcome.Refused(code, results);
            }
            case BringOutcome.Unknown(var reason) -> {
                ended(link, Contact.Outcome.SCORES_UNKNOWN, Optional.of(word(reason)));
                leave(link, correlation, refused(link, night, results, "no-answer"), results);
                yield new Outcome.Unanswered(results);
            }
        };
    }

    private void move(List<LedgerEntry> sent, ScoreState state) {
        // False when a later norm took the entry's place meanwhile: that norm is due on its own.
        sent.forEach(entry -> scores.save(entry.in(state, clock.instant())));
    }

    private void ended(Link.Active link, Contact.Outcome outcome, Optional<String> reason) {
        links.recordContact(link.school(), new Contact(clock.instant(), outcome, reason));
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

    private static boolean isPassing(FaultCode code) {
        return code == FaultCode.INTERNAL_ERROR
                || code == FaultCode.TEMPORARILY_UNAVAILABLE
                || code == FaultCode.INVALID_AUTHORISATION
                || code == FaultCode.INVALID_CUSTOMER
                || code == FaultCode.INVALID_VERSION;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
