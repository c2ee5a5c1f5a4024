package nl.laslink.commitimport;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.delivery;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.existingTeacher;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.pupil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportPlan;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.NumbersRemoval;
import nl.laslink.domain.imports.ResumeWork;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.Staging;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.FixedIds;
import nl.laslink.domain.testing.InMemoryCommitStore;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.InMemoryWorkUnderWay;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitImportHandlerTest {
    private static final String STAGED = Invoke.event("commit-import/import-staged");
    private static final String CONFIRMED = Invoke.event("commit-import/import-confirmed");
    private static final String REMOVAL = Invoke.event("commit-import/external-numbers-removal-confirmed");
    private static final String UNFINISHED = Invoke.event("commit-import/commit-unfinished");
    private static final String MESSAGE = "2e1424d4-f796-459a-8184-9c92662be6d0";
    private static final ImportId IMPORT = new ImportId("i1");
    private static final CommitId COMMIT = new CommitId("c1");
    private static final CorrelationId CORRELATION = new CorrelationId("x");
    private static final Import.AddedChanged NONE = new Import.AddedChanged(0, 0);

    private final TestClock clock = TestClock.at("2026-11-24T10:00:00Z");
    private final FixedIds ids = new FixedIds();
    private InMemoryTables tables;
    private InMemoryImportStore imports;
    private InMemoryCommitStore commits;
    private InMemoryRosterStore rosters;

    @BeforeEach
    void linkedSchool() {
        tables = new InMemoryTables();
        imports = new InMemoryImportStore(tables);
        commits = new InMemoryCommitStore(tables);
        rosters = new InMemoryRosterStore(tables);
        Links.makeActive(tables, new FakeSecretCipher());
        rosters.seed(
                SCHOOL,
                "De Voorbeeldschool",
                List.of(
                        existingGroup("g5", "Groep 5", "5", "G5"),
                        existingTeacher("t1", "Els", "Wouters", "els@devoorbeeldschool.example", "T1"),
                        existingPupil("p1", "Noor", "Visser", "2016-04-09", "g5", "L1", "eck-1"),
                        existingPupil("p2", "Sem", "Jansen", "2016-05-01", "g5", "L2", "eck-2")));
    }

    /** The LAS spells Noor's surname differently; no pupil came or left. */
    private static Delivery corrected() {
        return delivery(
                List.of(group("G5", "Groep 5", "5")),
                List.of(),
                List.of(
                        pupil("L1", "eck-1", "Noor", "Bakker", "2016-04-09", "G5"),
                        pupil("L2", "eck-2", "Sem", "Jansen", "2016-05-01", "G5")));
    }

    /** Noor's name is corrected, Sem left, Mila came. */
    private static Delivery changed() {
        return delivery(
                List.of(group("G5", "Groep 5", "5")),
                List.of(),
                List.of(
                        pupil("L1", "eck-1", "Noor", "Bakker", "2016-04-09", "G5"),
                        pupil("L3", "eck-3", "Mila", "Smit", "2016-06-02", "G5")));
    }

    private static Delivery unchanged() {
        return delivery(
                List.of(group("G5", "Groep 5", "5")),
                List.of(),
                List.of(
                        pupil("L1", "eck-1", "Noor", "Visser", "2016-04-09", "G5"),
                        pupil("L2", "eck-2", "Sem", "Jansen", "2016-05-01", "G5")));
    }

    private Import.Open stage(Delivery delivery) {
        List<Row> rows = new Staging(rosters.read(SCHOOL), LAS, ids).stage(delivery, List.of());
        Import.Header header = new Import.Header(
                SCHOOL,
                IMPORT,
                LAS,
                YEAR,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(30)),
                new Import.Counts(1, 0, 2),
                List.of());
        Import.Open open = new Import.Open(header, false, 1);
        FetchRun run = new FetchRun(SCHOOL, new FetchId("f1"), clock.instant(), Optional.empty(), Optional.empty());
        imports.stage(open, rows, run, new byte[0], EventsAndAudit.of(CORRELATION));
        return open;
    }

    /** As CloseImport leaves it. */
    private void confirm(Import.Open open) {
        Roster roster = rosters.read(SCHOOL);
        ImportPlan plan = ImportPlan.whole(imports.rows(SCHOOL), roster, open.header(), ids);
        commits.storePlan(SCHOOL, COMMIT, plan.entries());
        imports.advance(
                new Import.Committing(open.header(), COMMIT, Links.ANJA, clock.instant(), open.version() + 1),
                Optional.of(new Commit.Planned(
                        header(
                                COMMIT,
                                Commit.Kind.IMPORT,
                                Optional.of(IMPORT),
                                roster,
                                plan.entries(),
                                plan.receipt(clock.instant(), Links.ANJA)),
                        0)),
                EventsAndAudit.of(CORRELATION));
    }

    private Commit.Header header(
            CommitId id,
            Commit.Kind kind,
            Optional<ImportId> importId,
            Roster roster,
            List<PlanEntry> entries,
            Import.Receipt receipt) {
        return new Commit.Header(
                SCHOOL,
                id,
                kind,
                importId,
                Links.ANJA,
                clock.instant(),
                roster.revision(),
                entries.size(),
                receipt,
                CORRELATION);
    }

    private void confirmRemoval() {
        Roster roster = rosters.read(SCHOOL);
        List<PlanEntry> entries = NumbersRemoval.of(roster).entries();
        CommitId id = new CommitId("x1");
        commits.storePlan(SCHOOL, id, entries);
        Import.Receipt receipt = new Import.Receipt(clock.instant(), Links.ANJA, NONE, NONE, NONE, 0, 0);
        commits.start(
                new Commit.Planned(
                        header(id, Commit.Kind.EXTERNAL_NUMBERS_REMOVAL, Optional.empty(), roster, entries, receipt),
                        0),
                EventsAndAudit.of(CORRELATION));
    }

    private CommitImportHandler handler() {
        return handler(rosters, imports, commits);
    }

    private CommitImportHandler handler(RosterStore someRosters, ImportStore someImports, CommitStore someCommits) {
        return new CommitImportHandler(
                CommitImportWiring.of(new InMemoryLinkStore(tables), someRosters, someImports, someCommits, clock),
                Invoke.log());
    }

    private String surname(String id) {
        return pupilOf(id).name().surname().orElseThrow();
    }

    private Pupil pupilOf(String id) {
        return rosters.read(SCHOOL).pupil(new RecordId(id)).orElseThrow();
    }

    @Test
    void updatesKnownRecordAndClosesImport_whenNothingWaits() {
        stage(corrected());

        assertThat(Invoke.failed(handler(), STAGED)).isEmpty();

        assertThat(surname("p1")).isEqualTo("Bakker");
        assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Committed.class);
        Import.Receipt receipt = ((Import.Committed) imports.find(SCHOOL).orElseThrow()).receipt();
        assertThat(receipt.by()).isEqualTo(Actor.LASLINK);
        assertThat(receipt.pupils()).isEqualTo(new Import.AddedChanged(0, 1));
        assertThat(receipt.deactivated()).isZero();
        assertThat(tables.events())
                .containsExactly(
                        new DomainEvent.RosterChanged(SCHOOL, 2),
                        new DomainEvent.ImportCommitted(SCHOOL, IMPORT, new CommitId("q-f1"), 2, true));
    }

    @Test
    void updatesKnownRecordAndKeepsAsking_whenSomebodyCameOrLeft() {
        stage(changed());

        assertThat(Invoke.failed(handler(), STAGED)).isEmpty();

        assertThat(surname("p1")).isEqualTo("Bakker");
        assertThat(pupilOf("p2").active()).isTrue();
        assertThat(rosters.read(SCHOOL).pupils()).hasSize(2);
        assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Open.class);
    }

    @Test
    void keepsAsking_whenOnlyALeaverWaits() {
        stage(delivery(
                List.of(group("G5", "Groep 5", "5")),
                List.of(),
                List.of(pupil("L1", "eck-1", "Noor", "Visser", "2016-04-09", "G5"))));

        assertThat(Invoke.failed(handler(), STAGED.replace("\\\"toSettle\\\":1", "\\\"toSettle\\\":0")))
                .isEmpty();

        assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Open.class);
        assertThat(rosters.read(SCHOOL).revision()).isEqualTo(1);
    }

    @Test
    void closesImportWithoutACommit_whenNothingChanged() {
        stage(unchanged());

        assertThat(Invoke.failed(handler(), STAGED.replace("\\\"toSettle\\\":1", "\\\"toSettle\\\":0")))
                .isEmpty();

        assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Committed.class);
        assertThat(rosters.read(SCHOOL).revision()).isEqualTo(1);
        assertThat(tables.events()).isEmpty();
    }

    @Test
    void leavesImportOpen_whenMessageSaysNothingToSettleButALaterContactBroughtChanges() {
        stage(corrected());

        Invoke.failed(handler(), STAGED.replace("\\\"toSettle\\\":1", "\\\"toSettle\\\":0"));

        assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Open.class);
    }

    @Test
    void commitsWhatAPersonConfirmed() {
        confirm(stage(changed()));

        assertThat(Invoke.failed(handler(), CONFIRMED)).isEmpty();

        assertThat(surname("p1")).isEqualTo("Bakker");
        assertThat(pupilOf("p2").active()).isFalse();
        assertThat(rosters.read(SCHOOL).pupils()).hasSize(3);
        Import.Receipt receipt = ((Import.Committed) imports.find(SCHOOL).orElseThrow()).receipt();
        assertThat(receipt.by()).isEqualTo(Links.ANJA);
        assertThat(receipt.pupils()).isEqualTo(new Import.AddedChanged(1, 1));
        assertThat(receipt.deactivated()).isEqualTo(1);
        assertThat(tables.events()).contains(new DomainEvent.ImportCommitted(SCHOOL, IMPORT, COMMIT, 2, false));
        assertThat(tables.audit()).extracting(AuditEntry::action).containsExactly(AuditAction.IMPORT_COMMITTED);
    }

    @Test
    void commitsOnce_whenAnyMessageComesTwice() {
        for (String event : List.of(STAGED, CONFIRMED, REMOVAL)) {
            linkedSchool();
            prepare(event);
            Invoke.failed(handler(), event);
            int eventsAndAudits = tables.eventsAndAudits().size();

            assertThat(Invoke.failed(handler(), event)).isEmpty();

            assertThat(rosters.read(SCHOOL).revision()).isEqualTo(2);
            assertThat(tables.eventsAndAudits()).hasSize(eventsAndAudits);
        }
    }

    private void prepare(String event) {
        if (event.equals(STAGED)) {
            stage(corrected());
        } else if (event.equals(CONFIRMED)) {
            confirm(stage(changed()));
        } else {
            confirmRemoval();
        }
    }

    @Test
    void commitsOnceAndShowsNoHalf_whateverWriteItDiesAt() {
        for (String event : List.of(STAGED, CONFIRMED, REMOVAL)) {
            for (boolean before : new boolean[] {true, false}) {
                int nth = 0;
                boolean crashed = true;
                while (crashed) {
                    nth++;
                    crashed = dieAt(nth, before, event);
                }
                assertThat(nth).as("writes that were died at").isGreaterThan(5);
            }
        }
    }

    private boolean dieAt(int nth, boolean before, String event) {
        linkedSchool();
        prepare(event);
        List<RosterRecord> old = records();
        boolean crashed = crashesAt(nth, before, event);
        List<RosterRecord> half = records();
        if (rosters.read(SCHOOL).revision() == 1) {
            assertThat(half).isEqualTo(old);
        }
        clock.advance(CommitImportWiring.LOCK_TIME);

        assertThat(Invoke.failed(handler(), event)).isEmpty();

        assertThat(rosters.read(SCHOOL).revision()).isEqualTo(2);
        assertThat(records()).isNotEqualTo(old);
        if (half != null && !half.equals(old)) {
            assertThat(records()).isEqualTo(half);
        }
        if (!event.equals(REMOVAL)) {
            assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Committed.class);
        }
        return crashed;
    }

    @Test
    void freesTheSchool_whateverWriteItDiesAtAndTheMessageIsLost() {
        for (String event : List.of(CONFIRMED, REMOVAL)) {
            for (boolean before : new boolean[] {true, false}) {
                int nth = 0;
                boolean crashed = true;
                while (crashed) {
                    nth++;
                    linkedSchool();
                    prepare(event);
                    crashed = crashesAt(nth, before, event);

                    clock.advance(ResumeWork.LONGEST_SILENCE);
                    new ResumeWork(new InMemoryWorkUnderWay(tables), clock).sweep();
                    List<DomainEvent> events = tables.events();
                    String commit = event.equals(CONFIRMED) ? "c1" : "x1";
                    if (events.contains(new DomainEvent.CommitUnfinished(SCHOOL, new CommitId(commit)))) {
                        assertThat(Invoke.failed(handler(), UNFINISHED.replace("x1", commit)))
                                .isEmpty();
                    }

                    assertThat(rosters.read(SCHOOL).revision()).isEqualTo(2);
                    assertThat(rosters.lock(SCHOOL, new CommitId("next"), clock.instant(), clock.instant()))
                            .isEqualTo(new RosterStore.LockOutcome.Locked(2));
                    if (event.equals(CONFIRMED)) {
                        assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Committed.class);
                    }
                }
                assertThat(nth).as("writes that were died at").isGreaterThan(4);
            }
        }
    }

    private boolean crashesAt(int nth, boolean before, String event) {
        AtomicInteger calls = new AtomicInteger();
        CommitImportHandler dying = handler(
                Faults.countedBy(
                        calls, nth, before, RosterStore.class, rosters, Set.of("lock", "put", "flip", "unlock")),
                Faults.countedBy(calls, nth, before, ImportStore.class, imports, Set.of("advance")),
                Faults.countedBy(
                        calls, nth, before, CommitStore.class, commits, Set.of("storePlan", "start", "progress")));
        return !Invoke.failed(dying, event).isEmpty();
    }

    private List<RosterRecord> records() {
        Roster roster = rosters.read(SCHOOL);
        return java.util.stream.Stream.of(roster.groups(), roster.teachers(), roster.pupils())
                .flatMap(List::stream)
                .map(RosterRecord.class::cast)
                .toList();
    }

    @Test
    void commitsTheRest_whenSomebodyEditedOnePupilAfterThePress() {
        confirm(stage(changed()));
        edit("p1", p -> p.withActive(false));

        assertThat(Invoke.failed(handler(), CONFIRMED)).isEmpty();

        assertThat(surname("p1")).isEqualTo("Visser");
        assertThat(pupilOf("p2").active()).isFalse();
        assertThat(rosters.read(SCHOOL).pupils()).hasSize(3);
        Import.Open open = (Import.Open) imports.find(SCHOOL).orElseThrow();
        assertThat(open.reviewAgain()).isTrue();
        Import.PartlyCommitted partly = open.header().partly().orElseThrow();
        assertThat(partly.receipt().pupils()).isEqualTo(new Import.AddedChanged(1, 0));
        assertThat(partly.receipt().deactivated()).isEqualTo(1);
        assertThat(partly.receipt().cameBack()).isEqualTo(new Import.Counts(0, 0, 1));
        assertThat(imports.rows(SCHOOL)).filteredOn(Row::waits).singleElement().satisfies(row -> {
            assertThat(partly.back()).containsExactly(row.id());
            assertThat(row.target()).contains(new RecordId("p1"));
            assertThat(row.changed()).isTrue();
        });
        assertThat(tables.events()).contains(new DomainEvent.ImportCommitted(SCHOOL, IMPORT, COMMIT, 3, false));
        assertThat(Invoke.failed(handler(), CONFIRMED)).isEmpty();
        assertThat(rosters.read(SCHOOL).revision()).isEqualTo(3);
    }

    @Test
    void closesImport_whenTheLeaverWasMadeInactiveAfterThePress() {
        confirm(stage(changed()));
        edit("p2", p -> p.withActive(false));

        assertThat(Invoke.failed(handler(), CONFIRMED)).isEmpty();

        assertThat(surname("p1")).isEqualTo("Bakker");
        assertThat(imports.find(SCHOOL)).hasValueSatisfying(i -> assertThat(
                        ((Import.Committed) i).receipt().deactivated())
                .isZero());
    }

    @Test
    void opensImportAgain_whenNothingOfThePlanIsStillTrue() {
        confirm(stage(corrected()));
        edit("p1", p -> p.withActive(false));

        assertThat(Invoke.failed(handler(), CONFIRMED)).isEmpty();

        assertThat(imports.find(SCHOOL)).hasValueSatisfying(i -> {
            assertThat(i).isInstanceOf(Import.Open.class);
            assertThat(((Import.Open) i).reviewAgain()).isTrue();
            assertThat(i.version()).isEqualTo(3);
        });
        assertThat(surname("p1")).isEqualTo("Visser");
        assertThat(Invoke.failed(handler(), CONFIRMED)).isEmpty();
        assertThat(imports.find(SCHOOL).orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void commitsTheRestOnce_whateverWriteItDiesAt() {
        boolean crashed = true;
        for (int nth = 1; crashed; nth++) {
            linkedSchool();
            confirm(stage(changed()));
            edit("p1", p -> p.withActive(false));
            AtomicInteger calls = new AtomicInteger();
            CommitImportHandler dying = handler(
                    Faults.countedBy(
                            calls, nth, false, RosterStore.class, rosters, Set.of("lock", "put", "flip", "unlock")),
                    Faults.countedBy(calls, nth, false, ImportStore.class, imports, Set.of("rebase")),
                    commits);

            crashed = !Invoke.failed(dying, CONFIRMED).isEmpty();
            clock.advance(CommitImportWiring.LOCK_TIME);

            assertThat(Invoke.failed(handler(), CONFIRMED)).isEmpty();
            assertThat(rosters.read(SCHOOL).revision()).isEqualTo(3);
            assertThat(surname("p1")).isEqualTo("Visser");
            assertThat(pupilOf("p2").active()).isFalse();
            assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Open.class);
        }
    }

    private void edit(String pupil, java.util.function.UnaryOperator<Pupil> change) {
        Roster.Versioned before =
                rosters.read(SCHOOL).findVersioned(new RecordId(pupil)).orElseThrow();
        rosters.edit(SCHOOL, change.apply((Pupil) before.entry()), before.revision(), EventsAndAudit.of(CORRELATION));
    }

    @Test
    void comesAgain_whileAnotherCommitIsAtWork() {
        confirm(stage(changed()));
        CommitId other = new CommitId("other");
        rosters.lock(SCHOOL, other, clock.instant(), clock.instant().plus(Duration.ofMinutes(1)));

        assertThat(Invoke.failed(handler(), CONFIRMED)).containsExactly(MESSAGE);

        rosters.unlock(SCHOOL, other);
        assertThat(Invoke.failed(handler(), CONFIRMED)).isEmpty();
        assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Committed.class);
    }

    @Test
    void removesNumbersOfPupilsAndGroups_andTeachersKeepTheirs() {
        confirmRemoval();

        assertThat(Invoke.failed(handler(), REMOVAL)).isEmpty();

        assertThat(rosters.read(SCHOOL).externalNumbers()).isEqualTo(new Roster.ExternalNumbers(0, 0, 1));
        assertThat(tables.audit()).extracting(AuditEntry::action).containsExactly(AuditAction.EXTERNAL_NUMBERS_REMOVED);
    }

    @Test
    void endsAfterSeveralMessages_whenStoreIsSlow() {
        int records = 5258;
        seedNumbers(records);
        confirmRemoval();
        // A batch of 16 puts takes 3 s and the function has 60: no message writes more than 16 batches.
        RosterStore slow = slow();

        List<Integer> startedAt = new java.util.ArrayList<>();
        String message = REMOVAL;
        while (rosters.read(SCHOOL).revision() == 1) {
            startedAt.add(written("x1"));
            int handedOver = unfinished();
            assertThat(Invoke.failed(handler(slow, imports, commits), message)).isEmpty();
            boolean isHandedOver = unfinished() > handedOver;
            assertThat(isHandedOver || rosters.read(SCHOOL).revision() == 2).isTrue();
            message = UNFINISHED;
        }

        assertThat(rosters.read(SCHOOL).externalNumbers()).isEqualTo(new Roster.ExternalNumbers(0, 0, 0));
        assertThat(startedAt).hasSize(22).isSorted().doesNotHaveDuplicates();
        assertThat(puts.get()).isEqualTo(records);
        assertThat(tables.audit()).extracting(AuditEntry::action).containsExactly(AuditAction.EXTERNAL_NUMBERS_REMOVED);
    }

    @Test
    void closesImport_whenQuietCommitEndsInASecondMessage() {
        stage(manyCorrected(40));

        assertThat(Invoke.run(handler(slow(), imports, commits), STAGED, 15_000).objects("batchItemFailures"))
                .isEmpty();
        assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Open.class);
        assertThat(Invoke.failed(handler(), UNFINISHED.replace("x1", "q-f1"))).isEmpty();

        assertThat(rosters.read(SCHOOL).revision()).isEqualTo(2);
        assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Committed.class);
        assertThat(puts.get()).isEqualTo(16);
    }

    private final AtomicInteger puts = new AtomicInteger();

    /** A store in which every 16 puts take 3 s. */
    private RosterStore slow() {
        return (RosterStore) java.lang.reflect.Proxy.newProxyInstance(
                RosterStore.class.getClassLoader(), new Class<?>[] {RosterStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("put") && puts.incrementAndGet() % 16 == 0) {
                        clock.advance(Duration.ofSeconds(3));
                    }
                    return method.invoke(rosters, arguments);
                });
    }

    private int written(String commit) {
        return commits.find(SCHOOL, new CommitId(commit)).orElseThrow()
                        instanceof Commit.Planned(Commit.Header _, int n)
                ? n
                : -1;
    }

    private int unfinished() {
        return Math.toIntExact(tables.events().stream()
                .filter(DomainEvent.CommitUnfinished.class::isInstance)
                .count());
    }

    private void seedNumbers(int pupils) {
        tables = new InMemoryTables();
        imports = new InMemoryImportStore(tables);
        commits = new InMemoryCommitStore(tables);
        rosters = new InMemoryRosterStore(tables);
        rosters.seed(
                SCHOOL,
                "De Voorbeeldschool",
                java.util.stream.IntStream.range(0, pupils)
                        .<RosterRecord>mapToObj(i -> existingPupil("n" + i, "Noor", "Visser", "", "", "K" + i, ""))
                        .toList());
    }

    /** The school has so many pupils more, and the LAS spells the surname of each another way. */
    private Delivery manyCorrected(int pupils) {
        List<RosterRecord> before = new java.util.ArrayList<>(records());
        List<nl.laslink.domain.delivery.DeliveredPupil> after =
                new java.util.ArrayList<>(unchanged().pupils());
        // Twice as many stay as they are: so many changes at once would hold the import.
        for (int i = 0; i < 3 * pupils; i++) {
            String born = "2015-%02d-%02d".formatted(1 + i / 28, 1 + i % 28);
            before.add(existingPupil("n" + i, "Noor", "Visser", born, "g5", "K" + i, ""));
            after.add(pupil("K" + i, "", "Noor", i < pupils ? "Vissers" : "Visser", born, "G5"));
        }
        tables = new InMemoryTables();
        imports = new InMemoryImportStore(tables);
        commits = new InMemoryCommitStore(tables);
        rosters = new InMemoryRosterStore(tables);
        Links.makeActive(tables, new FakeSecretCipher());
        rosters.seed(SCHOOL, "De Voorbeeldschool", before);
        return delivery(List.of(group("G5", "Groep 5", "5")), List.of(), after);
    }

    @Test
    void settlesNothing_whenLinkEnded() {
        stage(corrected());
        Links.end(tables);

        assertThat(Invoke.failed(handler(), STAGED)).isEmpty();

        assertThat(surname("p1")).isEqualTo("Visser");
        assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Open.class);
    }

    @Test
    void commitsWhatWasConfirmedBefore_whenLinkEnded() {
        confirm(stage(changed()));
        Links.end(tables);

        assertThat(Invoke.failed(handler(), CONFIRMED)).isEmpty();

        assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Committed.class);
    }

    @Test
    void removesNumbers_whenLinkEnded() {
        Links.end(tables);
        confirmRemoval();

        assertThat(Invoke.failed(handler(), REMOVAL)).isEmpty();

        assertThat(rosters.read(SCHOOL).externalNumbers().areRemoved()).isTrue();
    }

    @Test
    void settlesNothing_whenImportIsExpired() {
        stage(corrected());
        clock.advance(Duration.ofDays(30));

        assertThat(Invoke.failed(handler(), STAGED)).isEmpty();

        assertThat(surname("p1")).isEqualTo("Visser");
    }

    @Test
    void isDone_whenNothingIsKnownOfTheCommitOrTheImport() {
        for (String event : List.of(STAGED, CONFIRMED, REMOVAL)) {
            assertThat(Invoke.failed(handler(), event)).isEmpty();
        }
        assertThat(rosters.read(SCHOOL).revision()).isEqualTo(1);
    }

    @Test
    void fails_whenEventIsOfAnotherKind() {
        assertThat(Invoke.failed(handler(), CONFIRMED.replace("\\\"ImportConfirmed\\\"", "\\\"ImportCommitted\\\"")))
                .containsExactly(MESSAGE);
    }

    @Test
    void logsNoPerson() {
        String printed = Invoke.printed(() -> {
            confirm(stage(changed()));
            Invoke.failed(handler(), CONFIRMED);
            Invoke.failed(
                    handler(Faults.failingOn(1, RosterStore.class, rosters, Set.of("lock")), imports, commits), STAGED);
        });

        assertThat(printed)
                .contains("\"outcome\":\"committed\"", "\"Commits\":1", "99XX-00")
                .doesNotContain(
                        "Noor", "Bakker", "Visser", "Sem", "Jansen", "Mila", "Smit", "2016-", "eck-", "L1", "@");
    }

    @Test
    void namesEveryVariableThatIsMissing() {
        assertThatThrownBy(() -> new CommitImportHandler(Map.of("ROSTER_TABLE", "Roster"), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining(
                        "LINKS_TABLE, IMPORTS_TABLE, AUDIT_TABLE, AUDIT_DAYS, LEAVERS_DAYS, RESULTS_DAYS, OUTBOX_TABLE");
    }
}
