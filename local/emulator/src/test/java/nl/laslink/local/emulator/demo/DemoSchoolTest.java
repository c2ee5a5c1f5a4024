package nl.laslink.local.emulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.local.lassimulator.LasSimulator;
import nl.laslink.local.lassimulator.LasSimulatorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The review has real work only when the two sides overlap in part; these numbers keep the demo so. */
class DemoSchoolTest {
    private static final SchoolYear YEAR = new SchoolYear(2026);

    @Test
    void theLargeSchoolOverlapsInPartWithTheLas() {
        DemoSchool demo = DemoSchool.read("99XX-00", YEAR);
        Roster roster = roster(demo);

        assertThat(demo.name()).isEqualTo("De Voorbeeldschool");
        assertThat(roster.pupils()).hasSizeBetween(200, 220);
        assertThat(roster.pupils().stream().filter(p -> !p.active())).hasSize(4);
        assertThat(roster.pupils().stream().filter(p -> p.birthDate().isEmpty()))
                .hasSizeBetween(10, 20);
        assertThat(roster.pupils().stream().filter(p -> p.tests().results() > 0))
                .hasSizeGreaterThan(100);
        assertThat(roster.pupils().stream().filter(p -> p.tests().results() > 0))
                .allSatisfy(p -> assertThat(p.tests().lastOn())
                        .hasValueSatisfying(d -> assertThat(d).isBefore(LocalDate.of(2026, 8, 1))));
        assertThat(names(roster)).contains("Emma de Vries", "Nina Terpstra", "Noor Terpstra");
        assertThat(roster.pupils().stream().filter(p -> p.name().full().equals("Emma de Vries")))
                .hasSize(2);
        assertThat(roster.teachers().stream().filter(t -> t.email().isPresent()))
                .hasSizeBetween(8, 14);
        assertThat(roster.groups()).extracting(Group::name).contains("Groep 4/5", "Groep 7 rood", "Plusklas");
    }

    @Test
    void itsOldNumbersAreOfAnotherLas_andAreThereToBeRemoved() {
        Roster roster = roster(DemoSchool.read("99XX-00", YEAR));

        Roster.ExternalNumbers numbers = roster.externalNumbers();
        assertThat(numbers.pupils()).isBetween(180, 210);
        assertThat(numbers.groups()).isEqualTo(11);
        assertThat(numbers.teachers()).isBetween(10, 16);
        assertThat(roster.pupils().stream().flatMap(p -> p.externalNumber().stream()))
                .allSatisfy(n -> assertThat(n.las().value()).isEqualTo("ParnasSys"));
    }

    @Test
    void aFewMatchByThemselves_byTheEckIdOfTheLas() throws Exception {
        Roster roster = roster(DemoSchool.read("99XX-00", YEAR));
        Set<String> inLas;
        try (LasSimulator las = LasSimulator.start(LasSimulatorConfig.inMemory(Clock.systemUTC()))) {
            inLas = las.school("99XX-00").school().pupils().stream()
                    .flatMap(p -> p.eckId().stream())
                    .map(Object::toString)
                    .collect(Collectors.toSet());
        }

        List<String> ours = roster.pupils().stream()
                .flatMap(p -> p.eckId().stream())
                .map(EckId::value)
                .toList();

        assertThat(ours).hasSizeBetween(5, 10);
        assertThat(inLas).containsAll(ours);
    }

    @Test
    void theSmallSchoolHasNoOldNumbers() {
        Roster roster = roster(DemoSchool.read("98YY-00", YEAR));

        assertThat(roster.pupils()).hasSizeBetween(15, 25);
        assertThat(roster.externalNumbers()).isEqualTo(new Roster.ExternalNumbers(0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99XX-00", "98YY-00"})
    void itsRecordsHangTogether(String code) {
        DemoSchool demo = DemoSchool.read(code, YEAR);
        Roster roster = roster(demo);

        assertThat(demo.school()).hasToString(code);
        assertThat(demo.records()).extracting(RosterRecord::id).doesNotHaveDuplicates();
        assertThat(roster.groups()).allSatisfy(g -> assertThat(g.schoolYear()).isEqualTo(YEAR));
        Set<Object> groups =
                new HashSet<>(roster.groups().stream().map(Group::id).toList());
        assertThat(groups)
                .containsAll(roster.pupils().stream()
                        .flatMap(p -> p.group().stream())
                        .toList())
                .containsAll(roster.pupils().stream()
                        .map(Pupil::compositeGroups)
                        .flatMap(List::stream)
                        .toList())
                .containsAll(roster.teachers().stream()
                        .map(Teacher::groups)
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<String> names(Roster roster) {
        return roster.pupils().stream().map(p -> p.name().full()).toList();
    }

    private static Roster roster(DemoSchool demo) {
        return new Roster(
                demo.school(),
                demo.name(),
                1,
                demo.records().stream().map(r -> new Roster.Versioned(r, 1)).toList());
    }
}
