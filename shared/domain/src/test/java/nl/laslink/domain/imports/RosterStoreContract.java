package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Imports.NOW;
import static nl.laslink.domain.testing.Imports.SILENT;
import static nl.laslink.domain.testing.Imports.committed;
import static nl.laslink.domain.testing.Imports.committing;
import static nl.laslink.domain.testing.Imports.ended;
import static nl.laslink.domain.testing.Imports.eventsAndAudit;
import static nl.laslink.domain.testing.Imports.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.RosterStore.EditOutcome;
import nl.laslink.domain.imports.RosterStore.FlipOutcome;
import nl.laslink.domain.imports.RosterStore.LockOutcome;
import nl.laslink.domain.imports.RosterStore.PutOutcome;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.FormerGroup;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.Imports;
import nl.laslink.domain.testing.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link RosterStore} promises. */
public abstract class RosterStoreContract {
    private static final CommitId C1 = new CommitId("c1");
    private static final CommitId C2 = new CommitId("c2");
    private static final Instant UNTIL = NOW.plusSeconds(120);

    private Stores stores;
    private SchoolId school;
    private RosterStore rosters;

    protected abstract Stores stores();

    @BeforeEach
    void setUp() {
        stores = stores();
        school = stores.freshSchool();
        rosters = stores.rosters();
    }

    private static Pupil pupil(String id, String surname) {
        return Example.existingPupil(id, "Noor", surname, "", "", "K" + id, "");
    }

    private static PlanEntry renaming(String id, String before, String after) {
        return new PlanEntry(Optional.of(pupil(id, before)), pupil(id, after));
    }

    private void seeded() {
        rosters.seed(school, "De Voorbeeldschool", List.of(pupil("a", "Bakker"), pupil("b", "Visser")));
    }

    /** Locks and starts a commit from {@code base}, ready to be put. */
    private Commit.Done started(CommitId id, long base) {
        assertThat(rosters.lock(school, id, NOW, UNTIL)).isEqualTo(new LockOutcome.Locked(base));
        Commit.Header header = Imports.commit(school, id.value(), Commit.Kind.QUIET, base, 0);
        stores.commits().storePlan(school, id, List.of());
        stores.commits().start(new Commit.Planned(header, 0), SILENT);
        return new Commit.Done(header);
    }

    @Test
    void isEmptyAtRevisionZero_whenNobodyWroteTheSchool() {
        Roster roster = rosters.read(school);

        assertThat(roster.revision()).isZero();
        assertThat(roster.schoolName()).isEqualTo(school.toString());
        assertThat(roster.pupils()).isEmpty();
    }

    @Test
    void showsEveryKindOfRecord_whenSeeded() {
        Group group = Example.existingGroup("g", "3a", "3", "G1");
        Teacher teacher = Example.existingTeacher("t", "Bo", "Smit", "bo@school.example", "T1");
        Choice.KeptActive kept = new Choice.KeptActive(new RecordId("k"), new RecordId("a"), Example.YEAR, false);

        rosters.seed(school, "De Voorbeeldschool", List.of(group, teacher, pupil("a", "Bakker"), kept));

        Roster roster = rosters.read(school);
        assertThat(roster.revision()).isEqualTo(1);
        assertThat(roster.schoolName()).isEqualTo("De Voorbeeldschool");
        assertThat(roster.groups()).containsExactly(group);
        assertThat(roster.teachers()).containsExactly(teacher);
        assertThat(roster.choices()).containsExactly(kept);
        assertThat(roster.findVersioned(new RecordId("a"))).contains(new Roster.Versioned(pupil("a", "Bakker"), 1));
    }

    @Test
    void keepsTheFormerGroupsOfAPupil() {
        Pupil moved = pupil("a", "Bakker")
                .withFormerGroups(List.of(new FormerGroup(new RecordId("g4"), LocalDate.parse("2026-08-25"))));

        rosters.seed(school, "De Voorbeeldschool", List.of(moved));

        assertThat(rosters.read(school).pupils()).containsExactly(moved);
    }

    @Test
    void seedsNothing_whenSchoolHasARevision() {
        seeded();

        rosters.seed(school, "Andere naam", List.of(pupil("c", "Smit")));

        assertThat(rosters.read(school).schoolName()).isEqualTo("De Voorbeeldschool");
        assertThat(rosters.read(school).pupils()).hasSize(2);
    }

    @Test
    void namesSchoolThatNobodyWrote_withoutARevision() {
        rosters.name(school, "De Voorbeeldschool");

        assertThat(rosters.schoolName(school)).isEqualTo("De Voorbeeldschool");
        assertThat(rosters.read(school).schoolName()).isEqualTo("De Voorbeeldschool");
        assertThat(rosters.read(school).revision()).isZero();
        assertThat(rosters.lock(school, C1, NOW, UNTIL)).isEqualTo(new LockOutcome.Locked(0));
    }

    @Test
    void tellsTheTypeOfSchool_alsoOfOneThatNobodyWrote() {
        assertThat(rosters.schoolType(school)).isEmpty();

        rosters.setType(school, SchoolType.SECONDARY);
        rosters.name(school, "De Voorbeeldschool");
        rosters.lock(school, C1, NOW, UNTIL);

        assertThat(rosters.schoolType(school)).contains(SchoolType.SECONDARY);
        assertThat(rosters.schoolName(school)).isEqualTo("De Voorbeeldschool");
        assertThat(rosters.read(school).revision()).isZero();
    }

    @Test
    void renamesSchool_leavingRecordsRevisionAndACommitUnderWay() {
        seeded();
        Commit.Done commit = started(C1, 1);

        rosters.name(school, "De Andere School");

        assertThat(rosters.lock(school, C2, NOW, UNTIL)).isEqualTo(new LockOutcome.Busy(C1, UNTIL));
        assertThat(rosters.flip(commit, Optional.empty(), eventsAndAudit(school)))
                .isEqualTo(FlipOutcome.FLIPPED);
        Roster roster = rosters.read(school);
        assertThat(roster.schoolName()).isEqualTo("De Andere School");
        assertThat(roster.revision()).isEqualTo(2);
        assertThat(roster.pupils()).hasSize(2);
    }

    @Test
    void letsOneCommitIn_untilItGivesTheLockBack() {
        seeded();

        LockOutcome first = rosters.lock(school, C1, NOW, UNTIL);
        LockOutcome same = rosters.lock(school, C1, NOW, UNTIL.plusNanos(7));
        LockOutcome other = rosters.lock(school, C2, NOW, UNTIL);
        rosters.unlock(school, C2);
        LockOutcome still = rosters.lock(school, C2, UNTIL, UNTIL);
        LockOutcome expired = rosters.lock(school, C2, UNTIL.plusNanos(7), UNTIL);
        rosters.unlock(school, C1);
        LockOutcome free = rosters.lock(school, C2, NOW, UNTIL);

        assertThat(first).isEqualTo(new LockOutcome.Locked(1));
        assertThat(same).isEqualTo(new LockOutcome.Locked(1));
        assertThat(other).isEqualTo(new LockOutcome.Busy(C1, UNTIL.plusNanos(7)));
        assertThat(still).isEqualTo(other);
        assertThat(expired).isEqualTo(new LockOutcome.Abandoned(C1));
        assertThat(free).isEqualTo(new LockOutcome.Locked(1));
    }

    @Test
    void locksSchoolThatNobodyWrote() {
        LockOutcome locked = rosters.lock(school, C1, NOW, UNTIL);

        assertThat(locked).isEqualTo(new LockOutcome.Locked(0));
        assertThat(rosters.read(school).revision()).isZero();
        assertThat(rosters.read(school).schoolName()).isEqualTo(school.toString());
    }

    @Test
    void hidesWhatIsPut_untilTheFlip() {
        seeded();
        Commit.Done commit = started(C1, 1);

        rosters.put(school, C1, 1, renaming("a", "Bakker", "Mulder"));
        rosters.put(school, C1, 1, new PlanEntry(Optional.empty(), pupil("c", "Smit")));
        Roster before = rosters.read(school);
        FlipOutcome flip = rosters.flip(commit, Optional.empty(), eventsAndAudit(school));
        Roster after = rosters.read(school);

        assertThat(before.revision()).isEqualTo(1);
        assertThat(before.pupils()).containsExactlyInAnyOrder(pupil("a", "Bakker"), pupil("b", "Visser"));
        assertThat(before.findVersioned(new RecordId("a"))).contains(new Roster.Versioned(pupil("a", "Bakker"), 1));
        assertThat(flip).isEqualTo(FlipOutcome.FLIPPED);
        assertThat(after.revision()).isEqualTo(2);
        assertThat(after.pupils())
                .containsExactlyInAnyOrder(pupil("a", "Mulder"), pupil("b", "Visser"), pupil("c", "Smit"));
        assertThat(after.findVersioned(new RecordId("b")).orElseThrow().revision())
                .isEqualTo(1);
        assertThat(after.findVersioned(new RecordId("c")).orElseThrow().revision())
                .isEqualTo(2);
        assertThat(after.schoolName()).isEqualTo("De Voorbeeldschool");
        assertThat(stores.commits().find(school, C1)).contains(commit);
        assertThat(stores.events(school)).hasSize(1);
    }

    @Test
    void readsOnePupil_asTheWholeRosterShowsHim() {
        Group group = Example.existingGroup("g", "3a", "3", "G1");
        assertThat(rosters.pupil(school, new RecordId("a"))).isEmpty();
        rosters.seed(school, "De Voorbeeldschool", List.of(group, pupil("a", "Bakker"), pupil("b", "Visser")));
        Commit.Done commit = started(C1, 1);
        rosters.put(school, C1, 1, renaming("a", "Bakker", "Mulder"));
        rosters.put(school, C1, 1, new PlanEntry(Optional.empty(), pupil("c", "Smit")));

        assertThat(rosters.pupil(school, new RecordId("a"))).contains(pupil("a", "Bakker"));
        assertThat(rosters.pupil(school, new RecordId("b"))).contains(pupil("b", "Visser"));
        assertThat(rosters.pupil(school, new RecordId("c"))).isEmpty();
        assertThat(rosters.pupil(school, new RecordId("g"))).isEmpty();

        rosters.flip(commit, Optional.empty(), eventsAndAudit(school));

        assertThat(rosters.pupil(school, new RecordId("a"))).contains(pupil("a", "Mulder"));
        assertThat(rosters.pupil(school, new RecordId("c"))).contains(pupil("c", "Smit"));
    }

    @Test
    void findsThePupilWhoStays_byTheIdThatWent_untilTheMergeIsUndone() {
        RecordId a = new RecordId("a");
        RecordId b = new RecordId("b");
        Gone merged = new Gone(a, Optional.of(b));
        rosters.seed(school, "De Voorbeeldschool", List.of(pupil("a", "Bakker"), pupil("b", "Bakker")));
        Commit.Done merge = started(C1, 1);
        rosters.put(school, C1, 1, new PlanEntry(Optional.of(pupil("a", "Bakker")), merged));
        assertThat(rosters.pupil(school, a)).contains(pupil("a", "Bakker"));
        rosters.flip(merge, Optional.empty(), eventsAndAudit(school));
        assertThat(rosters.pupil(school, a)).contains(pupil("b", "Bakker"));

        Commit.Done undo = started(C2, 2);
        rosters.put(school, C2, 2, new PlanEntry(Optional.of(merged), pupil("a", "Bakker")));
        assertThat(rosters.pupil(school, a)).contains(pupil("b", "Bakker"));
        rosters.flip(undo, Optional.empty(), eventsAndAudit(school));
        assertThat(rosters.pupil(school, a)).contains(pupil("a", "Bakker"));
    }

    @Test
    void canBePutAgain_byTheSameCommitOnly() {
        seeded();

        PutOutcome first = rosters.put(school, C1, 1, renaming("a", "Bakker", "Mulder"));
        PutOutcome again = rosters.put(school, C1, 1, renaming("a", "Bakker", "Mulder"));
        PutOutcome other = rosters.put(school, C2, 1, renaming("a", "Bakker", "Smit"));
        PutOutcome next = rosters.put(school, C2, 2, renaming("a", "Mulder", "Smit"));
        PutOutcome fenced = rosters.put(school, C1, 1, renaming("a", "Bakker", "Mulder"));

        assertThat(List.of(first, again, other, next, fenced))
                .containsExactly(
                        PutOutcome.WRITTEN,
                        PutOutcome.WRITTEN,
                        PutOutcome.FENCED,
                        PutOutcome.WRITTEN,
                        PutOutcome.FENCED);
    }

    @Test
    void flipsOnce_whenTwoWorkersFinishTheSameCommit() {
        seeded();
        Commit.Done commit = started(C1, 1);
        rosters.flip(commit, Optional.empty(), eventsAndAudit(school));
        started(C2, 2);

        FlipOutcome again = rosters.flip(commit, Optional.empty(), eventsAndAudit(school));

        assertThat(again).isEqualTo(FlipOutcome.ALREADY_DONE);
        assertThat(rosters.read(school).revision()).isEqualTo(2);
        assertThat(rosters.lock(school, C1, NOW, UNTIL)).isEqualTo(new LockOutcome.Busy(C2, UNTIL));
        assertThat(stores.events(school)).hasSize(1);
    }

    @Test
    void closesImportWithTheFlip() {
        seeded();
        stores.imports().stage(open(school, "i1", 1), List.of(), ended(school, "f1", NOW), new byte[0], SILENT);
        stores.imports().advance(committing(school, "i1", "c1", 2), Optional.empty(), SILENT);
        Commit.Done commit = started(C1, 1);

        rosters.flip(commit, Optional.of(committed(school, "i1", "c1", 3)), SILENT);

        assertThat(stores.imports().find(school)).contains(committed(school, "i1", "c1", 3));
    }

    @Test
    void throwsAndChangesNothing_whenFlipHasNoLockOrImportMoved() {
        seeded();
        Commit.Done commit = started(C1, 1);

        assertThatThrownBy(() ->
                        rosters.flip(commit, Optional.of(committed(school, "i1", "c1", 3)), eventsAndAudit(school)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("commit c1 may not flip its school");
        rosters.unlock(school, C1);
        assertThatThrownBy(() -> rosters.flip(commit, Optional.empty(), eventsAndAudit(school)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(rosters.read(school).revision()).isEqualTo(1);
        assertThat(stores.commits().find(school, C1)).containsInstanceOf(Commit.Planned.class);
        assertThat(stores.events(school)).isEmpty();
    }

    @Test
    void makesOwnRevision_whenOneRecordIsEdited() {
        seeded();

        EditOutcome edited = rosters.edit(school, pupil("a", "Mulder"), 1, eventsAndAudit(school));
        EditOutcome added = rosters.edit(school, pupil("c", "Smit"), 0, eventsAndAudit(school));
        EditOutcome again = rosters.edit(school, pupil("a", "Bos"), 2, SILENT);

        assertThat(edited).isEqualTo(new EditOutcome.Edited(new Roster.Versioned(pupil("a", "Mulder"), 2)));
        assertThat(added).isEqualTo(new EditOutcome.Edited(new Roster.Versioned(pupil("c", "Smit"), 3)));
        assertThat(again).isEqualTo(new EditOutcome.Edited(new Roster.Versioned(pupil("a", "Bos"), 4)));
        assertThat(rosters.read(school).revision()).isEqualTo(4);
        assertThat(rosters.read(school).pupils())
                .containsExactlyInAnyOrder(pupil("a", "Bos"), pupil("b", "Visser"), pupil("c", "Smit"));
        assertThat(stores.events(school)).hasSize(2);
    }

    @Test
    void editsFirstRecordOfSchoolThatNobodyWrote() {
        EditOutcome edited = rosters.edit(school, pupil("a", "Mulder"), 0, SILENT);

        assertThat(edited).isEqualTo(new EditOutcome.Edited(new Roster.Versioned(pupil("a", "Mulder"), 1)));
        assertThat(rosters.read(school).pupils()).containsExactly(pupil("a", "Mulder"));
    }

    @Test
    void tellsWhatIsThere_whenRecordMovedBeforeTheEdit() {
        seeded();
        rosters.edit(school, pupil("a", "Mulder"), 1, SILENT);

        EditOutcome moved = rosters.edit(school, pupil("a", "Bos"), 1, eventsAndAudit(school));
        EditOutcome absent = rosters.edit(school, pupil("z", "Bos"), 1, eventsAndAudit(school));

        assertThat(moved).isEqualTo(new EditOutcome.Moved(Optional.of(new Roster.Versioned(pupil("a", "Mulder"), 2))));
        assertThat(absent).isEqualTo(new EditOutcome.Moved(Optional.empty()));
        assertThat(rosters.read(school).revision()).isEqualTo(2);
        assertThat(stores.events(school)).isEmpty();
    }

    @Test
    void refusesEdit_whileACommitHoldsTheLock() {
        seeded();
        rosters.lock(school, C1, NOW, UNTIL);

        EditOutcome held = rosters.edit(school, pupil("a", "Mulder"), 1, eventsAndAudit(school));
        rosters.unlock(school, C1);
        EditOutcome free = rosters.edit(school, pupil("a", "Mulder"), 1, SILENT);

        assertThat(held).isEqualTo(new EditOutcome.Locked(C1, UNTIL));
        assertThat(free).isInstanceOf(EditOutcome.Edited.class);
        assertThat(stores.events(school)).isEmpty();
    }
}
