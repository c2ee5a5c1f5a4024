package nl.laslink.uwlr.staged;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.uwlr.answer.PersonFields;
import nl.laslink.uwlr.answer.YearGroups;

/** What the stages of a transfer bring together: the groups first, then the people. It is a school only when all of it fits. */
final class StagedSchool {
    private final SchoolYear schoolYear;
    private final Optional<SchoolType> type;
    private final List<DeliveredGroup> groups;
    private final MergedPeople<DeliveredPupil> pupils = new MergedPeople<>(this::joined);
    private final MergedPeople<DeliveredTeacher> teachers = new MergedPeople<>(StagedSchool::joined);
    private final StagedWarnings warnings = new StagedWarnings();
    private int unknownGroups;
    private int conflictingPupils;

    /** @param structure the first answer */
    StagedSchool(SchoolYear schoolYear, Optional<SchoolType> type, Delivery structure) {
        this.schoolYear = schoolYear;
        this.type = type;
        this.groups = structure.groups();
        warnings.ofGroups(structure.warnings(), 1);
    }

    /** The people of some groups, or of none, of one kind, from the n-th answer. */
    void add(Delivery part, boolean composite, int answer) {
        part.pupils().forEach(pupil -> pupils.add(pupil, composite));
        part.teachers().forEach(teacher -> teachers.add(teacher, composite));
        warnings.ofPeople(part.warnings(), composite, answer);
    }

    int people() {
        return pupils.all().size() + teachers.all().size();
    }

    /** Empty when something did not come, or changed between two answers. */
    Optional<Delivery> whole() {
        if (!pupils.isWhole() || !teachers.isWhole() || pupils.all().isEmpty()) {
            return Optional.empty();
        }
        YearGroups yearGroups = new YearGroups(
                type,
                Stream.concat(
                                groups.stream().map(DeliveredGroup::yearGroup),
                                pupils.all().stream().map(DeliveredPupil::yearGroup))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
        Map<LasKey, DeliveredGroup> byKey =
                groups.stream().collect(Collectors.toMap(DeliveredGroup::key, Function.identity()));
        unknownGroups = 0;
        List<DeliveredTeacher> allTeachers =
                teachers.all().stream().map(t -> checked(t, byKey)).toList();
        List<DeliveredPupil> allPupils =
                pupils.all().stream().map(p -> checked(p, byKey, yearGroups)).toList();
        return Optional.of(new Delivery(
                schoolYear,
                groups.stream()
                        .map(g -> g.withYearGroup(g.yearGroup().map(yearGroups::read)))
                        .toList(),
                allTeachers,
                allPupils,
                warnings(yearGroups, allTeachers, allPupils)));
    }

    private DeliveredPupil checked(DeliveredPupil p, Map<LasKey, DeliveredGroup> byKey, YearGroups yearGroups) {
        return new DeliveredPupil(
                p.eckId(),
                p.key(),
                p.name(),
                p.birthDate(),
                p.yearGroup().map(yearGroups::read),
                p.group().filter(g -> isKnown(byKey.get(g), false)),
                p.compositeGroups().stream()
                        .filter(g -> isKnown(byKey.get(g), true))
                        .toList(),
                p.leavesOn());
    }

    private DeliveredTeacher checked(DeliveredTeacher t, Map<LasKey, DeliveredGroup> byKey) {
        return new DeliveredTeacher(
                t.eckId(),
                t.key(),
                t.name(),
                t.email(),
                t.groups().stream()
                        .filter(g -> isKnown(
                                byKey.get(g),
                                Optional.ofNullable(byKey.get(g))
                                        .map(DeliveredGroup::composite)
                                        .orElse(false)))
                        .toList());
    }

    /** A pupil's group must be of the kind that the pupil says. */
    private boolean isKnown(DeliveredGroup group, boolean composite) {
        boolean known = Objects.nonNull(group) && group.composite() == composite;
        unknownGroups += known ? 0 : 1;
        return known;
    }

    /** What shows only now that everything is there. */
    private List<Delivery.Warning> warnings(
            YearGroups yearGroups, List<DeliveredTeacher> allTeachers, List<DeliveredPupil> allPupils) {
        Set<LasKey> withPupils = allPupils.stream()
                .flatMap(p -> Stream.concat(p.group().stream(), p.compositeGroups().stream()))
                .collect(Collectors.toSet());
        Set<LasKey> withTeacher =
                allTeachers.stream().flatMap(t -> t.groups().stream()).collect(Collectors.toSet());
        warnings.ofWhole(Delivery.Kind.UNKNOWN_GROUP, unknownGroups);
        warnings.ofWhole(Delivery.Kind.GROUP_WITHOUT_PUPILS, without(withPupils));
        warnings.ofWhole(Delivery.Kind.GROUP_WITHOUT_TEACHER, without(withTeacher));
        warnings.ofWhole(Delivery.Kind.YEAR_GROUP_READ_AS_SECONDARY, count(yearGroups::isReadAsSecondary));
        warnings.ofWhole(Delivery.Kind.YEAR_GROUP_OF_SECONDARY_SCHOOL, count(yearGroups::isOfSecondarySchool));
        warnings.ofWhole(Delivery.Kind.CONFLICTING_PERSON, conflictingPupils);
        warnings.ofWhole(Delivery.Kind.PUPIL_LEFT_OUT, conflictingPupils);
        return warnings.all();
    }

    private int without(Set<LasKey> people) {
        return Math.toIntExact(
                groups.stream().filter(g -> !people.contains(g.key())).count());
    }

    private int count(Predicate<String> code) {
        return Math.toIntExact(Stream.concat(
                        groups.stream().map(DeliveredGroup::yearGroup),
                        pupils.all().stream().map(DeliveredPupil::yearGroup))
                .filter(yearGroup -> yearGroup.filter(code).isPresent())
                .count());
    }

    /** Another name under the same key or ECK iD is another pupil, of whom one is lost: nobody can be said to have left. */
    private DeliveredPupil joined(DeliveredPupil earlier, DeliveredPupil later) {
        conflictingPupils += earlier.name().full().equalsIgnoreCase(later.name().full()) ? 0 : 1;
        return new DeliveredPupil(
                later.eckId().or(earlier::eckId),
                later.key().or(earlier::key),
                later.name(),
                later.birthDate().or(earlier::birthDate),
                YearGroups.joined(later.yearGroup(), earlier.yearGroup()),
                later.group().or(earlier::group),
                united(earlier.compositeGroups(), later.compositeGroups()),
                PersonFields.joinedLeavingDay(later.leavesOn(), earlier.leavesOn()));
    }

    private static DeliveredTeacher joined(DeliveredTeacher earlier, DeliveredTeacher later) {
        return new DeliveredTeacher(
                later.eckId().or(earlier::eckId),
                later.key().or(earlier::key),
                later.name(),
                later.email().or(earlier::email),
                united(earlier.groups(), later.groups()));
    }

    private static List<LasKey> united(List<LasKey> earlier, List<LasKey> later) {
        List<LasKey> all = new ArrayList<>(earlier);
        later.stream().filter(key -> !all.contains(key)).forEach(all::add);
        return all;
    }
}
