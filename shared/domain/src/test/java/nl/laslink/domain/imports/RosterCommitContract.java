package nl.laslink.domain.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.RosterCommit.Outcome;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.TestClock;
import org.junit.jupiter.api.Test;

/** What a commit promises, on any stores: readers see the school before or after it, whatever dies when. */
public abstract class RosterCommitContract {
    private static final Duration LOCK_TIME = Duration.ofMinutes(2);
    private static final int PUPILS = 20;
    private static final Set<String> WRITES =
            Set.of("lock", "put", "flip", "unlock", "storePlan", "start", "progress", "handOver", "giveUp");
    private static final Import.Receipt RECEIPT = new Import.Receipt(
            Instant.EPOCH,
            Actor.LASLINK,
            new Import.AddedChanged(0, 0),
            new Import.AddedChanged(0, 0),
            new Import.AddedChanged(1, PUPILS),
            0,
            0);

    private final TestClock clock = TestClock.at("2026-11-24T10:00:00Z");

    /** A school that no test used before. */
    protected abstract SchoolId freshSchool();

    protected abstract RosterStore rosters();

    protected abstract CommitStore commits();

    protected abstract ImportStore imports();

    private RosterCommit commit(RosterStore rosters, CommitStore commits) {
        return new RosterCommit(rosters, commits, imports(), clock, LOCK_TIME);
    }

    @Test
    void showsReadersBeforeOrAfter_whateverWriteTheWorkerDiesAt() {
        for (boolean heard : new boolean[] {true, false}) {
            int nth = 0;
            boolean crashed = true;
            while (crashed) {
                nth++;
                crashed = dieAt(nth, heard);
            }
            // lock, storePlan, start, 21 puts, flip: each of them was died at
            assertThat(nth).isEqualTo(26);
        }
    }

    /** @return whether there was an n-th write to die at */
    private boolean dieAt(int nth, boolean heard) {
        SchoolId school = school();
        CommitId id = new CommitId("c1");
        Counting counting = new Counting(nth, heard);
        boolean crashed = false;
        try {
            commit(counting.on(RosterStore.class, rosters()), counting.on(CommitStore.class, commits()))
                    .execute(school, id, revision -> prepared(school, id, revision));
        } catch (Faults.Crash _) {
            crashed = true;
        }
        assertThat(surnames(school)).as("after dying at write %s", nth).isIn(before(), after());

        clock.advance(LOCK_TIME);
        Outcome retried = commit(rosters(), commits()).execute(school, id, revision -> prepared(school, id, revision));

        assertThat(retried).isInstanceOf(Outcome.Committed.class);
        assertThat(surnames(school)).as("after the retry").isEqualTo(after());
        assertThat(rosters().read(school).revision()).isEqualTo(2);
        return crashed;
    }

    @Test
    void commitsOnce_whenMessageComesTwice() {
        SchoolId school = school();
        CommitId id = new CommitId("c1");
        RosterCommit commit = commit(rosters(), commits());

        commit.execute(school, id, revision -> prepared(school, id, revision));
        Outcome again = commit.execute(school, id, revision -> prepared(school, id, revision));

        assertThat(again).isInstanceOf(Outcome.Committed.class);
        assertThat(rosters().read(school).revision()).isEqualTo(2);
    }

    @Test
    void commitsOnce_whenAnotherWorkerFinishesItJustBeforeThisOneLocks() {
        SchoolId school = school();
        CommitId id = new CommitId("c1");
        RosterStore late = before("lock", rosters(), () -> commit(rosters(), commits())
                .execute(school, id, revision -> prepared(school, id, revision)));

        Outcome second = commit(late, commits()).execute(school, id, revision -> prepared(school, id, revision));

        assertThat(second).isInstanceOf(Outcome.Committed.class);
        assertThat(rosters().read(school).revision()).isEqualTo(2);
        assertThat(surnames(school)).isEqualTo(after());
        assertThat(rosters().lock(school, new CommitId("next"), clock.instant(), clock.instant()))
                .isEqualTo(new RosterStore.LockOutcome.Locked(2));
    }

    @Test
    void commitsOnce_whenAnotherWorkerFinishesConfirmedCommitJustBeforeThisOneLocks() {
        SchoolId school = school();
        CommitId id = new CommitId("c1");
        RosterCommit.Prepared prepared = prepared(school, id, 1);
        commits().storePlan(school, id, prepared.entries());
        commits().start(new Commit.Planned(prepared.header(), 0), eventsAndAudit());
        RosterStore late =
                before("lock", rosters(), () -> commit(rosters(), commits()).execute(school, id));

        Outcome second = commit(late, commits()).execute(school, id);

        assertThat(second).isInstanceOf(Outcome.Committed.class);
        assertThat(surnames(school)).isEqualTo(after());
        assertThat(rosters().lock(school, new CommitId("next"), clock.instant(), clock.instant()))
                .isEqualTo(new RosterStore.LockOutcome.Locked(2));
    }

    @Test
    void executesOnePlan_whenTwoWorkersPrepareTheSameCommit() {
        SchoolId school = school();
        CommitId id = new CommitId("c1");
        CommitStore late = before("storePlan", commits(), () -> commit(rosters(), commits())
                .execute(school, id, revision -> prepared(school, id, revision)));

        Outcome second = commit(rosters(), late).execute(school, id, revision -> renaming(school, id, revision));

        assertThat(second).isInstanceOf(Outcome.Committed.class);
        assertThat(surnames(school)).isEqualTo(after());
        assertThat(rosters().read(school).revision()).isEqualTo(2);
    }

    @Test
    void stopsAndChangesNothing_whenItsLockWasTakenOverAndTheSchoolMovedOn() {
        SchoolId school = school();
        CommitId slow = new CommitId("slow");
        CommitId next = new CommitId("next");
        RosterStore overtaken = before("put", rosters(), () -> {
            clock.advance(LOCK_TIME);
            commit(rosters(), commits()).execute(school, next, revision -> renaming(school, next, revision));
        });

        Outcome outcome = commit(overtaken, commits()).execute(school, slow, revision -> renaming(school, slow, 1));

        assertThat(outcome).isEqualTo(new Outcome.Busy(slow));
        assertThat(rosters().read(school).revision()).isEqualTo(3);
        assertThat(commits().find(school, slow)).containsInstanceOf(Commit.Done.class);
    }

    @Test
    void tellsProgress_betweenBatches() {
        SchoolId school = freshSchool();
        CommitId id = new CommitId("c1");
        List<PlanEntry> entries = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            entries.add(new PlanEntry(Optional.empty(), existing(i, "Visser")));
        }
        // lock, storePlan, start, 64 puts and the progress come before the write it dies at
        Counting counting = new Counting(69, true);

        assertThatThrownBy(() -> commit(
                                counting.on(RosterStore.class, rosters()), counting.on(CommitStore.class, commits()))
                        .execute(
                                school,
                                id,
                                revision -> new RosterCommit.Prepared(header(school, id, revision, 70), entries)))
                .isInstanceOf(Faults.Crash.class);

        assertThat(commits().find(school, id)).hasValueSatisfying(c -> assertThat(((Commit.Planned) c).written())
                .isEqualTo(64));
    }

    @Test
    void goesOnBehindWhatIsWritten_whenTimeRanOut() {
        SchoolId school = school();
        CommitId id = new CommitId("c1");
        List<String> put = java.util.Collections.synchronizedList(new ArrayList<>());
        RosterStore counting = observed(
                "put",
                rosters(),
                arguments -> put.add(((PlanEntry) arguments[3]).id().value()));
        RosterCommit late = commit(counting, commits()).until(clock.instant());

        Outcome first = late.execute(school, id, revision -> prepared(school, id, revision));

        assertThat(first).isInstanceOfSatisfying(Outcome.HandedOver.class, h -> assertThat(
                        h.commit().written())
                .isEqualTo(16));
        assertThat(surnames(school)).isEqualTo(before());
        assertThat(commits().find(school, id)).hasValueSatisfying(c -> assertThat(((Commit.Planned) c).written())
                .isEqualTo(16));
        assertThat(commit(rosters(), commits()).execute(school, new CommitId("other")))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(late.execute(school, id)).isInstanceOf(Outcome.Committed.class);
        assertThat(put).hasSize(PUPILS + 1).doesNotHaveDuplicates();
        assertThat(surnames(school)).isEqualTo(after());
    }

    private static <T> T observed(String method, T delegate, java.util.function.Consumer<Object[]> each) {
        @SuppressWarnings("unchecked") // a proxy of the delegate's port
        T port = (T) java.lang.reflect.Proxy.newProxyInstance(
                delegate.getClass().getClassLoader(), delegate.getClass().getInterfaces(), (_, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        each.accept(arguments);
                    }
                    return called.invoke(delegate, arguments);
                });
        return port;
    }

    /** Does something else once, just before the first call of a method. */
    private static <T> T before(String method, T delegate, Runnable first) {
        java.util.concurrent.atomic.AtomicBoolean done = new java.util.concurrent.atomic.AtomicBoolean();
        @SuppressWarnings("unchecked") // a proxy of the delegate's port
        T port = (T) java.lang.reflect.Proxy.newProxyInstance(
                delegate.getClass().getClassLoader(), delegate.getClass().getInterfaces(), (_, called, arguments) -> {
                    if (called.getName().equals(method) && done.compareAndSet(false, true)) {
                        first.run();
                    }
                    return called.invoke(delegate, arguments);
                });
        return port;
    }

    @Test
    void finishesDeadCommitFirst_whenAnotherTakesItsExpiredLock() {
        SchoolId school = school();
        CommitId dead = new CommitId("dead");
        Counting counting = new Counting(10, true);
        assertThatThrownBy(() -> commit(
                                counting.on(RosterStore.class, rosters()), counting.on(CommitStore.class, commits()))
                        .execute(school, dead, revision -> prepared(school, dead, revision)))
                .isInstanceOf(Faults.Crash.class);
        CommitId next = new CommitId("next");
        RosterCommit commit = commit(rosters(), commits());

        Outcome early = commit.execute(school, next, revision -> renaming(school, next, revision));
        clock.advance(LOCK_TIME);
        Outcome late = commit.execute(school, next, revision -> renaming(school, next, revision));

        assertThat(early).isEqualTo(new Outcome.Busy(dead));
        assertThat(late).isInstanceOf(Outcome.Committed.class);
        assertThat(rosters().read(school).revision()).isEqualTo(3);
        assertThat(surnames(school).getFirst()).isEqualTo("Hernoemd");
        assertThat(surnames(school)).hasSize(PUPILS + 1);
    }

    @Test
    void writesNothing_whenSchoolMovedAfterPlanWasMade() {
        SchoolId school = school();
        CommitId id = new CommitId("c1");
        RosterCommit.Prepared prepared = prepared(school, id, 1);
        commits().storePlan(school, id, prepared.entries());
        commits().start(new Commit.Planned(prepared.header(), 0), eventsAndAudit());
        Pupil edited = existing(0, "Bakker").withActive(false);
        rosters().edit(school, edited, 1, eventsAndAudit());

        Outcome outcome = commit(rosters(), commits()).execute(school, id);

        assertThat(outcome).isInstanceOf(Outcome.Stale.class);
        assertThat(surnames(school)).isEqualTo(before());
        assertThat(commits().find(school, id)).containsInstanceOf(Commit.Stale.class);
        assertThat(rosters().lock(school, new CommitId("other"), clock.instant(), clock.instant()))
                .isEqualTo(new RosterStore.LockOutcome.Locked(2));
    }

    /** Dies with the lock, between the stored end of its commit and its unlock. */
    @Test
    void goesOn_whenDeadWorkerHoldsTheLockOfCommitThatEnded() {
        SchoolId school = school();
        CommitId dead = new CommitId("dead");
        RosterCommit.Prepared prepared = prepared(school, dead, 1);
        commits().storePlan(school, dead, prepared.entries());
        commits().start(new Commit.Planned(prepared.header(), 0), eventsAndAudit());
        rosters().edit(school, existing(0, "Bakker").withActive(false), 1, eventsAndAudit());
        assertThatThrownBy(() -> commit(Faults.failingOn(1, RosterStore.class, rosters(), Set.of("unlock")), commits())
                        .execute(school, dead))
                .isInstanceOf(Faults.Crash.class);
        assertThat(commits().find(school, dead)).containsInstanceOf(Commit.Stale.class);
        CommitId next = new CommitId("next");
        clock.advance(LOCK_TIME);

        Outcome outcome =
                commit(rosters(), commits()).execute(school, next, revision -> renaming(school, next, revision));

        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(surnames(school).getFirst()).isEqualTo("Hernoemd");
    }

    @Test
    void namesTheSchool_withoutItsRecords() {
        assertThat(rosters().schoolName(school())).isEqualTo("De Voorbeeldschool");
    }

    @Test
    void namesSchoolByItsId_whenNobodyNamedIt() {
        SchoolId school = freshSchool();

        assertThat(rosters().schoolName(school)).isEqualTo(school.toString());
    }

    @Test
    void refusesSingleEdit_whileDeadCommitHoldsTheLock() {
        SchoolId school = school();
        rosters().lock(school, new CommitId("dead"), clock.instant(), clock.instant());
        clock.advance(LOCK_TIME);

        RosterStore.EditOutcome edit =
                rosters().edit(school, existing(0, "Bakker").withActive(false), 1, eventsAndAudit());

        assertThat(edit)
                .isEqualTo(new RosterStore.EditOutcome.Locked(
                        new CommitId("dead"), Instant.parse("2026-11-24T10:00:00Z")));
    }

    /** Counts the writes of both stores together. */
    private static final class Counting {
        private final java.util.concurrent.atomic.AtomicInteger calls = new java.util.concurrent.atomic.AtomicInteger();
        private final int nth;
        private final boolean before;

        Counting(int nth, boolean before) {
            this.nth = nth;
            this.before = before;
        }

        <T> T on(Class<T> port, T delegate) {
            return Faults.countedBy(calls, nth, before, port, delegate, WRITES);
        }
    }

    private SchoolId school() {
        SchoolId school = freshSchool();
        List<RosterRecord> records = new ArrayList<>();
        for (int i = 0; i < PUPILS; i++) {
            records.add(existing(i, "Bakker"));
        }
        rosters().seed(school, "De Voorbeeldschool", records);
        return school;
    }

    private static Pupil existing(int i, String surname) {
        return Example.existingPupil("p%02d".formatted(i), "Noor", surname, "", "", "", "");
    }

    private RosterCommit.Prepared prepared(SchoolId school, CommitId id, long revision) {
        List<PlanEntry> entries = new ArrayList<>();
        for (int i = 0; i < PUPILS; i++) {
            entries.add(new PlanEntry(Optional.of(existing(i, "Bakker")), existing(i, "Visser")));
        }
        entries.add(new PlanEntry(Optional.empty(), existing(PUPILS, "Visser")));
        return new RosterCommit.Prepared(header(school, id, revision, entries.size()), entries);
    }

    private RosterCommit.Prepared renaming(SchoolId school, CommitId id, long revision) {
        List<PlanEntry> entries =
                List.of(new PlanEntry(rosters().read(school).find(new RecordId("p00")), existing(0, "Hernoemd")));
        return new RosterCommit.Prepared(header(school, id, revision, 1), entries);
    }

    private Commit.Header header(SchoolId school, CommitId id, long revision, int entries) {
        return new Commit.Header(
                school,
                id,
                Commit.Kind.QUIET,
                Optional.of(new ImportId("i1")),
                Actor.LASLINK,
                clock.instant(),
                revision,
                entries,
                RECEIPT,
                new CorrelationId("x"));
    }

    private static EventsAndAudit eventsAndAudit() {
        return EventsAndAudit.of(new CorrelationId("x"));
    }

    private List<String> surnames(SchoolId school) {
        return rosters().read(school).pupils().stream()
                .sorted(java.util.Comparator.comparing(p -> p.id().value()))
                .map(p -> p.name().surname().orElseThrow())
                .toList();
    }

    private static List<String> before() {
        return java.util.Collections.nCopies(PUPILS, "Bakker");
    }

    private static List<String> after() {
        return java.util.Collections.nCopies(PUPILS + 1, "Visser");
    }
}
