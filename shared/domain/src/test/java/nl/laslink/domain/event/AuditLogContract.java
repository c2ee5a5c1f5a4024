package nl.laslink.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.school.SchoolId;
import org.junit.jupiter.api.Test;

/** What an audit log promises. */
public abstract class AuditLogContract {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final Actor ANJA = new Actor("anja", "Anja Voorbeeld");
    private static final Actor KARIMA = new Actor("karima", "Karima Belhaj");

    protected abstract SchoolId freshSchool();

    protected abstract AuditLog auditLog();

    /** Writes something of this school with these events and audit entries. */
    protected abstract void leave(SchoolId school, EventsAndAudit eventsAndAudit);

    @Test
    void givesNewestFirst_asManyAsAsked() {
        SchoolId school = freshSchool();
        // Out of order, and within one second: the order is that of the times, not of the writes or the texts.
        AuditEntry third = entry(school, AT.plusSeconds(2), AuditAction.IMPORT_COMMITTED);
        AuditEntry first = entry(school, AT, AuditAction.FETCH_REQUESTED);
        AuditEntry second = entry(school, AT.plusMillis(100), AuditAction.IMPORT_CONFIRMED);
        leave(school, third);
        leave(school, first);
        leave(school, second);

        assertThat(auditLog().latest(school, 10)).containsExactly(third, second, first);
        assertThat(auditLog().latest(school, 2)).containsExactly(third, second);
    }

    @Test
    void keepsBoth_whenTwoThingsAreDoneAtOneMoment() {
        SchoolId school = freshSchool();
        AuditEntry one = entry(school, AT, AuditAction.PUPIL_ACTIVATED);
        AuditEntry other = entry(school, AT, AuditAction.PUPIL_DEACTIVATED);

        leave(school, EventsAndAudit.of(new CorrelationId("x")).and(one).and(other));

        assertThat(auditLog().latest(school, 10)).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void givesNothing_ofAnotherSchool() {
        SchoolId school = freshSchool();
        leave(school, entry(school, AT, AuditAction.LINK_ENDED));

        assertThat(auditLog().latest(freshSchool(), 10)).isEmpty();
    }

    @Test
    void recordsOneView_perPersonActionAndHour() {
        SchoolId school = freshSchool();
        AuditEntry first = view(school, AT, ANJA, AuditAction.PUPILS_VIEWED);
        AuditEntry ofScores = view(school, AT.plusSeconds(60), ANJA, AuditAction.SCORES_VIEWED);
        AuditEntry byKarima = view(school, AT.plusSeconds(120), KARIMA, AuditAction.PUPILS_VIEWED);
        AuditEntry nextHour = view(school, AT.plusSeconds(3_600), ANJA, AuditAction.PUPILS_VIEWED);

        auditLog().recordView(first);
        auditLog().recordView(view(school, AT.plusSeconds(3_599), ANJA, AuditAction.PUPILS_VIEWED));
        auditLog().recordView(ofScores);
        auditLog().recordView(byKarima);
        auditLog().recordView(nextHour);

        assertThat(auditLog().latestViews(school, 10)).containsExactly(nextHour, byKarima, ofScores, first);
    }

    @Test
    void keepsViewsApart_soThatTheyPushNothingOut() {
        SchoolId school = freshSchool();
        AuditEntry done = entry(school, AT, AuditAction.IMPORT_COMMITTED);
        AuditEntry looked = view(school, AT.plusSeconds(60), ANJA, AuditAction.PUPILS_VIEWED);
        leave(school, done);
        auditLog().recordView(looked);

        assertThat(auditLog().latest(school, 1)).containsExactly(done);
        assertThat(auditLog().latestViews(school, 1)).containsExactly(looked);
        assertThat(auditLog().latestViews(freshSchool(), 1)).isEmpty();
    }

    private static AuditEntry view(SchoolId school, Instant at, Actor by, AuditAction action) {
        return new AuditEntry(school, at, by, action, Map.of());
    }

    private void leave(SchoolId school, AuditEntry entry) {
        leave(school, EventsAndAudit.of(new CorrelationId("x")).and(entry));
    }

    private static AuditEntry entry(SchoolId school, Instant at, AuditAction action) {
        return new AuditEntry(school, at, ANJA, action, Map.of("groups", "3", "pupils", "24"));
    }
}
