package nl.laslink.domain.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import org.junit.jupiter.api.Test;

/** What keeps deliveries in line promises. */
public abstract class DeliveryRunsContract {
    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);
    private static final Night NIGHT = new Night(NOW);

    protected abstract SchoolId freshSchool();

    protected abstract DeliveryRuns runs();

    /** The names of the events left about this school, in no particular order. */
    protected abstract List<String> eventsOf(SchoolId school);

    @Test
    void beginsNightOnce_whenMessageComesTwice() {
        SchoolId school = freshSchool();

        assertThat(runs().begin(school, NIGHT, eventsAndAudit(school))).isTrue();
        assertThat(runs().begin(school, NIGHT, eventsAndAudit(school))).isFalse();

        assertThat(eventsOf(school)).containsExactly("FetchRequested");
    }

    @Test
    void leavesTheTrail_ofWhatAPersonDid() {
        SchoolId school = freshSchool();

        runs().leave(EventsAndAudit.of(new CorrelationId("x"), new DomainEvent.SendingRequested(school, true)));

        assertThat(eventsOf(school)).containsExactly("SendingRequested");
    }

    @Test
    void beginsNight_perNightAndSchool() {
        SchoolId school = freshSchool();
        runs().begin(school, NIGHT, eventsAndAudit(school));

        assertThat(runs().begin(freshSchool(), NIGHT, EventsAndAudit.of(new CorrelationId("x"))))
                .isTrue();
        assertThat(runs().begin(school, new Night(NOW.plus(Duration.ofDays(1))), eventsAndAudit(school)))
                .isTrue();
    }

    @Test
    void refusesLease_whileAnotherHoldsIt() {
        SchoolId school = freshSchool();
        runs().takeLease(school, "one", NOW, LATER);

        // A tenth of a second before it ends: texts of times without a fixed length would let it go.
        assertThat(runs().takeLease(school, "other", LATER.minusMillis(100), LATER.plusSeconds(1)))
                .isFalse();
        assertThat(runs().takeLease(freshSchool(), "other", NOW, LATER)).isTrue();
    }

    @Test
    void givesLease_onceItEnded() {
        SchoolId school = freshSchool();
        runs().takeLease(school, "one", NOW, LATER);

        assertThat(runs().takeLease(school, "other", LATER, LATER.plusSeconds(600)))
                .isTrue();
        assertThat(runs().takeLease(school, "one", LATER, LATER.plusSeconds(600)))
                .isFalse();
    }

    @Test
    void prolongsLease_forItsOwner() {
        SchoolId school = freshSchool();
        runs().takeLease(school, "one", NOW, LATER);

        assertThat(runs().takeLease(school, "one", NOW, LATER.plusSeconds(600))).isTrue();
        assertThat(runs().takeLease(school, "other", LATER, LATER.plusSeconds(600)))
                .isFalse();
    }

    @Test
    void givesLease_onceReleased() {
        SchoolId school = freshSchool();
        runs().takeLease(school, "one", NOW, LATER);

        runs().releaseLease(school, "one");
        runs().releaseLease(school, "one");

        assertThat(runs().takeLease(school, "other", NOW, LATER)).isTrue();
    }

    @Test
    void keepsLease_whenAnotherReleasesIt() {
        SchoolId school = freshSchool();
        runs().takeLease(school, "one", NOW, LATER);

        runs().releaseLease(school, "other");

        assertThat(runs().takeLease(school, "other", NOW, LATER)).isFalse();
    }

    @Test
    void givesTimesThatRise_whateverTheClockSays() {
        SchoolId school = freshSchool();

        List<Instant> given = List.of(
                runs().nextCreationTime(school, NOW.plusMillis(700)),
                runs().nextCreationTime(school, NOW.plusMillis(900)),
                runs().nextCreationTime(school, NOW.minusSeconds(3600)),
                runs().nextCreationTime(school, NOW.plusSeconds(60)),
                runs().nextCreationTime(freshSchool(), NOW));

        assertThat(given).containsExactly(NOW, NOW.plusSeconds(1), NOW.plusSeconds(2), NOW.plusSeconds(60), NOW);
    }

    private static EventsAndAudit eventsAndAudit(SchoolId school) {
        return EventsAndAudit.of(
                new CorrelationId("x"),
                new DomainEvent.FetchRequested(school, new FetchId("f1"), Optional.of(NIGHT.date())));
    }
}
