package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.existingTeacher;
import static nl.laslink.domain.testing.Example.roster;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;
import org.junit.jupiter.api.Test;

class RebaseTest {
    private static final Group FIVE = existingGroup("g5", "Groep 5", "5", "G5");
    private static final Group SIX = existingGroup("g6", "Groep 6", "6", "G6");
    private static final Pupil NOOR = existingPupil("p1", "Noor", "Visser", "", "g5", "L1", "");
    private static final Pupil SEM = existingPupil("p2", "Sem", "Jansen", "", "g6", "L2", "");

    private static PlanEntry change(RosterRecord before, RosterRecord after) {
        return new PlanEntry(Optional.of(before), after);
    }

    private static PlanEntry add(RosterRecord after) {
        return new PlanEntry(Optional.empty(), after);
    }

    private static List<String> back(List<PlanEntry> plan, RosterRecord... now) {
        return Rebase.of(plan, roster(now)).comesBack().stream()
                .map(Object::toString)
                .sorted()
                .toList();
    }

    @Test
    void keepsAll_whenNoRecordOfThePlanChanged() {
        List<PlanEntry> plan = List.of(
                change(NOOR, existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", "")),
                add(existingPupil("p3", "Mila", "Smit", "", "g5", "L3", "")));

        Rebase rebase = Rebase.of(plan, roster(FIVE, SIX, NOOR, SEM.withActive(false)));

        assertThat(rebase.entries()).isEqualTo(plan);
        assertThat(rebase.comesBack()).isEmpty();
    }

    @Test
    void bringsBackOnlyTheRecordThatChanged() {
        List<PlanEntry> plan = List.of(
                change(NOOR, existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", "")),
                change(SEM, existingPupil("p2", "Sem", "Janssen", "", "g6", "L2", "")));

        assertThat(back(plan, FIVE, SIX, NOOR.withActive(false), SEM)).containsExactly("p1");
    }

    @Test
    void bringsBackThePupilsOfAGroupThatChanged() {
        List<PlanEntry> plan = List.of(
                change(FIVE, existingGroup("g5", "De Dolfijnen", "5", "G5")),
                change(NOOR, existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", "")),
                change(SEM, existingPupil("p2", "Sem", "Janssen", "", "g6", "L2", "")));

        assertThat(back(plan, existingGroup("g5", "Groep vijf", "5", "G5"), SIX, NOOR, SEM))
                .containsExactly("g5", "p1");
    }

    /** An undo gave the key back to a pupil of whom the plan does not speak. */
    @Test
    void bringsBackWhoWouldGetTheKey_whenAnotherRecordHasItNow() {
        List<PlanEntry> plan = List.of(
                add(existingPupil("p3", "Mila", "Smit", "", "g5", "L1", "")),
                change(SEM, existingPupil("p2", "Sem", "Janssen", "", "g6", "L2", "")));

        assertThat(back(plan, FIVE, SIX, existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", ""), SEM))
                .containsExactly("p3");
    }

    /** One key is on one record: both change, or neither. */
    @Test
    void bringsBackWhoWouldGetTheKey_whenTheOneWhoLosesItChanged() {
        List<PlanEntry> plan = List.of(
                change(SEM, existingPupil("p2", "Sem", "Jansen", "", "g6", "L1", "")),
                change(NOOR, existingPupil("p1", "Noor", "Visser", "", "g5", "", "")));

        assertThat(back(plan, FIVE, SIX, NOOR.withActive(false), SEM)).containsExactly("p1", "p2");
    }

    @Test
    void bringsBackTheTeacher_whenAnotherGotTheAddressMeanwhile() {
        Teacher els = existingTeacher("t1", "Els", "Wouters", "els@devoorbeeldschool.example", "T1");
        List<PlanEntry> plan = List.of(add(els));

        assertThat(back(plan, existingTeacher("t9", "Else", "Wouters", "els@devoorbeeldschool.example", "")))
                .containsExactly("t1");
    }

    @Test
    void keepsNothing_whenEverythingChanged() {
        List<PlanEntry> plan = List.of(change(NOOR, existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", "")));

        assertThat(Rebase.of(plan, roster(FIVE)).entries()).isEmpty();
    }
}
