package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Imports.SILENT;
import static nl.laslink.domain.testing.Imports.committing;
import static nl.laslink.domain.testing.Imports.ended;
import static nl.laslink.domain.testing.Imports.eventsAndAudit;
import static nl.laslink.domain.testing.Imports.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.Imports;
import nl.laslink.domain.testing.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link CommitStore} promises. */
public abstract class CommitStoreContract {
    private static final CommitId C1 = new CommitId("c1");

    private Stores stores;
    private SchoolId school;
    private CommitStore commits;

    protected abstract Stores stores();

    @BeforeEach
    void setUp() {
        stores = stores();
        school = stores.freshSchool();
        commits = stores.commits();
    }

    private Commit.Planned planned(String id, Commit.Kind kind) {
        return new Commit.Planned(Imports.commit(school, id, kind, 1, 1), 0);
    }

    private static PlanEntry adding(String id) {
        return new PlanEntry(Optional.empty(), Example.existingPupil(id, "Noor", "Bakker", "", "", "K1", ""));
    }

    private static PlanEntry changing(String id) {
        return new PlanEntry(
                Optional.of(Example.existingPupil(id, "Noor", "Bakker", "", "", "K1", "")),
                Example.existingPupil(id, "Noor", "Visser", "2016-02-29", "g1", "K1", "E1"));
    }

    @Test
    void findsNothing_whenNothingWasStored() {
        assertThat(commits.find(school, C1)).isEmpty();
        assertThat(commits.plan(school, C1)).isEmpty();
        assertThat(commits.latestRemoval(school)).isEmpty();
    }

    @Test
    void listsCommitsOfTheSchool_newestFirst() {
        Commit.Header undo = new Commit.Header(
                school,
                new CommitId("c0"),
                Commit.Kind.UNDO,
                Optional.empty(),
                Actor.LASLINK,
                Imports.NOW.plusSeconds(60),
                2,
                1,
                Imports.RECEIPT,
                Imports.CORRELATION,
                Optional.of(new Commit.Undo(C1, 1, 2, 3)));
        commits.start(planned("c1", Commit.Kind.QUIET), SILENT);
        commits.start(new Commit.Planned(undo, 0), SILENT);

        assertThat(commits.all(school)).containsExactly(new Commit.Planned(undo, 0), planned("c1", Commit.Kind.QUIET));
        assertThat(commits.all(stores.freshSchool())).isEmpty();
    }

    @Test
    void keepsPlanWithGoneRecords() {
        List<PlanEntry> plan = List.of(new PlanEntry(
                Optional.of(adding("p1").after()), new Gone(new RecordId("p1"), Optional.of(new RecordId("p2")))));

        commits.storePlan(school, C1, plan);

        assertThat(commits.plan(school, C1)).isEqualTo(plan);
    }

    @Test
    void isNoCommit_whenOnlyItsPlanIsStored() {
        commits.storePlan(school, C1, List.of(adding("p1")));

        assertThat(commits.find(school, C1)).isEmpty();
    }

    @Test
    void keepsPlanInOrder_whenStarted() {
        List<PlanEntry> plan = List.of(changing("p2"), adding("p1"), changing("p3"));

        commits.storePlan(school, C1, plan);
        commits.start(planned("c1", Commit.Kind.QUIET), eventsAndAudit(school));

        assertThat(commits.plan(school, C1)).isEqualTo(plan);
        assertThat(commits.find(school, C1)).contains(planned("c1", Commit.Kind.QUIET));
        assertThat(stores.events(school)).hasSize(1);
    }

    @Test
    void takesLastPlan_whenStoredAgainBeforeStart() {
        commits.storePlan(school, C1, List.of(adding("p1"), adding("p2")));
        commits.storePlan(school, C1, List.of(adding("p3")));

        commits.start(planned("c1", Commit.Kind.QUIET), SILENT);

        assertThat(commits.plan(school, C1)).containsExactly(adding("p3"));
    }

    @Test
    void keepsPlan_whenStoredAgainAfterStart() {
        commits.storePlan(school, C1, List.of(adding("p1")));
        commits.start(planned("c1", Commit.Kind.QUIET), SILENT);

        commits.storePlan(school, C1, List.of(adding("p3")));

        assertThat(commits.plan(school, C1)).containsExactly(adding("p1"));
    }

    @Test
    void leavesOneTrail_whenStartedTwice() {
        commits.storePlan(school, C1, List.of(adding("p1")));
        commits.start(planned("c1", Commit.Kind.QUIET), eventsAndAudit(school));
        commits.progress(school, C1, 1, java.time.Instant.EPOCH);

        commits.start(planned("c1", Commit.Kind.QUIET), eventsAndAudit(school));

        assertThat(stores.events(school)).hasSize(1);
        assertThat(commits.find(school, C1))
                .contains(new Commit.Planned(planned("c1", Commit.Kind.QUIET).header(), 1));
    }

    @Test
    void onlyRises_whenProgressIsTold() {
        commits.progress(school, C1, 5, java.time.Instant.EPOCH);
        commits.storePlan(school, C1, List.of(adding("p1")));
        commits.start(planned("c1", Commit.Kind.QUIET), SILENT);

        commits.progress(school, C1, 32, java.time.Instant.EPOCH);
        commits.progress(school, C1, 16, java.time.Instant.EPOCH);

        assertThat(commits.find(school, C1))
                .contains(new Commit.Planned(planned("c1", Commit.Kind.QUIET).header(), 32));
    }

    @Test
    void opensImportAgainOnce_whenGivenUpTwice() {
        Commit.Planned planned = confirmed();
        Commit.Stale stale = new Commit.Stale(planned.header());
        Import.Open reopened = new Import.Open(Imports.header(school, "i1"), true, 3);

        commits.giveUp(stale, Optional.of(reopened), eventsAndAudit(school));
        commits.giveUp(stale, Optional.of(reopened), eventsAndAudit(school));

        assertThat(commits.find(school, C1)).contains(stale);
        assertThat(stores.imports().find(school)).contains(reopened);
        assertThat(stores.events(school)).hasSize(1);
    }

    @Test
    void throwsAndChangesNothing_whenImportMovedBeforeGivingUp() {
        Commit.Planned planned = confirmed();
        Import.Open wrong = new Import.Open(Imports.header(school, "i1"), true, 4);

        assertThatThrownBy(() ->
                        commits.giveUp(new Commit.Stale(planned.header()), Optional.of(wrong), eventsAndAudit(school)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the import of commit c1 moved");

        assertThat(commits.find(school, C1)).contains(planned);
        assertThat(stores.events(school)).isEmpty();
    }

    private Commit.Planned confirmed() {
        Commit.Planned planned = planned("c1", Commit.Kind.IMPORT);
        stores.imports().stage(open(school, "i1", 1), List.of(), ended(school, "f1", Imports.NOW), new byte[0], SILENT);
        commits.storePlan(school, C1, List.of(adding("p1")));
        stores.imports().advance(committing(school, "i1", "c1", 2), Optional.of(planned), SILENT);
        return planned;
    }

    @Test
    void remembersLatestRemoval_whateverElseIsCommitted() {
        Commit.Planned removal = planned("c2", Commit.Kind.EXTERNAL_NUMBERS_REMOVAL);
        for (Commit.Planned commit : List.of(
                planned("c1", Commit.Kind.EXTERNAL_NUMBERS_REMOVAL), removal, planned("c3", Commit.Kind.QUIET))) {
            commits.storePlan(school, commit.header().id(), List.of(adding("p1")));
            commits.start(commit, SILENT);
        }

        assertThat(commits.latestRemoval(school)).contains(removal);
    }
}
