package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.delivery;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.existingTeacher;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.pupil;
import static nl.laslink.domain.testing.Example.roster;
import static nl.laslink.domain.testing.Example.teacher;
import static nl.laslink.domain.testing.Imports.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.UndoPlan.Kept;
import nl.laslink.domain.imports.UndoPlan.Reason;
import nl.laslink.domain.imports.UndoPlan.Selection;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.testing.FixedIds;
import nl.laslink.domain.testing.Imports;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class UndoPlanTest {
    private static final Commit.Header COMMIT = Imports.commit(SCHOOL, "c1", Commit.Kind.IMPORT, 1, 1);
    private static final Selection WHOLE = new Selection.Whole();

    private static final Pupil NOOR = existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "", "");
    private static final Pupil NOOR_LINKED = existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", "eck-1");
    private static final Group GROUP_5 = existingGroup("g5", "Groep 5", "5", "G5");

    private static UndoPlan undo(Roster today, List<LedgerEntry> ledger, PlanEntry... changes) {
        return UndoPlan.of(COMMIT, List.of(changes), today, ledger, WHOLE);
    }

    private static PlanEntry changed(RosterRecord before, RosterRecord after) {
        return new PlanEntry(Optional.of(before), after);
    }

    private static PlanEntry added(RosterRecord after) {
        return new PlanEntry(Optional.empty(), after);
    }

    private static LedgerEntry result(String pupil, ScoreState state, int secondsAfterCommit) {
        return new LedgerEntry(
                SCHOOL,
                new ResultKey("z-" + pupil),
                new RecordId(pupil),
                new TestCode("REKENEN"),
                Optional.of("1"),
                Optional.empty(),
                LocalDate.parse("2026-11-20"),
                new ScoreValue.Plain(12),
                NOW,
                state,
                NOW.plusSeconds(secondsAfterCommit),
                1);
    }

    private static Roster after(Roster before, List<PlanEntry> entries) {
        Map<RecordId, RosterRecord> records = new LinkedHashMap<>();
        before.stored().forEach(record -> records.put(record.id(), record));
        entries.forEach(entry -> records.put(entry.id(), entry.after()));
        return new Roster(
                SCHOOL,
                before.schoolName(),
                before.revision() + 1,
                records.values().stream()
                        .map(record -> new Roster.Versioned(record, before.revision() + 1))
                        .toList());
    }

    /** What readers see. */
    private static Set<RosterRecord> seen(Roster roster) {
        return roster.stored().stream().filter(r -> !(r instanceof Gone)).collect(Collectors.toSet());
    }

    @Test
    void restoresNameAndLink_whenNothingChangedSince() {
        UndoPlan plan = undo(roster(GROUP_5, NOOR_LINKED), List.of(), changed(NOOR, NOOR_LINKED));

        assertThat(plan.entries()).containsExactly(changed(NOOR_LINKED, NOOR));
        assertThat(plan.kept()).isEmpty();
        assertThat(plan.summary(COMMIT)).isEqualTo(new Commit.Undo(COMMIT.id(), 1, 0, 0));
    }

    @Test
    void removesAddedPupil_withHisGroup() {
        Group plus = existingGroup("g6", "Plusgroep", "", "PLUS");
        Pupil mila = existingPupil("p2", "Mila", "Smit", "2016-06-02", "g6", "L2", "eck-2");

        UndoPlan plan = undo(roster(plus, mila), List.of(), added(plus), added(mila));

        assertThat(plan.entries())
                .extracting(PlanEntry::after)
                .containsExactly(new Gone(plus.id()), new Gone(mila.id()));
        assertThat(seen(after(roster(plus, mila), plan.entries()))).isEmpty();
    }

    @Test
    void leavesRecordAlone_whenItChangedSince() {
        Pupil renamed = existingPupil("p1", "Noor", "Visser", "2016-04-09", "g5", "L1", "eck-1");

        UndoPlan plan = undo(roster(GROUP_5, renamed), List.of(), changed(NOOR, NOOR_LINKED));

        assertThat(plan.entries()).isEmpty();
        assertThat(plan.kept()).containsExactly(new Kept(changed(NOOR, NOOR_LINKED), Reason.CHANGED_SINCE));
    }

    @Test
    void hasNothingToDo_whenRecordIsAsBefore() {
        Pupil inactive = NOOR.withActive(false);

        UndoPlan plan = undo(roster(GROUP_5, NOOR), List.of(), changed(NOOR, inactive));

        assertThat(plan.entries()).isEmpty();
        assertThat(plan.kept()).isEmpty();
    }

    @Test
    void keepsLink_whenResultWasDeliveredUnderIt() {
        List<LedgerEntry> ledger = List.of(result("p1", new ScoreState.Accepted(), 60));

        UndoPlan plan = undo(roster(GROUP_5, NOOR_LINKED), ledger, changed(NOOR, NOOR_LINKED));

        assertThat(plan.kept()).extracting(Kept::reason).containsExactly(Reason.SCORE_DELIVERED);
    }

    @Test
    void keepsLink_whenNoAnswerCameToAResult() {
        List<LedgerEntry> ledger = List.of(result("p1", new ScoreState.Sent(), 60));

        assertThat(undo(roster(GROUP_5, NOOR_LINKED), ledger, changed(NOOR, NOOR_LINKED))
                        .kept())
                .extracting(Kept::reason)
                .containsExactly(Reason.SCORE_DELIVERED);
    }

    @Test
    void countsResultsThatWaitAgain_whenNoneWasDelivered() {
        List<LedgerEntry> ledger =
                List.of(result("p1", new ScoreState.Ready(), 60), result("p9", new ScoreState.Ready(), 60));

        UndoPlan plan = undo(roster(GROUP_5, NOOR_LINKED), ledger, changed(NOOR, NOOR_LINKED));

        assertThat(plan.entries()).hasSize(1);
        assertThat(plan.waitAgain()).containsExactlyEntriesOf(Map.of(NOOR.id(), 1));
    }

    @Test
    void restoresActive_whateverWasDelivered() {
        List<LedgerEntry> ledger = List.of(result("p1", new ScoreState.Accepted(), 60));
        Pupil inactive = NOOR_LINKED.withActive(false);

        UndoPlan plan = undo(roster(GROUP_5, inactive), ledger, changed(NOOR_LINKED, inactive));

        assertThat(plan.entries()).containsExactly(changed(inactive, NOOR_LINKED));
        assertThat(plan.waitAgain()).isEmpty();
    }

    @Test
    void restoresLink_whenResultWasDeliveredBeforeTheCommit() {
        List<LedgerEntry> ledger = List.of(result("p1", new ScoreState.Accepted(), -60));

        assertThat(undo(roster(GROUP_5, NOOR_LINKED), ledger, changed(NOOR, NOOR_LINKED))
                        .entries())
                .hasSize(1);
    }

    @Test
    void keepsAddedPupil_whenThereAreResults() {
        List<LedgerEntry> ledger =
                List.of(result("p1", new ScoreState.Waiting(ScoreState.WaitReason.TEST_UNKNOWN), 60));

        assertThat(undo(roster(GROUP_5, NOOR_LINKED), ledger, added(NOOR_LINKED))
                        .kept())
                .extracting(Kept::reason)
                .containsExactly(Reason.HAS_RESULTS);
    }

    @Test
    void keepsAddedGroup_whenSomebodyStaysInIt() {
        Pupil moved = existingPupil("p9", "Ties", "Vos", "2016-01-01", "g5", "", "");

        UndoPlan plan = undo(roster(GROUP_5, NOOR_LINKED, moved), List.of(), added(GROUP_5), added(NOOR_LINKED));

        assertThat(plan.entries()).extracting(PlanEntry::id).containsExactly(NOOR.id());
        assertThat(plan.kept()).containsExactly(new Kept(added(GROUP_5), Reason.GROUP_IN_USE));
    }

    @Test
    void keepsPupil_whenFormerGroupIsGone() {
        Pupil before = existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g4", "", "");

        UndoPlan plan = undo(roster(GROUP_5, new Gone(new RecordId("g4")), NOOR), List.of(), changed(before, NOOR));

        assertThat(plan.kept()).extracting(Kept::reason).containsExactly(Reason.GROUP_GONE);
    }

    @Test
    void keepsPupil_whenKeyBelongsToSomebodyElse() {
        Pupil other = existingPupil("p2", "Mila", "Smit", "2016-06-02", "g5", "L1", "");

        UndoPlan plan = undo(roster(GROUP_5, NOOR, other), List.of(), changed(NOOR_LINKED, NOOR));

        assertThat(plan.kept()).extracting(Kept::reason).containsExactly(Reason.IDENTITY_TAKEN);
    }

    @Test
    void takesBackChosenRowsOnly_withTheChoiceAboutThem() {
        Pupil ties = existingPupil("p2", "Ties", "Vos", "2016-01-01", "g5", "L2", "");
        Choice.KeptActive kept = new Choice.KeptActive(new RecordId("k1"), NOOR.id(), YEAR, false);
        List<PlanEntry> changes =
                List.of(changed(NOOR, NOOR_LINKED), changed(ties, ties.withActive(false)), added(kept));

        UndoPlan plan = UndoPlan.of(
                COMMIT,
                changes,
                roster(GROUP_5, NOOR_LINKED, ties.withActive(false), kept),
                List.of(),
                new Selection.Chosen(Set.of(NOOR.id())));

        assertThat(plan.entries()).extracting(PlanEntry::id).containsExactly(NOOR.id(), kept.id());
    }

    /** An import of a school with random changes in the LAS and random decisions. */
    @RepeatedTest(200)
    void givesTheFirstRoster_andTheUndoOfTheUndoGivesTheSecond(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        FixedIds ids = new FixedIds();
        Roster first = randomSchool(random);
        ImportPlan imported = randomImport(random, first, ids);
        Roster second = after(first, imported.entries());

        UndoPlan undo = UndoPlan.of(COMMIT, imported.entries(), second, List.of(), WHOLE);
        Roster third = after(second, undo.entries());

        assertThat(undo.kept()).isEmpty();
        assertThat(seen(third)).isEqualTo(seen(first));

        UndoPlan again = UndoPlan.of(COMMIT, undo.entries(), third, List.of(), WHOLE);

        assertThat(again.kept()).isEmpty();
        assertThat(seen(after(third, again.entries()))).isEqualTo(seen(second));
    }

    @RepeatedTest(200)
    void leavesAloneAndNamesWhatChangedSince_andRestoresWhatDoesNotDependOnIt(RepetitionInfo repetition) {
        Random random = new Random(1_000 + repetition.getCurrentRepetition());
        FixedIds ids = new FixedIds();
        Roster first = randomSchool(random);
        ImportPlan imported = randomImport(random, first, ids);
        Roster second = after(first, imported.entries());
        List<PlanEntry> edits = second.pupils().stream()
                .filter(_ -> random.nextInt(4) == 0)
                .map(p -> new PlanEntry(Optional.of(p), p.withActive(!p.active())))
                .toList();
        Roster edited = after(second, edits);
        Set<RecordId> touched = edits.stream().map(PlanEntry::id).collect(Collectors.toSet());

        UndoPlan undo = UndoPlan.of(COMMIT, imported.entries(), edited, List.of(), WHOLE);
        Roster third = after(edited, undo.entries());

        assertThat(undo.entries()).extracting(PlanEntry::id).noneMatch(touched::contains);
        imported.entries().stream()
                .filter(change -> touched.contains(change.id()))
                .forEach(change -> assertThat(third.findStored(change.id()))
                        .satisfiesAnyOf(
                                now -> assertThat(now).isEqualTo(change.before()),
                                now -> assertThat(undo.kept()).contains(new Kept(change, Reason.CHANGED_SINCE))));
        assertThat(undo.entries())
                .allSatisfy(entry -> assertThat(third.find(entry.id())).isEqualTo(first.find(entry.id())));
        Set<RecordId> handled = Stream.concat(
                        undo.entries().stream().map(PlanEntry::id),
                        undo.kept().stream().map(k -> k.change().id()))
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(imported.entries()).allSatisfy(change -> assertThat(handled.contains(change.id())
                        || third.findStored(change.id()).equals(change.before()))
                .isTrue());
        assertThat(third.pupils()).allSatisfy(p -> assertThat(p.group().flatMap(third::group))
                .as("the group of %s", p.id())
                .isEqualTo(p.group()
                        .flatMap(edited::group)
                        .or(() -> p.group().flatMap(first::group))
                        .filter(g -> third.group(g.id()).isPresent())
                        .flatMap(g -> third.group(g.id()))));
    }

    private static final List<String> FIRST = List.of("Noor", "Sem", "Mila", "Ties", "Zoë", "Daan", "Lotte", "Bram");
    private static final List<String> LAST = List.of("Bakker", "Visser", "Smit", "Vos", "Jansen", "Mulder");

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String born(Random random) {
        return LocalDate.of(2016, 1, 1).plusDays(random.nextInt(300)).toString();
    }

    private static Roster randomSchool(Random random) {
        List<RosterRecord> records = new ArrayList<>();
        boolean isLinked = random.nextBoolean();
        for (int g = 3; g < 6; g++) {
            records.add(existingGroup("g" + g, "Groep " + g, "" + g, isLinked ? "G" + g : ""));
        }
        for (int t = 0; t < 3; t++) {
            records.add(existingTeacher(
                    "t" + t,
                    any(random, FIRST),
                    any(random, LAST),
                    "t" + t + "@fictief.example",
                    isLinked ? "T" + t : ""));
        }
        for (int p = 0; p < 12; p++) {
            Pupil pupil = existingPupil(
                    "p" + p,
                    any(random, FIRST),
                    any(random, LAST),
                    born(random),
                    "g" + (3 + random.nextInt(3)),
                    isLinked && random.nextInt(5) > 0 ? "L" + p : "",
                    isLinked && random.nextInt(3) == 0 ? "eck-" + p : "");
            records.add(random.nextInt(6) == 0 ? pupil.withActive(false) : pupil);
        }
        return roster(records.toArray(RosterRecord[]::new));
    }

    private static ImportPlan randomImport(Random random, Roster roster, FixedIds ids) {
        List<DeliveredGroup> groups = new ArrayList<>();
        for (int g = 3; g < 7; g++) {
            if (random.nextInt(5) > 0) {
                groups.add(group("G" + g, random.nextInt(4) == 0 ? "De Dolfijnen " + g : "Groep " + g, "" + g));
            }
        }
        List<DeliveredTeacher> teachers = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            teachers.add(teacher("T" + t, any(random, FIRST), any(random, LAST), "t" + t + "@fictief.example", "G4"));
        }
        List<DeliveredPupil> pupils = new ArrayList<>();
        for (int p = 0; p < 14; p++) {
            Optional<Pupil> known = roster.pupil(new RecordId("p" + p)).filter(_ -> random.nextInt(3) > 0);
            if (random.nextInt(6) > 0) {
                // Now and then the key or ECK iD of another pupil.
                int key = random.nextInt(10) == 0 ? random.nextInt(12) : p;
                pupils.add(pupil(
                        "L" + key + (key == p ? "" : "x".repeat(random.nextInt(2))),
                        random.nextInt(3) == 0 ? "eck-" + p : "",
                        known.flatMap(k -> k.name().firstName()).orElseGet(() -> any(random, FIRST)),
                        known.flatMap(k -> k.name().surname()).orElseGet(() -> any(random, LAST)),
                        known.flatMap(Pupil::birthDate).map(LocalDate::toString).orElseGet(() -> born(random)),
                        "G" + (3 + random.nextInt(4))));
            }
        }
        Delivery delivery = delivery(groups, teachers, pupils);
        List<Row> staged = new Staging(roster, LAS, ids).stage(delivery, List.of());
        Set<RecordId> taken = new HashSet<>(Matching.targets(staged));
        List<Row> rows = staged.stream().map(row -> decided(random, row, taken)).toList();
        Import.Header header = new Import.Header(
                SCHOOL, new ImportId("i1"), LAS, YEAR, NOW, NOW.plusSeconds(60), new Import.Counts(0, 0, 0), List.of());
        return ImportPlan.whole(
                rows,
                roster,
                random.nextBoolean() ? header : header.keepingActive(Set.of(new RecordId("p" + random.nextInt(12)))),
                ids);
    }

    private static Row decided(Random random, Row row, Set<RecordId> taken) {
        if (row.settled()) {
            return row;
        }
        Optional<RecordId> proposed = row.proposals().stream()
                .map(Proposal::record)
                .filter(record -> !taken.contains(record))
                .findFirst();
        if (row.isUndecided() && proposed.isPresent() && random.nextBoolean()) {
            taken.add(proposed.get());
            return row.decided(new Decision.LinkTo(proposed.get(), Decision.Basis.PERSON), row.typedEmail());
        }
        return random.nextInt(8) == 0 ? row.decided(new Decision.Skip(Decision.Basis.PERSON), Optional.empty()) : row;
    }
}
