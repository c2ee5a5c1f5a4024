package nl.laslink.domain.imports;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.imports.NameForm.Comparison;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;

/** What speaks against a delivered record being an existing one: a field that both have and that is not alike. */
public enum Difference {
    SURNAME,
    FIRST_NAME,
    NAME,
    YEAR_GROUP,
    BIRTH_DATE,
    EMAIL;

    public static Set<Difference> of(DeliveredRecord delivered, RosterRecord existing) {
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        switch (delivered) {
            case DeliveredGroup group -> {
                if (existing instanceof Group before) {
                    GroupForm form = GroupForm.of(group);
                    add(
                            differences,
                            NAME,
                            group.named()
                                    && !form.name().equals(GroupForm.of(before).name()));
                    add(differences, YEAR_GROUP, differ(group.yearGroup(), before.yearGroup()));
                }
            }
            case DeliveredTeacher teacher -> {
                if (existing instanceof Teacher before) {
                    addNames(differences, teacher.name(), before.name());
                    add(
                            differences,
                            EMAIL,
                            differ(
                                    TeacherForm.of(teacher).email(),
                                    TeacherForm.of(before).email()));
                }
            }
            case DeliveredPupil pupil -> {
                if (existing instanceof Pupil before) {
                    addNames(differences, pupil.name(), before.name());
                    add(differences, BIRTH_DATE, differ(pupil.birthDate(), before.birthDate()));
                }
            }
        }
        return differences;
    }

    private static void addNames(Set<Difference> differences, PersonName delivered, PersonName existing) {
        NameForm one = NameForm.of(delivered);
        NameForm other = NameForm.of(existing);
        add(differences, SURNAME, one.surname().compared(other.surname()) == Comparison.DIFFERENT);
        add(differences, FIRST_NAME, one.firstName().compared(other.firstName()) == Comparison.DIFFERENT);
    }

    private static void add(Set<Difference> differences, Difference difference, boolean isThere) {
        if (isThere) {
            differences.add(difference);
        }
    }

    private static <T> boolean differ(Optional<T> one, Optional<T> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }
}
