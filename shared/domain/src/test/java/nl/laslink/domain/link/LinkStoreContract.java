package nl.laslink.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.link.LinkStore.LinkWrite;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.Links;
import org.junit.jupiter.api.Test;

/** What a store of links promises. */
public abstract class LinkStoreContract {
    private static final Instant AT = Links.AT;
    private static final Actor KIM = new Actor("kim", "Kim Klantenservice");
    private static final EventsAndAudit NO_TRAIL = EventsAndAudit.of(new CorrelationId("x"));

    /** A school that no test used before. */
    protected abstract SchoolId freshSchool();

    protected abstract LinkStore links();

    protected abstract AuditLog auditLog();

    /** The names of the events left about this school, in no particular order. */
    protected abstract List<String> eventsOf(SchoolId school);

    @Test
    void findsNothing_whenSchoolHasNoLink() {
        SchoolId school = freshSchool();

        assertThat(links().find(school)).isEmpty();
        assertThat(links().lastContact(school)).isEmpty();
    }

    @Test
    void findsWhatWasSaved_whateverItsStage() {
        SchoolId school = freshSchool();
        Link.Requested requested = requested(school, Optional.of("sk-1"), 1);
        Link.Active active = requested.approve(KIM, AT.plusSeconds(1));
        Link.Ended ended = active.end(Links.ANJA, AT.plusSeconds(2));
        Link.Requested again = requested(school, Optional.empty(), 4);
        Link.Rejected rejected = again.reject(KIM, AT.plusNanos(3), "De \"sleutel\" is ingetrokken.\n");

        for (Link next : List.of(requested, active, ended, again, rejected)) {
            assertThat(links().save(next, NO_TRAIL)).isEqualTo(new LinkWrite.Saved(next));
            assertThat(links().find(school)).contains(next);
        }
    }

    @Test
    void stillFindsRequest_whenANewerOneTookItsPlace() {
        SchoolId school = freshSchool();
        Link.Requested requested = requested(school, Optional.empty(), 1);
        Link.Rejected rejected = requested.reject(KIM, AT, "nee");
        LinkRequestId newer = new LinkRequestId("newer");
        Link.Requested next = new Link.Requested(school, newer, requested.fields(), Links.ANJA, AT, 3);

        links().save(requested, NO_TRAIL);
        assertThat(links().find(school, Links.REQUEST)).contains(requested);
        assertThat(links().find(school, newer)).isEmpty();
        links().save(rejected, NO_TRAIL);
        links().save(next, NO_TRAIL);

        assertThat(links().find(school, Links.REQUEST)).contains(rejected);
        assertThat(links().find(school, newer)).contains(next);
        assertThat(links().find(freshSchool(), Links.REQUEST)).isEmpty();

        links().save(next.end(Links.ANJA, AT), NO_TRAIL);
        assertThat(links().find(school, newer)).contains(next.end(Links.ANJA, AT));
    }

    @Test
    void returnsWinner_whenRequestComesTwice() {
        SchoolId school = freshSchool();
        Link.Requested first = requested(school, Optional.empty(), 1);
        Link.Requested second = requested(school, Optional.of("other"), 1);

        links().save(first, requestedEventsAndAudit(school));
        LinkWrite write = links().save(second, requestedEventsAndAudit(school));

        assertThat(write).isEqualTo(new LinkWrite.Moved(Optional.of(first)));
        assertThat(links().find(school)).contains(first);
        assertThat(eventsOf(school)).containsExactly("LinkRequested");
        assertThat(auditLog().latest(school, 10)).hasSize(1);
    }

    @Test
    void returnsWinner_whenVersionMoved() {
        SchoolId school = freshSchool();
        Link.Requested requested = requested(school, Optional.empty(), 1);
        links().save(requested, NO_TRAIL);
        Link.Active approved = requested.approve(KIM, AT);
        Link.Rejected rejected = requested.reject(Links.ANJA, AT, "nee");

        links().save(
                        approved,
                        EventsAndAudit.of(new CorrelationId("x"), new DomainEvent.LinkApproved(school, Links.REQUEST)));
        LinkWrite late = links().save(
                        rejected,
                        EventsAndAudit.of(new CorrelationId("x"), new DomainEvent.LinkRejected(school, Links.REQUEST)));

        assertThat(late).isEqualTo(new LinkWrite.Moved(Optional.of(approved)));
        assertThat(links().find(school)).contains(approved);
        assertThat(eventsOf(school)).containsExactly("LinkApproved");
    }

    @Test
    void savesNothing_whenVersionBeforeIsMissing() {
        SchoolId school = freshSchool();

        LinkWrite write = links().save(requested(school, Optional.empty(), 2), requestedEventsAndAudit(school));

        assertThat(write).isEqualTo(new LinkWrite.Moved(Optional.empty()));
        assertThat(links().find(school)).isEmpty();
        assertThat(eventsOf(school)).isEmpty();
    }

    @Test
    void leavesEventsAndAudit_withTheWrite() {
        SchoolId school = freshSchool();

        links().save(requested(school, Optional.empty(), 1), requestedEventsAndAudit(school));

        assertThat(eventsOf(school)).containsExactly("LinkRequested");
        assertThat(auditLog().latest(school, 10)).containsExactly(entry(school));
    }

    @Test
    void listsSchool_inItsStateOnly() {
        SchoolId moved = freshSchool();
        SchoolId stays = freshSchool();
        Link.Requested requested = requested(moved, Optional.empty(), 1);
        links().save(requested, NO_TRAIL);
        links().save(requested(stays, Optional.empty(), 1), NO_TRAIL);
        links().save(requested.approve(KIM, AT), NO_TRAIL);
        links().recordContact(stays, new Contact(AT, Contact.Outcome.NO_DATA, Optional.empty()));

        assertThat(links().inState(LinkState.REQUESTED)).contains(stays).doesNotContain(moved);
        assertThat(links().inState(LinkState.ACTIVE)).contains(moved).doesNotContain(stays);
        assertThat(links().inState(LinkState.REQUESTED)).doesNotHaveDuplicates();
    }

    @Test
    void keepsNewestContact_whenOlderComesLate() {
        SchoolId school = freshSchool();
        Contact older = new Contact(AT, Contact.Outcome.DELIVERED, Optional.empty());
        // A tenth of a second later: texts of times without a fixed length would sort it first.
        Contact newer =
                new Contact(AT.plusMillis(100), Contact.Outcome.REFUSED, Optional.of(FaultCode.INVALID_AUTHORISATION));

        links().recordContact(school, newer);
        links().recordContact(school, older);

        assertThat(links().lastContact(school)).contains(newer);
    }

    @Test
    void replacesContact_whenNewerComes() {
        SchoolId school = freshSchool();
        Contact older = new Contact(AT, Contact.Outcome.UNREACHABLE, Optional.of(NoAnswer.TIMEOUT));
        Contact newer = new Contact(AT.plusSeconds(1), Contact.Outcome.DELIVERED, Optional.empty());

        links().recordContact(school, older);
        links().recordContact(school, newer);

        assertThat(links().lastContact(school)).contains(newer);
    }

    @Test
    void keepsContactsAboutPupilsAndAboutResultsApart() {
        SchoolId school = freshSchool();
        Contact pupils = new Contact(
                AT.plusSeconds(2),
                Contact.Outcome.UNREACHABLE,
                List.of(NoAnswer.TIMEOUT),
                Optional.of(new Contact.Failing(AT, 2, 7, Optional.of(new FetchId("n-1")), true)),
                Optional.of("2.3"));
        Contact scores = new Contact(AT.plusSeconds(1), Contact.Outcome.SCORES_ACCEPTED, Optional.empty());

        links().recordContact(school, pupils);
        assertThat(links().lastScores(school)).isEmpty();
        links().recordContact(school, scores);

        assertThat(links().lastContact(school)).contains(pupils);
        assertThat(links().lastScores(school)).contains(scores);
    }

    @Test
    void leavesLinkAlone_whenContactIsRecorded() {
        SchoolId school = freshSchool();
        Link.Requested requested = requested(school, Optional.empty(), 1);
        links().save(requested, NO_TRAIL);

        links().recordContact(school, new Contact(AT, Contact.Outcome.DELIVERED, Optional.empty()));

        assertThat(links().find(school)).contains(requested);
    }

    private static Link.Requested requested(SchoolId school, Optional<String> schoolKey, long version) {
        LinkFields fields = new LinkFields(
                Example.LAS,
                Example.YEAR,
                schoolKey,
                Optional.of(new EncryptedSecret("Y2lwaGVy")),
                AT.plusNanos(123456789));
        return new Link.Requested(school, Links.REQUEST, fields, Links.ANJA, AT, version);
    }

    private static EventsAndAudit requestedEventsAndAudit(SchoolId school) {
        return EventsAndAudit.of(new CorrelationId("x"), new DomainEvent.LinkRequested(school, Links.REQUEST))
                .and(entry(school));
    }

    private static AuditEntry entry(SchoolId school) {
        return new AuditEntry(school, AT, Links.ANJA, AuditAction.LINK_REQUESTED, Map.of("type", "SchoolOAS"));
    }
}
