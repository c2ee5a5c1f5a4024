package nl.laslink.domain.imports;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.imports.NameForm.Likeness;
import nl.laslink.domain.imports.Proposal.Reason;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;

/**
 * A pupil, delivered or existing, in the form in which two spellings are equal. The group is the existing one;
 * {@code givenName} is the name in full, where the LAS sends it beside the first name. Immutable.
 */
record PupilForm(
        NameForm name,
        NameForm swappedName,
        NameForm givenName,
        Optional<LocalDate> birthDate,
        Optional<RecordId> group) {

    static PupilForm of(DeliveredPupil pupil, Map<LasKey, RecordId> groups) {
        NameForm name = NameForm.of(pupil.name());
        NameForm given = pupil.givenNames().map(name::withFirstName).orElse(name);
        return of(name, given, pupil.birthDate(), pupil.group().map(groups::get));
    }

    static PupilForm of(Pupil pupil) {
        NameForm name = NameForm.of(pupil.name());
        return of(name, name, pupil.birthDate(), pupil.group());
    }

    private static PupilForm of(
            NameForm name, NameForm given, Optional<LocalDate> birthDate, Optional<RecordId> group) {
        return new PupilForm(name, name.swapped(), given, birthDate, group);
    }

    /** Two pupils with only one similar name share one of these. */
    long[] blocks() {
        long date = birthDate.isPresent() ? 1 + birthDate.get().toEpochDay() : 0;
        long groupHash = group.isPresent() ? 1L << 32 | group.get().value().hashCode() & 0xFFFFFFFFL : 0;
        long[] blocks = new long[5];
        int size = 0;
        if (date != 0 && groupHash != 0) {
            blocks[size++] = block(date, groupHash);
        }
        for (NameForm.Part part : List.of(name.firstName(), name.surname())) {
            if (!part.isAbsent()) {
                long nameHash = 1L << 33 | part.glued().hashCode() & 0xFFFFFFFFL;
                if (date != 0) {
                    blocks[size++] = block(date, nameHash);
                }
                if (groupHash != 0) {
                    blocks[size++] = block(groupHash, nameHash);
                }
            }
        }
        return Arrays.copyOf(blocks, size);
    }

    private static long block(long one, long other) {
        return 0x100000001B3L * one + other;
    }

    /** Whether birth date and group leave it possible that they are one pupil, whatever their names are. */
    boolean isPossibly(PupilForm existing) {
        return birthDate.isEmpty()
                || existing.birthDate.isEmpty()
                || birthDate.equals(existing.birthDate)
                || isInGroupOf(existing);
    }

    private boolean isInGroupOf(PupilForm existing) {
        return group.isPresent() && group.equals(existing.group);
    }

    Set<Reason> reasons(PupilForm existing) {
        if (!isPossibly(existing)) {
            return Set.of();
        }
        Likeness surname = name.surnameLike(existing.name);
        Likeness firstName = firstNameLike(existing);
        boolean bothDates = birthDate.isPresent() && existing.birthDate.isPresent();
        boolean sameDate = bothDates && birthDate.equals(existing.birthDate);
        boolean sameGroup = isInGroupOf(existing);
        if (sameDate && sameGroup && !surname.isAny() && name.surname().hasWordOf(existing.name.surname())) {
            surname = Likeness.SIMILAR;
        }
        boolean bothNames = surname.isAny() && firstName.isAny();
        if (!bothNames && isSwapped(existing)) {
            surname = Likeness.SIMILAR;
            firstName = Likeness.SIMILAR;
        } else if (!(bothNames
                || sameDate && sameGroup && (surname.isAny() || firstName.isAny())
                || (sameDate || sameGroup && !bothDates)
                        && (surname == Likeness.EQUAL || firstName == Likeness.EQUAL))) {
            return Set.of();
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

    /** By the first name, else by the names in full, which are never as much as an equal first name. */
    private Likeness firstNameLike(PupilForm existing) {
        Likeness firstName = name.firstNameLike(existing.name);
        boolean isInFull = firstName == Likeness.NONE
                && givenName.firstNameLike(existing.name).isAny();
        return isInFull ? Likeness.SIMILAR : firstName;
    }

    /** Whether first name and surname changed places. An initial is no evidence of that. */
    private boolean isSwapped(PupilForm existing) {
        Likeness firstName = swappedName.firstNameLike(existing.name);
        return swappedName.surnameLike(existing.name).isAny()
                && (firstName == Likeness.EQUAL || firstName == Likeness.SIMILAR);
    }
}
