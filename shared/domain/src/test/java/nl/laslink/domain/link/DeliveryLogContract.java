package nl.laslink.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.NormedScore;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import org.junit.jupiter.api.Test;

/** What a record of messages to the LAS promises. */
public abstract class DeliveryLogContract {
    private static final Instant AT = Instant.parse("2026-11-24T02:31:10Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final ScoreState ACCEPTED = new ScoreState.Accepted();
    private static final ScoreStep.Cause ANSWERED = new ScoreStep.Cause.Answered();

    protected abstract SchoolId freshSchool();

    protected abstract DeliveryLog log();

    protected abstract ScoreStore scores();

    protected abstract LinkStore links();

    /** The names of the events left about this school, in no particular order. */
    protected abstract List<String> eventsOf(SchoolId school);

    protected abstract List<AuditEntry> auditOf(SchoolId school);

    @Test
    void storesResultsContactAndEventsAndAudit() {
        SchoolId school = freshSchool();
        LedgerEntry first = sent(school, "s1");
        LedgerEntry second = sent(school, "s2");
        Contact contact = contact(AT);

        log().record(school, List.of(accepted(first), accepted(second)), contact, eventsAndAudit(school, 2));

        assertThat(scores().all(school)).containsExactly(accepted(first), accepted(second));
        assertThat(scores().due(school)).isEmpty();
        assertThat(links().lastScores(school)).contains(contact);
        assertThat(eventsOf(school)).containsExactly("ScoresDelivered");
        assertThat(auditOf(school)).extracting(AuditEntry::action).containsExactly(AuditAction.SCORES_DELIVERED);
    }

    @Test
    void storesContactAndEventsAndAudit_whenNoResultMoved() {
        SchoolId school = freshSchool();
        LedgerEntry sent = sent(school, "s1");

        log().record(school, List.of(), contact(AT), eventsAndAudit(school, 1));

        assertThat(scores().due(school)).containsExactly(sent);
        assertThat(links().lastScores(school)).contains(contact(AT));
        assertThat(eventsOf(school)).hasSize(1);
    }

    @Test
    void keepsResultDue_whenItsNewStateIsDue() {
        SchoolId school = freshSchool();
        LedgerEntry doubted = sent(school, "s1").withState(new ScoreState.Doubted(), AT, ANSWERED);

        log().record(school, List.of(doubted), contact(AT), eventsAndAudit(school, 1));

        assertThat(scores().all(school)).containsExactly(doubted);
        assertThat(scores().due(school)).containsExactly(doubted);
    }

    @Test
    void leavesOutResult_whenLaterNormTookItsPlace() {
        SchoolId school = freshSchool();
        LedgerEntry moved = sent(school, "s1");
        LedgerEntry other = sent(school, "s2");
        LedgerEntry renormed = renormed(moved);
        scores().save(renormed);

        log().record(school, List.of(accepted(moved), accepted(other)), contact(AT), eventsAndAudit(school, 2));

        assertThat(scores().all(school)).containsExactly(renormed, accepted(other));
        assertThat(scores().due(school)).containsExactly(renormed);
        assertThat(links().lastScores(school)).contains(contact(AT));
        assertThat(eventsOf(school)).hasSize(1);
        assertThat(auditOf(school)).hasSize(1);
    }

    @Test
    void leavesOutContact_whenLaterOneIsStored() {
        SchoolId school = freshSchool();
        LedgerEntry sent = sent(school, "s1");
        links().recordContact(school, contact(AT.plusSeconds(1)));

        log().record(school, List.of(accepted(sent)), contact(AT), eventsAndAudit(school, 1));

        assertThat(scores().all(school)).containsExactly(accepted(sent));
        assertThat(links().lastScores(school)).contains(contact(AT.plusSeconds(1)));
        assertThat(eventsOf(school)).hasSize(1);
    }

    @Test
    void storesNinetyResults_inOneWrite() {
        SchoolId school = freshSchool();
        List<LedgerEntry> sent = IntStream.range(10, 10 + DeliveryLog.MOST_RESULTS)
                .mapToObj(i -> sent(school, "s" + i))
                .toList();
        List<LedgerEntry> refused = sent.stream()
                .map(e -> e.withState(new ScoreState.Refused(FaultCode.INVALID_NORM), AT, ANSWERED))
                .toList();

        log().record(school, refused, contact(AT), eventsAndAudit(school, sent.size()));

        assertThat(scores().all(school)).containsExactlyElementsOf(refused);
        assertThat(scores().due(school)).isEmpty();
        assertThat(eventsOf(school)).hasSize(1);
    }

    protected final LedgerEntry sent(SchoolId school, String key) {
        LedgerEntry entry = new LedgerEntry(
                school,
                new ResultKey(key),
                new RecordId("p1"),
                new TestCode("rekenen"),
                Optional.empty(),
                Optional.empty(),
                DAY,
                new ScoreValue.Plain(34),
                AT,
                new ScoreState.Sent(),
                AT,
                1);
        assertThat(scores().save(entry)).isTrue();
        return entry;
    }

    protected static LedgerEntry accepted(LedgerEntry sent) {
        return sent.withState(ACCEPTED, AT, ANSWERED);
    }

    /** The test centre sent the result anew, a second later. */
    protected static LedgerEntry renormed(LedgerEntry before) {
        NormedScore normed = new NormedScore(
                before.school(),
                before.pupil(),
                before.key().value(),
                before.test(),
                Optional.empty(),
                Optional.empty(),
                DAY,
                AT.plusSeconds(1),
                before.value(),
                Optional.empty(),
                Optional.empty());
        return before.corrected(normed, new ScoreState.Ready(), AT.plusSeconds(1));
    }

    private static Contact contact(Instant at) {
        return new Contact(at, Contact.Outcome.SCORES_ACCEPTED, Optional.empty());
    }

    private static EventsAndAudit eventsAndAudit(SchoolId school, int results) {
        return EventsAndAudit.of(new CorrelationId("x"), new DomainEvent.ScoresDelivered(school, DAY, results))
                .and(new AuditEntry(
                        school,
                        AT,
                        Actor.LASLINK,
                        AuditAction.SCORES_DELIVERED,
                        Map.of("results", Integer.toString(results))));
    }
}
