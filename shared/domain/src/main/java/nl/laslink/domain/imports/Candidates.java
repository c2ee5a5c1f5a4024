package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolYear;

/**
 * The records of a roster that may be proposed, found by block instead of by comparison with all. Each case that the rules of
 * {@link GroupForm}, {@link TeacherForm} and {@link PupilForm} propose shares a block:
 *
 * <ul>
 *   <li>a group by its name: the same name; by its year groups: the same year groups;
 *   <li>a teacher by the mail address: the same address; by surname: every other case, since each needs a surname that is alike;
 *   <li>a pupil by surname: both names alike, with birth date and without, in the same group and in another; by surname again, with the
 *       delivered first name: first name and surname swapped; by two of birth date, group and an equal name ({@link PupilForm#blocks}): one name
 *       alone that is alike.
 * </ul>
 *
 * A block of surnames holds those of equal sound and those one typing error away ({@link Sound#keys}), by each half of a double surname. Groups of another school year are
 * never proposed. Each name is normalised once. Immutable.
 */
final class Candidates {
    private final Map<String, List<Existing<GroupForm>>> groupsByName;
    private final Map<Set<String>, List<Existing<GroupForm>>> groupsByYears;
    private final Map<String, List<Existing<TeacherForm>>> teachersByEmail;
    private final List<Existing<TeacherForm>> teachers;
    private final SoundIndex teachersBySurname;
    private final List<Existing<PupilForm>> pupils;
    private final Blocks pupilsByTwoFields = new Blocks();
    private final SoundIndex pupilsBySurname;

    /** An existing record beside its form. */
    record Existing<F>(RosterRecord entry, F form) {}

    Candidates(Roster roster, SchoolYear schoolYear) {
        List<Existing<GroupForm>> groups = roster.groups().stream()
                .filter(group -> group.schoolYear().equals(schoolYear))
                .map((Group group) -> new Existing<>(group, GroupForm.of(group)))
                .toList();
        this.teachers = roster.teachers().stream()
                .map((Teacher teacher) -> new Existing<>(teacher, TeacherForm.of(teacher)))
                .toList();
        this.pupils = roster.pupils().stream()
                .map((Pupil pupil) -> new Existing<>(pupil, PupilForm.of(pupil)))
                .toList();
        this.groupsByName = blocks(groups, form -> Optional.of(form.name()));
        this.groupsByYears = blocks(groups, form -> Optional.of(form.years()).filter(years -> !years.isEmpty()));
        this.teachersByEmail = blocks(teachers, TeacherForm::email);
        this.teachersBySurname = bySurname(teachers, TeacherForm::name);
        for (int position = 0; position < pupils.size(); position++) {
            for (long block : pupils.get(position).form().blocks()) {
                pupilsByTwoFields.add(block, position);
            }
        }
        this.pupilsBySurname = bySurname(pupils, PupilForm::name);
    }

    Collection<Existing<GroupForm>> groups(GroupForm delivered) {
        return once(
                groupsByName.getOrDefault(delivered.name(), List.of()),
                groupsByYears.getOrDefault(delivered.years(), List.of()));
    }

    Collection<Existing<TeacherForm>> teachers(TeacherForm delivered) {
        BitSet found = new BitSet(teachers.size());
        teachersBySurname.addAlike(delivered.name().surname().sounds(), found);
        return once(
                delivered.email().map(teachersByEmail::get).orElse(List.of()),
                found.stream().mapToObj(teachers::get).toList());
    }

    Collection<Existing<PupilForm>> pupils(PupilForm delivered) {
        BitSet found = new BitSet(pupils.size());
        pupilsBySurname.addAlike(delivered.name().surname().sounds(), found);
        pupilsBySurname.addAlike(delivered.swappedName().surname().sounds(), found);
        for (long block : delivered.blocks()) {
            for (int entry = pupilsByTwoFields.first(block);
                    entry != Blocks.NONE;
                    entry = pupilsByTwoFields.next(entry)) {
                found.set(pupilsByTwoFields.number(entry));
            }
        }
        List<Existing<PupilForm>> possible = new ArrayList<>();
        for (int position = found.nextSetBit(0); position >= 0; position = found.nextSetBit(position + 1)) {
            Existing<PupilForm> existing = pupils.get(position);
            if (delivered.isPossibly(existing.form())) {
                possible.add(existing);
            }
        }
        return possible;
    }

    private static <K, F> Map<K, List<Existing<F>>> blocks(List<Existing<F>> all, Function<F, Optional<K>> key) {
        return all.stream()
                .filter(existing -> key.apply(existing.form()).isPresent())
                .collect(Collectors.groupingBy(
                        existing -> key.apply(existing.form()).orElseThrow()));
    }

    /** Records without a surname are left out: an empty surname is no likeness. */
    private static <F> SoundIndex bySurname(List<Existing<F>> all, Function<F, NameForm> name) {
        SoundIndex index = new SoundIndex();
        for (int position = 0; position < all.size(); position++) {
            NameForm.Part surname = name.apply(all.get(position).form()).surname();
            if (!surname.isAbsent()) {
                index.add(position, surname.sounds());
            }
        }
        return index;
    }

    /** A record that is in two of the blocks is compared once. */
    @SafeVarargs
    private static <F> Collection<Existing<F>> once(List<Existing<F>>... blocks) {
        Map<RecordId, Existing<F>> found = new LinkedHashMap<>();
        for (List<Existing<F>> block : blocks) {
            block.forEach(existing -> found.put(existing.entry().id(), existing));
        }
        return found.values();
    }
}
