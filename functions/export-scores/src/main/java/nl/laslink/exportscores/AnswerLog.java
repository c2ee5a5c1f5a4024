package nl.laslink.exportscores;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.DeliveryLog;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;

/** Records each answer of one run in one write: the results, the contact, the events and the audit entry. */
final class AnswerLog {
    private final DeliveryLog log;
    private final Clock clock;
    private final Run run;

    /**
     * What all answers of a run have in common.
     *
     * @param before the contact about results before this run
     */
    record Run(Link.Active link, Occasion occasion, Optional<Contact> before, CorrelationId correlation) {}

    AnswerLog(DeliveryLog log, Clock clock, Run run) {
        this.log = log;
        this.clock = clock;
        this.run = run;
    }

    void accepted(List<LedgerEntry> sent, Tally tally) {
        record(
                in(sent, new ScoreState.Accepted()),
                tally,
                new DomainEvent.ScoresDelivered(school(), run.occasion().day(), sent.size()),
                audit(AuditAction.SCORES_DELIVERED, sent.size()));
    }

    void refused(List<LedgerEntry> sent, ScoreState state, Failed answer, Tally tally) {
        record(in(sent, state), tally, refusal(sent.size(), answer), audit(AuditAction.SCORES_REFUSED, sent.size()));
    }

    /** Of an answer that settles no result: so many stay due. */
    void heldBack(int results, Failed answer, Tally tally) {
        record(List.of(), tally, refusal(results, answer), audit(AuditAction.SCORES_REFUSED, results));
    }

    /** The event that began this run begins the next one, with what is left. */
    void continues(Tally tally) {
        log.record(
                school(),
                List.of(),
                contact(tally),
                EventsAndAudit.of(run.correlation(), run.occasion().begunBy()));
    }

    private void record(List<LedgerEntry> results, Tally tally, DomainEvent event, AuditEntry entry) {
        Contact contact = contact(tally);
        List<DomainEvent> events = new ArrayList<>(List.of(event));
        if (contact.hasStopped() && run.occasion() instanceof Occasion.Night) {
            events.add(new DomainEvent.NightsStopped(school(), DomainEvent.NightsStopped.About.RESULTS));
        }
        log.record(school(), results, contact, new EventsAndAudit(run.correlation(), events, List.of(entry)));
    }

    private Contact contact(Tally tally) {
        return Contact.of(tally.answer(), clock.instant())
                .inVersion(tally.xsdVersion())
                .after(run.before(), run.link(), run.occasion().night());
    }

    private List<LedgerEntry> in(List<LedgerEntry> sent, ScoreState state) {
        return sent.stream()
                .map(entry -> entry.withState(state, clock.instant(), new ScoreStep.Cause.Answered()))
                .toList();
    }

    private SchoolId school() {
        return run.link().school();
    }

    private DomainEvent refusal(int results, Failed answer) {
        return new DomainEvent.ScoresRefused(school(), run.occasion().day(), results, reason(answer));
    }

    private AuditEntry audit(AuditAction action, int results) {
        return new AuditEntry(
                school(), clock.instant(), Actor.LASLINK, action, Map.of("results", Integer.toString(results)));
    }

    private static String reason(Failed failed) {
        return failed instanceof Failed.Unanswered
                ? "no-answer"
                : failed.worst().word();
    }
}
