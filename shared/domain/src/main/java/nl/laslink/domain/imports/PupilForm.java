package nl.laslink.domain.imports;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.imports.NameForm.Likeness;
import nl.laslink.domain.imports.Proposal.Reason;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;

/** A pupil, delivered or existing, in the form in which two spellings are equal. The group is the existing one. Immutable. */
record PupilForm(NameForm name, NameForm swappedName, Optional<LocalDate> birthDate, Optional<RecordId> group) {

    static PupilForm of(DeliveredPupil pupil, Map<LasKey, RecordId> groups) {
        return of(NameForm.of(pupil.name()), pupil.birthDate(), pupil.group().map(groups::get));
    }

    static PupilForm of(Pupil pupil) {
        return of(NameForm.of(pupil.name()), pupil.birthDate(), pupil.group());
    }

    private static PupilForm of(NameForm name, Optional<LocalDate> birthDate, Optional<RecordId> group) {
        return new PupilForm(name, name.swapped(), birthDate, group);
    }

    /** A birth date and a group together: few pupils share both. */
    record DateAndGroup(LocalDate birthDate, RecordId group) {}

    Optional<DateAndGroup> dateAndGroup() {
        return birthDate.flatMap(date -> group.map(g -> new DateAndGroup(date, g)));
    }

    Set<Reason> reasons(PupilForm existing) {
        Likeness surname = name.surnameLike(existing.name);
        Likeness firstName = name.firstNameLike(existing.name);
        boolean bothDates = birthDate.isPresent() && existing.birthDate.isPresent();
        boolean sameDate = bothDates && birthDate.equals(existing.birthDate);
        boolean sameGroup = group.isPresent() && group.equals(existing.group);
        boolean nothingAgainst = !bothDates || sameDate || sameGroup;
        boolean bothNames = surname.isAny() && firstName.isAny();
        boolean oneNameOfTwo = sameDate && sameGroup && (surname.isAny() || firstName.isAny());
        if (nothingAgainst && !bothNames && isSwapped(existing)) {
            surname = Likeness.SIMILAR;
            firstName = Likeness.SIMILAR;
        } else if (!(nothingAgainst && bothNames || oneNameOfTwo)) {
            return EnumSet.noneOf(Reason.class);
        }
        Set<Reason> reasons = Proposal.nameReasons(surname, firstName);
        if (sameGroup) {
            reasons.add(Reason.SAME_GROUP);
        }
        if (sameDate) {
            reasons.add(Reason.SAME_BIRTH_DATE);
        }
        if (!bothDates) {
            reasons.add(Reason.BIRTH_DATE_MISSING);
        }
        return reasons;
    }

    /** Whether first name and surname changed places. An initial is no evidence of that. */
    private boolean isSwapped(PupilForm existing) {
        Likeness firstName = swappedName.firstNameLike(existing.name);
        return swappedName.surnameLike(existing.name).isAny()
                && (firstName == Likeness.EQUAL || firstName == Likeness.SIMILAR);
    }
}
