package nl.laslink.local.lassimulator.school;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that the pretend LAS knows of one school. Immutable. Keys are unique per kind (groups and composite groups share
 * theirs) and every reference names something in the same school. {@code departed} pupils are no longer delivered, but
 * may come back under their old key.
 *
 * @param lastKey the last key given out by an edit; the next one is one higher, so that no key is used twice
 */
public record School(
        SchoolCode code,
        String name,
        String authorisationKey,
        Optional<String> schoolKey,
        long lastKey,
        List<Group> groups,
        List<CompositeGroup> compositeGroups,
        List<Teacher> teachers,
        List<Pupil> pupils,
        List<Pupil> departed) {
    public School {
        groups = List.copyOf(groups);
        compositeGroups = List.copyOf(compositeGroups);
        teachers = List.copyOf(teachers);
        pupils = List.copyOf(pupils);
        departed = List.copyOf(departed);
        unique(
                "group",
                Stream.concat(
                        groups.stream().map(Group::key),
                        compositeGroups.stream().map(CompositeGroup::key)));
        unique("teacher", teachers.stream().map(Teacher::key));
        unique("pupil", Stream.concat(pupils.stream(), departed.stream()).map(Pupil::key));
        unique(
                "eckId",
                Stream.concat(
                        teachers.stream().flatMap(t -> t.eckId().stream()),
                        Stream.concat(pupils.stream(), departed.stream()).flatMap(p -> p.eckId().stream())));
        Set<String> known = new HashSet<>(groups.stream().map(Group::key).toList());
        Set<String> knownComposite =
                new HashSet<>(compositeGroups.stream().map(CompositeGroup::key).toList());
        for (Pupil pupil : pupils) {
            if (!known.containsAll(pupil.group().stream().toList())
                    || !knownComposite.containsAll(pupil.compositeGroups())) {
                throw new IllegalArgumentException("pupil " + pupil.key() + " is in a group that is not there");
            }
        }
        for (Teacher teacher : teachers) {
            if (!known.containsAll(teacher.groups()) || !knownComposite.containsAll(teacher.compositeGroups())) {
                throw new IllegalArgumentException("teacher " + teacher.key() + " has a group that is not there");
            }
        }
    }

    private static void unique(String kind, Stream<String> keys) {
        Set<String> seen = new HashSet<>();
        keys.filter(key -> !seen.add(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("the " + kind + " key " + key + " is there twice");
        });
    }

    /** The group of this key. */
    public Optional<Group> group(String key) {
        return groups.stream().filter(g -> g.key().equals(key)).findFirst();
    }

    /** The composite group of this key. */
    public Optional<CompositeGroup> compositeGroup(String key) {
        return compositeGroups.stream().filter(g -> g.key().equals(key)).findFirst();
    }

    /** The pupil of this key who is at the school now. */
    public Optional<Pupil> pupil(String key) {
        return pupils.stream().filter(p -> p.key().equals(key)).findFirst();
    }

    /** The pupil of this key who left. */
    public Optional<Pupil> departedPupil(String key) {
        return departed.stream().filter(p -> p.key().equals(key)).findFirst();
    }

    /** The teacher of this key. */
    public Optional<Teacher> teacher(String key) {
        return teachers.stream().filter(t -> t.key().equals(key)).findFirst();
    }

    School withNextKey() {
        return new School(
                code,
                name,
                authorisationKey,
                schoolKey,
                lastKey + 1,
                groups,
                compositeGroups,
                teachers,
                pupils,
                departed);
    }

    School withGroups(List<Group> newGroups, List<CompositeGroup> newCompositeGroups) {
        return new School(
                code,
                name,
                authorisationKey,
                schoolKey,
                lastKey,
                newGroups,
                newCompositeGroups,
                teachers,
                pupils,
                departed);
    }

    School withTeachers(List<Teacher> newTeachers) {
        return new School(
                code,
                name,
                authorisationKey,
                schoolKey,
                lastKey,
                groups,
                compositeGroups,
                newTeachers,
                pupils,
                departed);
    }

    School withPupils(List<Pupil> newPupils, List<Pupil> newDeparted) {
        return new School(
                code,
                name,
                authorisationKey,
                schoolKey,
                lastKey,
                groups,
                compositeGroups,
                teachers,
                newPupils,
                newDeparted);
    }
}
