package nl.laslink.platform.dynamodb;

import static nl.laslink.domain.testing.Imports.NOW;
import static nl.laslink.domain.testing.Imports.SILENT;
import static nl.laslink.domain.testing.Imports.committing;
import static nl.laslink.domain.testing.Imports.decided;
import static nl.laslink.domain.testing.Imports.ended;
import static nl.laslink.domain.testing.Imports.open;
import static nl.laslink.domain.testing.Imports.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterCommit;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.Imports;
import nl.laslink.domain.testing.Stores;
import nl.laslink.domain.testing.TestClock;
import org.junit.jupiter.api.Test;

/**
 * The worker dies before or after every single write it sends to DynamoDB, while somebody reads after each: nobody sees half
 * of anything, and doing it again ends well.
 */
class DiesAnywhereTest {
    private static final Duration LOCK_TIME = Duration.ofMinutes(2);
    private static final int PUPILS = 6;
    private static final CommitId C1 = new CommitId("c1");
    private static final ImportId I1 = new ImportId("i1");

    private final TestClock clock = new TestClock(NOW);
    private final Stores readers = new DynamoStores();

    /** Tries the work dying at every write; returns how many writes it has. */
    private static int dyingAtEach(boolean before, BiConsumer<Integer, Boolean> attempt, AtomicBoolean died) {
        int nth = 0;
        do {
            nth++;
            died.set(false);
            attempt.accept(nth, before);
        } while (died.get());
        return nth - 1;
    }

    @Test
    void showsSchoolBeforeOrAfter_whereverTheCommitDies() {
        AtomicBoolean died = new AtomicBoolean();
        BiConsumer<Integer, Boolean> attempt = (nth, before) -> {
            SchoolId school = confirmed();
            Set<List<String>> seen = new HashSet<>();
            Intercepted.Dying dying = new Intercepted.Dying(nth, before, () -> seen.add(surnames(school)));

            try {
                commit(new DynamoStores(dying.client())).execute(school, C1);
            } catch (Intercepted.Died _) {
                died.set(true);
            }
            seen.add(surnames(school));
            clock.advance(LOCK_TIME);
            RosterCommit.Outcome retried = commit(readers).execute(school, C1);

            assertThat(seen).as("write %s", nth).isSubsetOf(namesBefore(), namesAfter());
            assertThat(retried).isInstanceOf(RosterCommit.Outcome.Committed.class);
            assertThat(surnames(school)).isEqualTo(namesAfter());
            assertThat(readers.events(school)).containsExactly("ImportCommitted", "RosterChanged");
        };

        // the lock, a put for each record and the flip
        assertThat(dyingAtEach(true, attempt, died)).isEqualTo(PUPILS + 1 + 2);
        assertThat(dyingAtEach(false, attempt, died)).isEqualTo(PUPILS + 1 + 2);
    }

    @Test
    void leavesTheWholePlanToTheNext_whereverTheCommitOfAnotherDies() {
        AtomicBoolean died = new AtomicBoolean();
        BiConsumer<Integer, Boolean> attempt = (nth, before) -> {
            SchoolId school = confirmed();
            Intercepted.Dying dying = new Intercepted.Dying(nth, before, () -> {});
            try {
                commit(new DynamoStores(dying.client())).execute(school, C1);
            } catch (Intercepted.Died _) {
                died.set(true);
            }
            clock.advance(LOCK_TIME);

            RosterCommit.Outcome next = commit(readers).execute(school, new CommitId("c2"), revision -> {
                PlanEntry entry = new PlanEntry(
                        readers.rosters().read(school).find(pupil(0, "Bakker").id()), pupil(0, "Hernoemd"));
                return new RosterCommit.Prepared(
                        Imports.commit(school, "c2", Commit.Kind.QUIET, revision, 1), List.of(entry));
            });

            assertThat(next).isInstanceOf(RosterCommit.Outcome.Committed.class);
            boolean neverLocked = before && nth == 1 && died.get();
            assertThat(readers.rosters().read(school).revision()).isEqualTo(neverLocked ? 2 : 3);
            assertThat(surnames(school).getFirst()).isEqualTo("Hernoemd");
            assertThat(surnames(school)).hasSize(neverLocked ? PUPILS : PUPILS + 1);
        };

        assertThat(dyingAtEach(true, attempt, died)).isEqualTo(PUPILS + 1 + 2);
        assertThat(dyingAtEach(false, attempt, died)).isEqualTo(PUPILS + 1 + 2);
    }

    @Test
    void showsRowsBeforeOrAfter_whereverStagingDies() {
        List<Row> before = List.of(row("a", "Bakker"), row("b", "Visser"));
        List<Row> after = List.of(decided(row("a", "Mulder")), row("c", "Smit"));
        showsRowsOrNone(before, after, 2, (stores, school) -> stores.imports()
                .stage(open(school, "i1", 2), after, ended(school, "f2", NOW), new byte[] {2}, SILENT));
    }

    @Test
    void showsRowsBeforeOrAfter_whereverDecidingDies() {
        List<Row> before = List.of(row("a", "Bakker"), row("b", "Visser"));
        List<Row> after = before.stream().map(Imports::decided).toList();
        showsRowsOrNone(before, after, 1, (stores, school) -> decide(stores, school, after));
    }

    private void showsRowsOrNone(
            List<Row> before,
            List<Row> after,
            int writes,
            java.util.function.BiFunction<Stores, SchoolId, ImportStore.ImportWrite> work) {
        AtomicBoolean died = new AtomicBoolean();
        BiConsumer<Integer, Boolean> attempt = (nth, dyingBefore) -> {
            SchoolId school = readers.freshSchool();
            stage(school, before);
            Set<Set<Row>> seen = new HashSet<>();
            Intercepted.Dying dying = new Intercepted.Dying(nth, dyingBefore, () -> seen.add(rows(school)));

            try {
                work.apply(new DynamoStores(dying.client()), school);
            } catch (Intercepted.Died _) {
                died.set(true);
            }
            seen.add(rows(school));
            boolean wasDone = rows(school).equals(Set.copyOf(after));
            ImportStore.ImportWrite again = work.apply(readers, school);

            assertThat(seen).isSubsetOf(Set.copyOf(before), Set.copyOf(after));
            assertThat(again)
                    .isEqualTo(wasDone ? new ImportStore.ImportWrite.Moved() : new ImportStore.ImportWrite.Saved());
            assertThat(rows(school)).isEqualTo(Set.copyOf(after));
        };

        assertThat(dyingAtEach(true, attempt, died)).isEqualTo(writes);
        assertThat(dyingAtEach(false, attempt, died)).isEqualTo(writes);
    }

    @Test
    void makesOneRevision_whenTwoWorkersCommitAtTheSameTimeAndOthersRead() throws Exception {
        SchoolId school = confirmed();
        AtomicBoolean over = new AtomicBoolean();
        Callable<RosterCommit.Outcome> worker = () -> commit(new DynamoStores()).execute(school, C1);
        Callable<Set<List<String>>> reader = () -> {
            Set<List<String>> seen = new HashSet<>();
            while (!over.get()) {
                seen.add(surnames(school));
            }
            return seen;
        };

        Set<List<String>> seen;
        List<RosterCommit.Outcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<Set<List<String>>> reading = threads.submit(reader);
            Future<RosterCommit.Outcome> first = threads.submit(worker);
            Future<RosterCommit.Outcome> second = threads.submit(worker);
            outcomes.add(first.get());
            outcomes.add(second.get());
            over.set(true);
            seen = reading.get();
        }

        assertThat(outcomes).hasOnlyElementsOfType(RosterCommit.Outcome.Committed.class);
        assertThat(seen).isSubsetOf(namesBefore(), namesAfter());
        assertThat(surnames(school)).isEqualTo(namesAfter());
        assertThat(readers.events(school)).containsExactly("ImportCommitted", "RosterChanged");
    }

    @Test
    void refusesFlip_whenItsLockWasGivenToAnother() {
        SchoolId school = confirmed();
        Commit.Planned planned =
                (Commit.Planned) readers.commits().find(school, C1).orElseThrow();
        readers.rosters().lock(school, new CommitId("c2"), NOW, NOW.plus(LOCK_TIME));

        assertThatThrownBy(() -> readers.rosters().flip(new Commit.Done(planned.header()), Optional.empty(), SILENT))
                .isInstanceOf(IllegalStateException.class);

        assertThat(surnames(school)).isEqualTo(namesBefore());
    }

    private RosterCommit commit(Stores stores) {
        return new RosterCommit(stores.rosters(), stores.commits(), stores.imports(), clock, LOCK_TIME);
    }

    /** A school whose import a person confirmed: the plan renames everyone and adds one. */
    private SchoolId confirmed() {
        SchoolId school = readers.freshSchool();
        List<RosterRecord> records = new ArrayList<>();
        List<PlanEntry> plan = new ArrayList<>();
        for (int i = 0; i < PUPILS; i++) {
            records.add(pupil(i, "Bakker"));
            plan.add(new PlanEntry(Optional.of(pupil(i, "Bakker")), pupil(i, "Visser")));
        }
        plan.add(new PlanEntry(Optional.empty(), pupil(PUPILS, "Visser")));
        readers.rosters().seed(school, "De Voorbeeldschool", records);
        stage(school, List.of());
        readers.commits().storePlan(school, C1, plan);
        Commit.Planned planned =
                new Commit.Planned(Imports.commit(school, "c1", Commit.Kind.IMPORT, 1, plan.size()), 0);
        readers.imports().advance(committing(school, "i1", "c1", 2), Optional.of(planned), SILENT);
        return school;
    }

    private void stage(SchoolId school, List<Row> rows) {
        readers.imports().stage(open(school, "i1", 1), rows, ended(school, "f1", NOW), new byte[] {1}, SILENT);
    }

    private static Pupil pupil(int i, String surname) {
        return Example.existingPupil("p%02d".formatted(i), "Noor", surname, "", "", "", "");
    }

    private static ImportStore.ImportWrite decide(Stores stores, SchoolId school, List<Row> after) {
        return stores.imports()
                .decide(
                        open(school, "i1", 2),
                        stores.imports()
                                .findWithRows(school, NOW)
                                .flatMap(ImportStore.WithRows::rows)
                                .orElseThrow(),
                        after);
    }

    private Set<Row> rows(SchoolId school) {
        return readers.imports()
                .findWithRows(school, NOW)
                .flatMap(ImportStore.WithRows::rows)
                .map(staged -> Set.copyOf(staged.rows()))
                .orElse(Set.of());
    }

    private static List<String> namesBefore() {
        return java.util.Collections.nCopies(PUPILS, "Bakker");
    }

    private static List<String> namesAfter() {
        return java.util.Collections.nCopies(PUPILS + 1, "Visser");
    }

    private List<String> surnames(SchoolId school) {
        return readers.rosters().read(school).pupils().stream()
                .map(p -> p.name().surname().orElse(""))
                .toList();
    }
}
