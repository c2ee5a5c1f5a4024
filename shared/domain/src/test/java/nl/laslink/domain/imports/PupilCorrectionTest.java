package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.roster;
import static nl.laslink.domain.testing.Imports.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.imports.PupilCorrection.Outcome;
import nl.laslink.domain.imports.PupilCorrection.Refusal;
import nl.laslink.domain.imports.PupilCorrection.Wanted;
import nl.laslink.domain.roster.FormerGroup;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.testing.Imports;
import org.junit.jupiter.api.Test;

class PupilCorrectionTest {
    private static final RecordId OLD = new RecordId("p1");
    private static final RecordId NEW = new RecordId("p2");

    private static Pupil withResults(Pupil p, int results, String lastOn) {
        return new Pupil(
                p.id(),
                p.name(),
                p.birthDate(),
                p.yearGroup(),
                p.group(),
                p.compositeGroups(),
                p.active(),
                p.eckId(),
                p.externalNumber(),
                new Pupil.TestHistory(results, Optional.of(LocalDate.parse(lastOn))));
    }

    private static final Pupil WITH_RESULTS =
            withResults(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "", ""), 3, "2026-06-12");
    private static final Pupil LINKED = existingPupil("p2", "Noor", "de Bakker", "2016-04-09", "g6", "L1", "eck-1");

    private static List<PlanEntry> planned(Wanted wanted, Optional<Pupil> before, Pupil... pupils) {
        return ((Outcome.Planned) PupilCorrection.plan(wanted, roster(pupils), before, NOW)).entries();
    }

    private static Refusal refused(Wanted wanted, Pupil... pupils) {
        return ((Outcome.Refused) PupilCorrection.plan(wanted, roster(pupils), Optional.empty(), NOW)).reason();
    }

    @Test
    void mergesResultsAndLink_intoThePupilWhoStays() {
        List<PlanEntry> entries = planned(new Wanted.Merge(NEW, OLD), Optional.empty(), WITH_RESULTS, LINKED);

        Pupil stays = (Pupil) entries.getFirst().after();
        assertThat(stays.id()).isEqualTo(OLD);
        assertThat(stays.externalNumber()).isEqualTo(LINKED.externalNumber());
        assertThat(stays.eckId()).isEqualTo(LINKED.eckId());
        assertThat(stays.tests().results()).isEqualTo(3);
        assertThat(entries.get(1).after()).isEqualTo(new Gone(NEW, Optional.of(OLD)));
    }

    @Test
    void keepsTheGroupsOfBoth_whenTwoBecomeOne() {
        FormerGroup g4 = new FormerGroup(new RecordId("g4"), LocalDate.parse("2025-08-20"));
        FormerGroup g3 = new FormerGroup(new RecordId("g3"), LocalDate.parse("2024-08-20"));

        Pupil stays = (Pupil) planned(
                        new Wanted.Merge(NEW, OLD),
                        Optional.empty(),
                        WITH_RESULTS.withActive(false).withFormerGroups(List.of(g4)),
                        LINKED.withFormerGroups(List.of(g3)))
                .getFirst()
                .after();

        assertThat(stays.group()).contains(new RecordId("g6"));
        assertThat(stays.formerGroups())
                .containsExactly(g3, g4, new FormerGroup(new RecordId("g5"), LocalDate.parse("2026-11-24")));
    }

    @Test
    void findsThePupilWhoStays_byTheIdThatWent() {
        Roster after = new Roster(
                SCHOOL,
                "De Voorbeeldschool",
                2,
                List.of(
                        new Roster.Versioned(WITH_RESULTS, 2),
                        new Roster.Versioned(new Gone(NEW, Optional.of(OLD)), 2),
                        new Roster.Versioned(new Gone(new RecordId("p3"), Optional.of(NEW)), 2)));

        assertThat(after.pupil(NEW)).contains(WITH_RESULTS);
        assertThat(after.pupil(new RecordId("p3"))).contains(WITH_RESULTS);
        assertThat(after.find(NEW)).isEmpty();
        assertThat(after.pupils()).containsExactly(WITH_RESULTS);
    }

    @Test
    void takesTheKeyOfTheActivePupil_whenBothHaveOne() {
        Pupil left = existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "OLD", "")
                .withActive(false);

        Pupil stays = (Pupil) planned(new Wanted.Merge(NEW, OLD), Optional.empty(), left, LINKED)
                .getFirst()
                .after();

        assertThat(stays.active()).isTrue();
        assertThat(stays.externalNumber()).isEqualTo(LINKED.externalNumber());
        assertThat(stays.name()).isEqualTo(LINKED.name());
    }

    @Test
    void refusesToMerge_whenTheLasHasBoth() {
        Pupil other = existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L9", "");

        assertThat(refused(new Wanted.Merge(NEW, OLD), other, LINKED)).isEqualTo(Refusal.TWO_IN_LAS);
    }

    @Test
    void refusesOnePupilTwice_andPupilsWhoAreNotThere() {
        assertThat(refused(new Wanted.Merge(OLD, OLD), WITH_RESULTS)).isEqualTo(Refusal.SAME_PUPIL);
        assertThat(refused(new Wanted.Merge(OLD, NEW), WITH_RESULTS)).isEqualTo(Refusal.NO_SUCH_PUPIL);
        assertThat(refused(new Wanted.MoveLink(OLD, NEW), WITH_RESULTS, LINKED)).isEqualTo(Refusal.NOT_LINKED);
    }

    @Test
    void movesTheLink_andGivesBackTheNameFromBeforeIt() {
        Pupil wrong = existingPupil("p2", "Mila", "Smit", "2016-02-02", "g5", "L1", "eck-1");
        Pupil before = existingPupil("p2", "Milan", "Smit", "2015-02-02", "g4", "", "");
        Pupil right =
                existingPupil("p1", "Mila", "Smid", "2016-02-02", "", "", "").withActive(false);
        PlanEntry linked = new PlanEntry(Optional.of(before), wrong);
        assertThat(PupilCorrection.beforeLink(wrong, List.of(linked))).contains(before);

        List<PlanEntry> entries = planned(new Wanted.MoveLink(NEW, OLD), Optional.of(before), wrong, right);

        assertThat(entries.getFirst().after()).isEqualTo(before);
        Pupil now = (Pupil) entries.get(1).after();
        assertThat(now.id()).isEqualTo(OLD);
        assertThat(now.externalNumber()).isEqualTo(wrong.externalNumber());
        assertThat(now.name()).isEqualTo(wrong.name());
        assertThat(now.active()).isTrue();
    }

    @Test
    void isUndoneForBothOrForNone() {
        List<PlanEntry> entries = planned(new Wanted.Merge(NEW, OLD), Optional.empty(), WITH_RESULTS, LINKED);
        Commit.Header commit = Imports.commit(SCHOOL, "c1", Commit.Kind.MERGE, 1, 2);
        Pupil merged = (Pupil) entries.getFirst().after();
        UndoPlan.Selection one = new UndoPlan.Selection.Chosen(Set.of(OLD));

        UndoPlan undo = UndoPlan.of(commit, entries, after(merged), List.of(), one);
        assertThat(undo.entries()).extracting(PlanEntry::after).containsExactlyInAnyOrder(WITH_RESULTS, LINKED);

        UndoPlan kept = UndoPlan.of(commit, entries, after(merged.withActive(false)), List.of(), one);
        assertThat(kept.entries()).isEmpty();
        assertThat(kept.kept())
                .extracting(UndoPlan.Kept::reason)
                .containsOnly(UndoPlan.Reason.CHANGED_SINCE)
                .hasSize(2);
    }

    private static Roster after(Pupil merged) {
        return roster(merged, new Gone(NEW, Optional.of(OLD)));
    }
}
