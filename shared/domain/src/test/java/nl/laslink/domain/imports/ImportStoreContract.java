package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Imports.NOW;
import static nl.laslink.domain.testing.Imports.SILENT;
import static nl.laslink.domain.testing.Imports.aborted;
import static nl.laslink.domain.testing.Imports.committed;
import static nl.laslink.domain.testing.Imports.committing;
import static nl.laslink.domain.testing.Imports.decided;
import static nl.laslink.domain.testing.Imports.ended;
import static nl.laslink.domain.testing.Imports.eventsAndAudit;
import static nl.laslink.domain.testing.Imports.open;
import static nl.laslink.domain.testing.Imports.requested;
import static nl.laslink.domain.testing.Imports.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.ImportStore.ImportWrite;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.Imports;
import nl.laslink.domain.testing.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an {@link ImportStore} promises. */
public abstract class ImportStoreContract {
    private static final ImportWrite SAVED = new ImportWrite.Saved();
    private static final ImportWrite MOVED = new ImportWrite.Moved();
    private static final byte[] RAW = "<a/>".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private Stores stores;
    private SchoolId school;
    private ImportStore imports;

    protected abstract Stores stores();

    @BeforeEach
    void setUp() {
        stores = stores();
        school = stores.freshSchool();
        imports = stores.imports();
    }

    private ImportWrite stage(Import.Open next, List<Row> rows, EventsAndAudit eventsAndAudit) {
        return imports.stage(next, rows, ended(school, "f" + next.version(), NOW), RAW, eventsAndAudit);
    }

    private void staged(Row... rows) {
        assertThat(stage(open(school, "i1", 1), List.of(rows), SILENT)).isEqualTo(SAVED);
    }

    private StagedRows before() {
        return imports.findWithRows(school, NOW).orElseThrow().rows().orElseThrow();
    }

    private List<Row> rows() {
        return imports.findWithRows(school, NOW)
                .flatMap(ImportStore.WithRows::rows)
                .map(StagedRows::rows)
                .orElse(List.of());
    }

    private ImportWrite decide(Import.Open next, List<Row> decided) {
        return imports.decide(next, before(), decided);
    }

    @Test
    void findsNothing_whenNothingWasStaged() {
        assertThat(imports.find(school)).isEmpty();
        assertThat(rows()).isEmpty();
        assertThat(imports.latestFetch(school)).isEmpty();
    }

    @Test
    void storesImportRowsContactAndEventsAndAudit_whenStaged() {
        ImportWrite write =
                stage(open(school, "i1", 1), List.of(row("a", "Bakker"), row("b", "Visser")), eventsAndAudit(school));

        assertThat(write).isEqualTo(SAVED);
        assertThat(imports.find(school)).contains(open(school, "i1", 1));
        assertThat(rows()).containsExactlyInAnyOrder(row("a", "Bakker"), row("b", "Visser"));
        assertThat(imports.latestFetch(school)).contains(ended(school, "f1", NOW));
        assertThat(stores.events(school)).containsExactly("RosterChanged");
    }

    @Test
    void givesImportWithoutRows_whenItsTimeIsOver() {
        staged(row("a", "Bakker"));

        Optional<ImportStore.WithRows> late =
                imports.findWithRows(school, Imports.header(school, "i1").expiresAt());

        assertThat(late).contains(new ImportStore.WithRows(open(school, "i1", 1), Optional.empty()));
    }

    @Test
    void storesImportWithoutRows_whenDeliveryIsEmpty() {
        staged();

        assertThat(rows()).isEmpty();
        assertThat(imports.find(school)).isPresent();
    }

    @Test
    void hasTheRowsOfTheLastDelivery_whenRestaged() {
        staged(row("a", "Bakker"), row("b", "Visser"), row("c", "Smit"));
        Row changed = decided(row("b", "Mulder"));

        ImportWrite write = stage(open(school, "i1", 2), List.of(row("a", "Bakker"), changed), SILENT);

        assertThat(write).isEqualTo(SAVED);
        assertThat(rows()).containsExactlyInAnyOrder(row("a", "Bakker"), changed);
    }

    @Test
    void keepsDecisions_whenRestaged() {
        staged(row("a", "Bakker"), row("b", "Visser"));
        decide(open(school, "i1", 2), List.of(decided(row("a", "Bakker"))));

        stage(open(school, "i1", 3), List.of(decided(row("a", "Bakker"))), SILENT);
        decide(open(school, "i1", 4), List.of(decided(decided(row("a", "Bakker")))));

        assertThat(rows()).containsExactly(decided(decided(row("a", "Bakker"))));
    }

    @Test
    void changesNothing_whenVersionMovedBeforeStaging() {
        staged(row("a", "Bakker"));

        ImportWrite late = stage(open(school, "i1", 3), List.of(row("b", "Smit")), eventsAndAudit(school));

        assertThat(late).isEqualTo(MOVED);
        assertThat(imports.find(school)).contains(open(school, "i1", 1));
        assertThat(rows()).containsExactly(row("a", "Bakker"));
        assertThat(imports.latestFetch(school)).contains(ended(school, "f1", NOW));
        assertThat(stores.events(school)).isEmpty();
    }

    @Test
    void isMoved_whenSameImportIsStagedForTheFirstTimeTwice() {
        staged(row("a", "Bakker"));

        assertThat(stage(open(school, "i1", 1), List.of(), SILENT)).isEqualTo(MOVED);
    }

    @Test
    void beginsNewImport_onlyWhenTheOldOneIsClosedOrExpired() {
        staged(row("a", "Bakker"));
        Import.Header late = Imports.header(school, "i3");
        Import.Header afterExpiry = new Import.Header(
                school,
                late.id(),
                late.las(),
                late.schoolYear(),
                late.expiresAt(),
                late.expiresAt().plusSeconds(9),
                late.delivered(),
                List.of());

        ImportWrite overOpen = stage(open(school, "i2", 1), List.of(), SILENT);
        imports.advance(committing(school, "i1", "c1", 2), Optional.empty(), SILENT);
        ImportWrite overCommitting = stage(open(school, "i2", 1), List.of(), SILENT);
        imports.advance(committed(school, "i1", "c1", 3), Optional.empty(), SILENT);
        ImportWrite overCommitted = stage(open(school, "i2", 1), List.of(row("b", "Smit")), SILENT);
        ImportWrite overExpired = stage(new Import.Open(afterExpiry, false, 1), List.of(), SILENT);
        imports.advance(aborted(school, "i3", 2), Optional.empty(), SILENT);
        ImportWrite overAborted = stage(open(school, "i4", 1), List.of(), SILENT);

        assertThat(List.of(overOpen, overCommitting, overCommitted, overExpired, overAborted))
                .containsExactly(MOVED, MOVED, SAVED, SAVED, SAVED);
        assertThat(rows()).isEmpty();
    }

    @Test
    void keepsLaterContact_whenAnOlderOneStages() {
        imports.requestFetch(requested(school, "later", NOW.plusSeconds(1)), NOW, SILENT);

        staged(row("a", "Bakker"));

        assertThat(imports.latestFetch(school)).contains(requested(school, "later", NOW.plusSeconds(1)));
        assertThat(rows()).hasSize(1);
    }

    @Test
    void storesDecisionWithVersion_whenDecided() {
        staged(row("a", "Bakker"), row("b", "Visser"));

        ImportWrite write = decide(open(school, "i1", 2), List.of(decided(row("a", "Bakker"))));

        assertThat(write).isEqualTo(SAVED);
        assertThat(imports.find(school)).contains(open(school, "i1", 2));
        assertThat(rows()).containsExactlyInAnyOrder(decided(row("a", "Bakker")), row("b", "Visser"));
    }

    @Test
    void takesLastDecision_whenRowIsDecidedTwelveTimes() {
        staged(row("a", "Bakker"));
        Row last = row("a", "Bakker");

        for (int version = 2; version < 14; version++) {
            last = decided(last);
            assertThat(decide(open(school, "i1", version), List.of(last))).isEqualTo(SAVED);
        }

        assertThat(rows()).containsExactly(last);
        assertThat(last.version()).isEqualTo(13);
    }

    @Test
    void decidesAllOrNone_whenOneOfAThousandRowsMoved() {
        List<Row> rows =
                IntStream.range(0, 1_000).mapToObj(i -> row("r" + i, "Bakker")).toList();
        staged(rows.toArray(Row[]::new));
        List<Row> all = rows.stream().map(Imports::decided).toList();
        List<Row> oneBehind = new ArrayList<>(all);
        oneBehind.set(999, decided(all.get(999)));

        ImportWrite refused = decide(open(school, "i1", 2), oneBehind);
        List<Row> afterRefusal = rows();
        ImportWrite taken = decide(open(school, "i1", 2), all);

        assertThat(refused).isEqualTo(MOVED);
        assertThat(afterRefusal).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(taken).isEqualTo(SAVED);
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void isMoved_whenImportOrRowIsNotTheOneBefore() {
        staged(row("a", "Bakker"));
        Row decided = decided(row("a", "Bakker"));

        ImportWrite wrongVersion = decide(open(school, "i1", 3), List.of(decided));
        ImportWrite wrongImport = decide(open(school, "i2", 2), List.of(decided));
        ImportWrite unknownRow = decide(open(school, "i1", 2), List.of(decided(row("z", "Smit"))));
        StagedRows before = before();
        imports.advance(committing(school, "i1", "c1", 2), Optional.empty(), SILENT);
        ImportWrite notOpen = imports.decide(open(school, "i1", 3), before, List.of(decided));
        ImportWrite late = imports.decide(open(school, "i1", 2), before, List.of(decided));

        assertThat(List.of(wrongVersion, wrongImport, unknownRow, notOpen, late))
                .containsOnly(MOVED);
        assertThat(before.rows()).containsExactly(row("a", "Bakker"));
    }

    @Test
    void storesStageCommitAndEventsAndAuditTogether_whenAdvanced() {
        staged(row("a", "Bakker"));
        Commit.Planned planned = new Commit.Planned(Imports.commit(school, "c1", Commit.Kind.IMPORT, 1, 0), 0);

        ImportWrite write =
                imports.advance(committing(school, "i1", "c1", 2), Optional.of(planned), eventsAndAudit(school));

        assertThat(write).isEqualTo(SAVED);
        assertThat(imports.find(school)).contains(committing(school, "i1", "c1", 2));
        assertThat(stores.commits().find(school, new CommitId("c1"))).contains(planned);
        assertThat(rows()).isEmpty();
        assertThat(stores.events(school)).containsExactly("RosterChanged");
    }

    @Test
    void changesNothing_whenVersionMovedBeforeAdvancing() {
        staged(row("a", "Bakker"));
        Commit.Planned planned = new Commit.Planned(Imports.commit(school, "c1", Commit.Kind.IMPORT, 1, 0), 0);

        ImportWrite late =
                imports.advance(committing(school, "i1", "c1", 3), Optional.of(planned), eventsAndAudit(school));

        assertThat(late).isEqualTo(MOVED);
        assertThat(imports.find(school)).contains(open(school, "i1", 1));
        assertThat(stores.commits().find(school, new CommitId("c1"))).isEmpty();
        assertThat(stores.events(school)).isEmpty();
    }

    @Test
    void changesNothing_whenCommitOfThatNameIsStored() {
        staged();
        Commit.Planned planned = new Commit.Planned(Imports.commit(school, "c1", Commit.Kind.IMPORT, 1, 0), 0);
        stores.commits().start(planned, SILENT);

        ImportWrite write =
                imports.advance(committing(school, "i1", "c1", 2), Optional.of(planned), eventsAndAudit(school));

        assertThat(write).isEqualTo(MOVED);
        assertThat(imports.find(school)).contains(open(school, "i1", 1));
        assertThat(stores.events(school)).isEmpty();
    }

    @Test
    void refusesSecondRequest_whileOneIsRunning() {
        Instant longAgo = NOW.minusSeconds(600);
        boolean first = imports.requestFetch(requested(school, "f1", NOW), longAgo, eventsAndAudit(school));

        boolean second =
                imports.requestFetch(requested(school, "f2", NOW.plusNanos(1)), longAgo, eventsAndAudit(school));

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(imports.latestFetch(school)).contains(requested(school, "f1", NOW));
        assertThat(stores.events(school)).hasSize(1);
    }

    @Test
    void takesSecondRequest_whenFirstRunsTooLongOrEnded() {
        imports.requestFetch(requested(school, "f1", NOW), NOW.minusSeconds(600), SILENT);

        boolean tooLong = imports.requestFetch(requested(school, "f2", NOW.plusSeconds(600)), NOW, SILENT);
        imports.endFetch(ended(school, "f2", NOW.plusSeconds(600)), SILENT);
        boolean ended = imports.requestFetch(requested(school, "f3", NOW.plusSeconds(601)), NOW, SILENT);

        assertThat(tooLong).isTrue();
        assertThat(ended).isTrue();
        assertThat(imports.latestFetch(school)).contains(requested(school, "f3", NOW.plusSeconds(601)));
    }

    @Test
    void endsContactOnce_whenMessageComesTwice() {
        imports.requestFetch(requested(school, "f1", NOW), NOW.minusSeconds(600), SILENT);

        imports.endFetch(ended(school, "f1", NOW), eventsAndAudit(school));
        imports.endFetch(ended(school, "f1", NOW), eventsAndAudit(school));

        assertThat(imports.latestFetch(school)).contains(ended(school, "f1", NOW));
        assertThat(stores.events(school)).hasSize(1);
    }

    @Test
    void leavesEventsAndAuditButKeepsLaterContact_whenAnOlderOneEnds() {
        imports.requestFetch(requested(school, "f2", NOW.plusSeconds(1)), NOW, SILENT);

        imports.endFetch(ended(school, "f1", NOW), eventsAndAudit(school));

        assertThat(imports.latestFetch(school)).contains(requested(school, "f2", NOW.plusSeconds(1)));
        assertThat(stores.events(school)).hasSize(1);
    }

    @Test
    void replacesPlanAndRows_whenRebased() {
        CommitStore commits = stores.commits();
        staged(row("a", "Bakker"), row("b", "Visser"));
        Commit.Planned planned = new Commit.Planned(Imports.commit(school, "c1", Commit.Kind.IMPORT, 1, 2), 0);
        commits.storePlan(school, new CommitId("c1"), List.of(entry("a"), entry("b")));
        imports.advance(committing(school, "i1", "c1", 2), Optional.of(planned), SILENT);
        Commit.Planned rebased = new Commit.Planned(
                planned.header().rebased(7, 1, planned.header().receipt()), 0);

        ImportWrite write = imports.rebase(
                committing(school, "i1", "c1", 3), List.of(row("b", "Visser")), rebased, List.of(entry("b")));
        ImportWrite again = imports.rebase(committing(school, "i1", "c1", 3), List.of(), rebased, List.of());

        assertThat(write).isEqualTo(SAVED);
        assertThat(again).isEqualTo(MOVED);
        assertThat(imports.rows(school)).containsExactly(row("b", "Visser"));
        assertThat(commits.plan(school, new CommitId("c1"))).containsExactly(entry("b"));
        assertThat(commits.find(school, new CommitId("c1"))).contains(rebased);
        commits.storePlan(school, new CommitId("c1"), List.of(entry("a")));
        assertThat(commits.plan(school, new CommitId("c1"))).containsExactly(entry("b"));
    }

    private static PlanEntry entry(String id) {
        return new PlanEntry(Optional.empty(), Example.existingPupil(id, "Noor", "Bakker", "", "", "", ""));
    }

    @Test
    void keepsEveryContactThatEnded_newestFirst() {
        FetchRun first = ended(school, "f1", NOW);
        FetchRun second = ended(school, "f2", NOW.plusSeconds(60))
                .bringing(new FetchRun.Brought(new Import.Counts(1, 2, 3), 4, 5));
        imports.endFetch(first, eventsAndAudit(school));
        imports.endFetch(second, eventsAndAudit(school));
        imports.endFetch(second, eventsAndAudit(school));

        assertThat(imports.endedFetches(school)).containsExactly(second, first);
        assertThat(imports.endedFetches(stores.freshSchool())).isEmpty();
    }
}
