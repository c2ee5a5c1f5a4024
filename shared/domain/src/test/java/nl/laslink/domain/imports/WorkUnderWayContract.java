package nl.laslink.domain.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.TestClock;
import org.junit.jupiter.api.Test;

/** What every store of work under way promises, and what {@link ResumeWork} makes of it. */
public abstract class WorkUnderWayContract {
    private static final CommitId COMMIT = new CommitId("c1");
    private static final FetchId FETCH = new FetchId("f1");
    private static final EventsAndAudit NO_TRAIL = EventsAndAudit.of(new CorrelationId("x"));

    private final TestClock clock = TestClock.at("2026-11-24T10:00:00Z");

    /** A school that no test used before. */
    protected abstract SchoolId freshSchool();

    protected abstract WorkUnderWay underWay();

    protected abstract RosterStore rosters();

    protected abstract CommitStore commits();

    protected abstract ImportStore imports();

    /** The events that were left about this school, oldest first. */
    protected abstract List<String> events(SchoolId school);

    private List<Work> silent(SchoolId school) {
        return underWay().withoutProgressSince(clock.instant().minus(ResumeWork.LONGEST_SILENCE)).stream()
                .filter(work -> work.school().equals(school))
                .toList();
    }

    private List<Work> stuck(SchoolId school) {
        return underWay().stuck().stream()
                .filter(work -> work.school().equals(school))
                .toList();
    }

    private void start(SchoolId school, int records) {
        List<PlanEntry> entries = java.util.stream.IntStream.range(0, records)
                .mapToObj(i -> new PlanEntry(
                        Optional.empty(), Example.existingPupil("p" + i, "Noor", "Bakker", "", "", "", "")))
                .toList();
        Commit.Header header = new Commit.Header(
                school,
                COMMIT,
                Commit.Kind.QUIET,
                Optional.empty(),
                Actor.LASLINK,
                clock.instant(),
                0,
                records,
                new Import.Receipt(
                        clock.instant(),
                        Actor.LASLINK,
                        new Import.AddedChanged(0, 0),
                        new Import.AddedChanged(0, 0),
                        new Import.AddedChanged(records, 0),
                        0,
                        0),
                new CorrelationId("x"));
        commits().storePlan(school, COMMIT, entries);
        commits().start(new Commit.Planned(header, 0), NO_TRAIL);
    }

    private RosterCommit commit() {
        return new RosterCommit(rosters(), commits(), imports(), clock, Duration.ofSeconds(90));
    }

    @Test
    void namesCommit_15MinutesAfterItsLastProgress() {
        SchoolId school = freshSchool();
        start(school, 20);
        clock.advance(Duration.ofMinutes(14));
        commit().until(clock.instant()).execute(school, COMMIT);
        clock.advance(Duration.ofMinutes(14));
        assertThat(silent(school)).isEmpty();

        clock.advance(Duration.ofMinutes(1));

        assertThat(silent(school)).singleElement().satisfies(work -> {
            assertThat(work.kind()).isEqualTo(Work.Kind.COMMITTING);
            assertThat(work.message()).isEqualTo(new DomainEvent.CommitUnfinished(school, COMMIT));
        });
        assertThat(commit().execute(school, COMMIT)).isInstanceOf(RosterCommit.Outcome.Committed.class);
        assertThat(silent(school)).isEmpty();
    }

    @Test
    void namesNoCommit_thatWasGivenUp() {
        SchoolId school = freshSchool();
        start(school, 1);
        rosters().edit(school, Example.existingPupil("p9", "Sem", "Jansen", "", "", "", ""), 0, NO_TRAIL);
        assertThat(commit().execute(school, COMMIT)).isInstanceOf(RosterCommit.Outcome.Stale.class);

        clock.advance(Duration.ofDays(1));

        assertThat(silent(school)).isEmpty();
    }

    @Test
    void namesFetch_untilItEnds() {
        SchoolId school = freshSchool();
        FetchRun run = new FetchRun(school, FETCH, clock.instant(), Optional.empty(), Optional.empty());
        imports().requestFetch(run, Instant.EPOCH, NO_TRAIL);
        clock.advance(ResumeWork.LONGEST_SILENCE);

        assertThat(silent(school)).singleElement().satisfies(work -> assertThat(work.message())
                .isEqualTo(new DomainEvent.FetchRequested(school, FETCH, Optional.empty())));
        Contact ended = new Contact(clock.instant(), Contact.Outcome.NO_CHANGES, Optional.<FailureReason>empty());
        imports()
                .endFetch(
                        new FetchRun(school, FETCH, run.requestedAt(), Optional.empty(), Optional.of(ended)), NO_TRAIL);
        assertThat(silent(school)).isEmpty();
    }

    @Test
    void resumesThreeTimes_thenWaitsForAPerson() {
        SchoolId school = freshSchool();
        start(school, 1);
        ResumeWork resume = new ResumeWork(underWay(), clock);

        for (int sweep = 0; sweep < 20; sweep++) {
            clock.advance(Duration.ofMinutes(5));
            resume.sweep();
        }

        assertThat(events(school)).containsExactly("CommitUnfinished", "CommitUnfinished", "CommitUnfinished");
        assertThat(stuck(school)).singleElement().satisfies(work -> assertThat(work.id())
                .isEqualTo("c1"));

        assertThat(resume.resume(school, new Actor("k1", "Klaas Voorbeeld"))).isEqualTo(1);
        assertThat(stuck(school)).isEmpty();
        assertThat(events(school)).hasSize(4);
        assertThat(resume.resume(school, new Actor("k1", "Klaas Voorbeeld"))).isZero();
        assertThat(commit().execute(school, COMMIT)).isInstanceOf(RosterCommit.Outcome.Committed.class);
    }

    @Test
    void doublesNoMessage_whenTwoSweepsOverlap() {
        SchoolId school = freshSchool();
        start(school, 1);
        clock.advance(ResumeWork.LONGEST_SILENCE);
        Work seenByBoth = silent(school).getFirst();

        assertThat(underWay().resume(seenByBoth, 1, clock.instant(), NO_TRAIL)).isTrue();
        assertThat(underWay().resume(seenByBoth, 1, clock.instant(), NO_TRAIL)).isFalse();
        assertThat(underWay().giveUp(seenByBoth)).isFalse();
    }
}
