package nl.laslink.uwlr;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.school.SchoolYear;

/** What the stages of a transfer bring together: the groups first, then the people. It is a school only when all of it fits. */
final class StagedSchool {
    private final SchoolYear schoolYear;
    private final List<DeliveredGroup> groups;
    private final MergedPeople<DeliveredPupil> pupils = new MergedPeople<>(StagedSchool::joined);
    private final MergedPeople<DeliveredTeacher> teachers = new MergedPeople<>(StagedSchool::joined);
    private final Map<Delivery.Kind, Integer> byGroup = new EnumMap<>(Delivery.Kind.class);
    private final Map<Delivery.Kind, Integer> byCompositeGroup = new EnumMap<>(Delivery.Kind.class);
    private int unknownGroups;

    StagedSchool(SchoolYear schoolYear, List<DeliveredGroup> groups) {
        this.schoolYear = schoolYear;
        this.groups = List.copyOf(groups);
    }

    /** The people of some groups, or of none, of one kind. */
    void add(Delivery part, boolean composite) {
        part.pupils().forEach(pupil -> pupils.add(pupil, composite));
        part.teachers().forEach(teacher -> teachers.add(teacher, composite));
        for (Delivery.Warning warning : part.warnings()) {
            // Whoever is in several of the groups that were asked for may well stand in the answer several times.
            if (warning.kind() != Delivery.Kind.DUPLICATE_PERSON) {
                (composite ? byCompositeGroup : byGroup).merge(warning.kind(), warning.count(), Integer::sum);
            }
        }
    }

    int people() {
        return pupils.all().size() + teachers.all().size();
    }

    /** Empty when something did not come, or changed between two answers. */
    Optional<Delivery> whole() {
        if (!pupils.isWhole() || !teachers.isWhole() || pupils.all().isEmpty()) {
            return Optional.empty();
        }
        YearGroups yearGroups = new YearGroups(Stream.concat(
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
                        .map(g -> new DeliveredGroup(
                                g.key(), g.composite(), g.name(), g.yearGroup().map(yearGroups::read)))
                        .toList(),
                allTeachers,
                allPupils,
                warnings()));
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

    /** Everybody was asked for twice, so what was odd is counted on the side that had most of it. */
    private List<Delivery.Warning> warnings() {
        Map<Delivery.Kind, Integer> most = new EnumMap<>(byGroup);
        byCompositeGroup.forEach((kind, count) -> most.merge(kind, count, Math::max));
        if (unknownGroups > 0) {
            most.put(Delivery.Kind.UNKNOWN_GROUP, unknownGroups);
        }
        return most.entrySet().stream()
                .map(w -> new Delivery.Warning(w.getKey(), w.getValue()))
                .toList();
    }

    private static DeliveredPupil joined(DeliveredPupil earlier, DeliveredPupil later) {
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
