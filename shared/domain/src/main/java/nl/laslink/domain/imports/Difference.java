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
import nl.laslink.domain.imports.Proposal.Reason;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;

/**
 * What speaks against a delivered record being an existing one: a field that both have and that is not alike. A field that a reason of
 * the proposal names is never among them.
 */
public enum Difference {
    SURNAME,
    FIRST_NAME,
    NAME,
    YEAR_GROUP,
    BIRTH_DATE,
    GROUP,
    EMAIL;

    /** @param group the existing record that a pupil's group is, or may be */
    public static Set<Difference> besides(
            Set<Reason> reasons, DeliveredRecord delivered, RosterRecord existing, Optional<RecordId> group) {
        Set<Difference> differences = of(delivered, existing, group);
        reasons.forEach(reason -> differences.removeAll(spokenFor(reason)));
        return differences;
    }

    private static Set<Difference> spokenFor(Reason reason) {
        return switch (reason) {
            case SAME_SURNAME, SIMILAR_SURNAME -> EnumSet.of(SURNAME);
            case SAME_FIRST_NAME, SIMILAR_FIRST_NAME, SAME_INITIAL -> EnumSet.of(FIRST_NAME);
            case SAME_NAME -> EnumSet.of(NAME);
            case SAME_GROUP -> EnumSet.of(GROUP);
            case SAME_YEAR_GROUP -> EnumSet.of(YEAR_GROUP);
            case SAME_BIRTH_DATE, BIRTH_DATE_MISSING -> EnumSet.of(BIRTH_DATE);
            case SAME_EMAIL -> EnumSet.of(EMAIL);
            case SAME_IDENTITY -> EnumSet.noneOf(Difference.class);
        };
    }

    private static Set<Difference> of(DeliveredRecord delivered, RosterRecord existing, Optional<RecordId> group) {
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        switch (delivered) {
            case DeliveredGroup named -> {
                if (existing instanceof Group before) {
                    GroupForm form = GroupForm.of(named);
                    add(
                            differences,
                            NAME,
                            named.named()
                                    && !form.name().equals(GroupForm.of(before).name()));
                    add(differences, YEAR_GROUP, differ(named.yearGroup(), before.yearGroup()));
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
                    add(differences, GROUP, differ(group, before.group()));
                }
            }
        }
        return differences;
    }

    private static void addNames(Set<Difference> differences, PersonName delivered, PersonName existing) {
        NameForm one = NameForm.of(delivered);
        NameForm other = NameForm.of(existing);
        add(differences, SURNAME, one.surname().compared(other.surname()) == Comparison.DIFFERENT);
        add(differences, FIRST_NAME, one.hasOtherFirstNameThan(other));
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
