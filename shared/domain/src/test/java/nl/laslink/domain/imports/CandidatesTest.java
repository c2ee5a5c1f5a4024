package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.existingTeacher;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.pupil;
import static nl.laslink.domain.testing.Example.roster;
import static nl.laslink.domain.testing.Example.teacher;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.Teacher;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final List<String> NAMES = List.of(
            "Jansen",
            "Janssen",
            "Jansne",
            "Jnsen",
            "Bakker",
            "Baker",
            "Dijkstra",
            "Dykstra",
            "Noor",
            "Noro",
            "Sofie",
            "Sophie",
            "Jelle",
            "Jesse",
            "M.",
            "Mila",
            "Bos",
            "Vos",
            "Søren",
            "Soren",
            "de Wit",
            "Vandenberg",
            "van den Berg",
            "Bakker-Smit",
            "Smit",
            "Jansen-de Vries",
            "de Vries",
            "Mila Noor",
            "Đorđe",
            "Djordje",
            "");

    @Test
    void blocksMissNobody_whenEveryPairIsCompared() {
        Random random = new Random(12);
        Roster roster = roster(IntStream.range(0, 400)
                .mapToObj(i ->
                        existingPupil("p" + i, first(random), name(random), date(random), anyGroup(random), "", ""))
                .toArray(Pupil[]::new));
        Candidates candidates = new Candidates(roster, YEAR);
        Map<LasKey, RecordId> groups = Map.of(new LasKey("g1"), new RecordId("g1"));

        for (int i = 0; i < 400; i++) {
            DeliveredPupil delivered = pupil("L" + i, "", first(random), name(random), date(random), anyGroup(random));
            PupilForm form = PupilForm.of(delivered, groups);
            Set<RecordId> byBlock = candidates.pupils(form).stream()
                    .filter(c -> !form.reasons(c.form()).isEmpty())
                    .map(c -> c.entry().id())
                    .collect(Collectors.toSet());

            assertThat(byBlock)
                    .isEqualTo(roster.pupils().stream()
                            .filter(p -> !form.reasons(PupilForm.of(p)).isEmpty())
                            .map(Pupil::id)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void blocksMissNoTeacher_whenEveryPairIsCompared() {
        Random random = new Random(13);
        Roster roster = roster(IntStream.range(0, 300)
                .mapToObj(i -> existingTeacher("t" + i, first(random), name(random), address(random), ""))
                .toArray(Teacher[]::new));
        Candidates candidates = new Candidates(roster, YEAR);

        for (int i = 0; i < 300; i++) {
            TeacherForm form = TeacherForm.of(teacher("T" + i, first(random), name(random), address(random)));

            assertThat(alike(candidates.teachers(form), form::reasons))
                    .isEqualTo(roster.teachers().stream()
                            .filter(t -> !form.reasons(TeacherForm.of(t)).isEmpty())
                            .map(Teacher::id)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void blocksMissNoGroup_whenEveryPairIsCompared() {
        Random random = new Random(14);
        Roster roster = roster(IntStream.range(0, 200)
                .mapToObj(i -> existingGroup("g" + i, groupName(random), year(random), ""))
                .toArray(Group[]::new));
        Candidates candidates = new Candidates(roster, YEAR);

        for (int i = 0; i < 200; i++) {
            GroupForm form = GroupForm.of(group("G" + i, groupName(random), year(random)));

            assertThat(alike(candidates.groups(form), form::reasons))
                    .isEqualTo(roster.groups().stream()
                            .filter(g -> !form.reasons(GroupForm.of(g)).isEmpty())
                            .map(Group::id)
                            .collect(Collectors.toSet()));
        }
    }

    private static <F> Set<RecordId> alike(
            Collection<Candidates.Existing<F>> candidates, Function<F, Set<Proposal.Reason>> reasons) {
        return candidates.stream()
                .filter(c -> !reasons.apply(c.form()).isEmpty())
                .map(c -> c.entry().id())
                .collect(Collectors.toSet());
    }

    private static String address(Random random) {
        return List.of("anja@school.example", "Anja@School.example", "jan@school.example", "")
                .get(random.nextInt(4));
    }

    private static String groupName(Random random) {
        return List.of("Groep 5", "5", "Groep 5/6", "5-6 combi", "De Dolfijnen", "de dolfijnen", "Klas 3A", "3a")
                .get(random.nextInt(8));
    }

    private static String year(Random random) {
        return List.of("5", "6", "3", "").get(random.nextInt(4));
    }

    @Test
    void comparesFewRecordsPerPupil_whenSchoolHasTwoThousand() {
        int pupils = 2000;
        Random random = new Random(12);
        List<String> surnames =
                IntStream.range(0, 400).mapToObj(_ -> letters(random)).toList();
        Roster roster = roster(IntStream.range(0, pupils)
                .mapToObj(i -> existingPupil(
                        "p" + i,
                        letters(random),
                        surnames.get(i % 400),
                        "2016-04-" + (10 + i % 20),
                        "g" + i % 80,
                        "",
                        ""))
                .toArray(Pupil[]::new));
        Candidates candidates = new Candidates(roster, YEAR);
        Map<LasKey, RecordId> groups = IntStream.range(0, 80)
                .boxed()
                .collect(Collectors.toMap(g -> new LasKey("g" + g), g -> new RecordId("g" + g)));

        long compared = IntStream.range(0, pupils)
                .mapToObj(i -> pupil(
                        "L" + i, "", letters(random), surnames.get(i % 400), "2016-04-" + (10 + i % 20), "g" + i % 80))
                .mapToLong(delivered ->
                        candidates.pupils(PupilForm.of(delivered, groups)).size())
                .sum();

        assertThat(compared).isBetween(5L * pupils, 40L * pupils);
    }

    private static String letters(Random random) {
        return random.ints(7, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String first(Random random) {
        return NAMES.get(random.nextInt(NAMES.size() - 1));
    }

    private static String name(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private static String date(Random random) {
        return List.of("2016-04-09", "2017-11-02", "").get(random.nextInt(3));
    }

    private static String anyGroup(Random random) {
        return random.nextBoolean() ? "g1" : "";
    }
}
