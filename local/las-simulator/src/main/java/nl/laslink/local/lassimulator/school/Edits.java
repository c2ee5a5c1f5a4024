package nl.laslink.local.lassimulator.school;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Does edits to a school. */
public final class Edits {
    private Edits() {}

    /** The school after the edit. */
    public static School apply(School school, Edit edit) throws EditRefused {
        try {
            return switch (edit) {
                case Edit.PupilLeaves leaves -> leave(school, pupil(school, leaves.pupil()));
                case Edit.PupilReturns returns -> comeBack(school, returns.pupil());
                case Edit.PupilArrives arrives -> arrive(school, arrives);
                case Edit.PupilCorrected corrected -> correct(school, corrected);
                case Edit.PupilMoves moves -> move(school, moves);
                case Edit.GroupRenamed renamed -> rename(school, renamed);
                case Edit.GroupArrives arrives -> arrive(school, arrives);
                case Edit.GroupLeaves leaves -> leave(school, leaves);
                case Edit.TeacherArrives arrives -> arrive(school, arrives);
                case Edit.TeacherCorrected corrected -> correct(school, corrected);
                case Edit.TeacherLeaves leaves -> leave(school, teacher(school, leaves.teacher()));
            };
        } catch (IllegalArgumentException invalid) {
            throw new EditRefused(EditRefused.Reason.INVALID_VALUE, invalid.getMessage());
        }
    }

    private static School leave(School school, Pupil pupil) {
        return school.withPupils(without(school.pupils(), pupil::equals), with(school.departed(), pupil));
    }

    private static School comeBack(School school, String key) throws EditRefused {
        Pupil pupil = school.departedPupil(key).orElseThrow(() -> unknownPupil(key));
        // groups may have gone while the pupil was away
        Pupil placed = new Pupil(
                pupil.key(),
                pupil.name(),
                pupil.born(),
                pupil.gender(),
                pupil.year(),
                pupil.group().filter(g -> school.group(g).isPresent()),
                pupil.compositeGroups().stream()
                        .filter(g -> school.compositeGroup(g).isPresent())
                        .toList(),
                pupil.eckId());
        return school.withPupils(with(school.pupils(), placed), without(school.departed(), pupil::equals));
    }

    private static School arrive(School school, Edit.PupilArrives arrives) throws EditRefused {
        School numbered = arrives.key().isPresent() ? school : school.withNextKey();
        String key = arrives.key().orElse(Long.toString(numbered.lastKey()));
        Optional<Group> group = group(school, arrives.group());
        YearGroup year = arrives.year().or(() -> group.map(Group::year)).orElse(new YearGroup("N"));
        Pupil pupil = new Pupil(
                key,
                arrives.name(),
                arrives.born(),
                arrives.gender(),
                year,
                arrives.group(),
                arrives.compositeGroups(),
                eckId(school, key, arrives.eckId()));
        return numbered.withPupils(with(numbered.pupils(), pupil), numbered.departed());
    }

    private static School correct(School school, Edit.PupilCorrected corrected) throws EditRefused {
        Pupil pupil = pupil(school, corrected.pupil());
        Optional<String> eckId = eckId(school, pupil.key(), corrected.eckId());
        return replace(
                school, pupil.corrected(corrected.name(), corrected.born()).withEckId(eckId));
    }

    private static School move(School school, Edit.PupilMoves moves) throws EditRefused {
        Pupil pupil = pupil(school, moves.pupil());
        YearGroup year = moves.year()
                .or(() -> moves.group().flatMap(school::group).map(Group::year).filter(y -> !y.code()
                        .equals("C")))
                .orElse(pupil.year());
        group(school, moves.group());
        return replace(school, pupil.movedTo(moves.group(), year));
    }

    private static School rename(School school, Edit.GroupRenamed renamed) throws EditRefused {
        checkAnyGroup(school, renamed.group());
        return school.withGroups(
                each(school.groups(), g -> g.key().equals(renamed.group()) ? g.renamed(renamed.name()) : g),
                each(school.compositeGroups(), g -> g.key().equals(renamed.group()) ? g.renamed(renamed.name()) : g));
    }

    private static School arrive(School school, Edit.GroupArrives arrives) {
        School numbered = arrives.key().isPresent() ? school : school.withNextKey();
        String key = arrives.key().orElse(Long.toString(numbered.lastKey()));
        return numbered.withGroups(
                with(numbered.groups(), new Group(key, arrives.name(), arrives.year())), numbered.compositeGroups());
    }

    private static School leave(School school, Edit.GroupLeaves leaves) throws EditRefused {
        checkAnyGroup(school, leaves.group());
        Predicate<String> gone = leaves.group()::equals;
        School emptied = school.withPupils(each(school.pupils(), p -> p.outOf(leaves.group())), school.departed())
                .withTeachers(each(school.teachers(), t -> t.outOf(leaves.group())));
        return emptied.withGroups(
                without(emptied.groups(), g -> gone.test(g.key())),
                without(emptied.compositeGroups(), g -> gone.test(g.key())));
    }

    private static School arrive(School school, Edit.TeacherArrives arrives) throws EditRefused {
        School numbered = arrives.key().isPresent() ? school : school.withNextKey();
        String key = arrives.key().orElse(Long.toString(numbered.lastKey()));
        for (String group : arrives.groups()) {
            group(school, Optional.of(group));
        }
        return numbered.withTeachers(with(
                numbered.teachers(),
                new Teacher(
                        key,
                        arrives.name(),
                        arrives.email(),
                        arrives.groups(),
                        List.of(),
                        eckId(school, "m" + key, arrives.eckId()))));
    }

    private static School correct(School school, Edit.TeacherCorrected corrected) throws EditRefused {
        Teacher teacher = teacher(school, corrected.teacher());
        Teacher changed = teacher.corrected(corrected.name(), corrected.email());
        return school.withTeachers(each(school.teachers(), t -> t.equals(teacher) ? changed : t));
    }

    private static School leave(School school, Teacher teacher) {
        return school.withTeachers(without(school.teachers(), teacher::equals));
    }

    private static School replace(School school, Pupil changed) {
        return school.withPupils(
                each(school.pupils(), p -> p.key().equals(changed.key()) ? changed : p), school.departed());
    }

    private static Pupil pupil(School school, String key) throws EditRefused {
        return school.pupil(key).orElseThrow(() -> unknownPupil(key));
    }

    private static EditRefused unknownPupil(String key) {
        return new EditRefused(EditRefused.Reason.UNKNOWN_PUPIL, "there is no pupil " + key);
    }

    private static Teacher teacher(School school, String key) throws EditRefused {
        return school.teacher(key)
                .orElseThrow(() -> new EditRefused(EditRefused.Reason.UNKNOWN_TEACHER, "there is no teacher " + key));
    }

    private static Optional<Group> group(School school, Optional<String> key) throws EditRefused {
        Optional<Group> group = key.flatMap(school::group);
        if (key.isPresent() && group.isEmpty()) {
            throw unknownGroup(key.get());
        }
        return group;
    }

    private static void checkAnyGroup(School school, String key) throws EditRefused {
        if (school.group(key).isEmpty() && school.compositeGroup(key).isEmpty()) {
            throw unknownGroup(key);
        }
    }

    private static EditRefused unknownGroup(String key) {
        return new EditRefused(EditRefused.Reason.UNKNOWN_GROUP, "there is no group " + key);
    }

    private static Optional<String> eckId(School school, String key, Edit.EckId eckId) {
        return switch (eckId) {
            case Edit.EckId.None none -> Optional.empty();
            case Edit.EckId.Given given -> Optional.of(given.value());
            case Edit.EckId.Made made -> Optional.of("https://ketenid.nl/pilot/" + hash(school.code() + "|" + key));
        };
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }

    private static <T> List<T> with(List<T> list, T added) {
        return Stream.concat(list.stream(), Stream.of(added)).toList();
    }

    private static <T> List<T> without(List<T> list, Predicate<T> gone) {
        return list.stream().filter(gone.negate()).toList();
    }

    private static <T> List<T> each(List<T> list, UnaryOperator<T> change) {
        return list.stream().map(change).toList();
    }
}
