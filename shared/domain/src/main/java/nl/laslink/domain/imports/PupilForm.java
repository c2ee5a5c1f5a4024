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
        long[] blocks = new long[13];
        int size = 0;
        if (date != 0 && groupHash != 0) {
            blocks[size++] = block(date, groupHash);
        }
        // The surname of the swapped name is the first name, without the prefixes before it.
        List<NameForm.Part> parts = swappedName.surname() == name.firstName()
                ? List.of(name.firstName(), name.surname())
                : List.of(name.firstName(), name.surname(), swappedName.surname());
        for (NameForm.Part part : parts) {
            for (String spelling : part.spellings()) {
                long nameHash = 1L << 33 | spelling.hashCode() & 0xFFFFFFFFL;
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
        return isInGroupOf(existing) || BirthDates.compared(birthDate, existing.birthDate) != BirthDates.DIFFERENT;
    }

    private boolean isInGroupOf(PupilForm existing) {
        return group.isPresent() && existing.group.isPresent() && group.get().equals(existing.group.get());
    }

    Set<Reason> reasons(PupilForm existing) {
        BirthDates dates = BirthDates.compared(birthDate, existing.birthDate);
        boolean bothDates = dates != BirthDates.MISSING;
        boolean sameDate = dates == BirthDates.EQUAL;
        boolean sameGroup = isInGroupOf(existing);
        if (dates == BirthDates.DIFFERENT && !sameGroup) {
            return Set.of();
        }
        Likeness surname = name.surnameLike(existing.name);
        Likeness firstName = firstNameLike(existing);
        if (dates == BirthDates.NEARLY_EQUAL && !sameGroup) {
            if (surname != Likeness.EQUAL || firstName != Likeness.EQUAL) {
                return Set.of();
            }
        } else if (!(surname.isAny() && firstName.isAny())) {
            if (isSwapped(existing)) {
                surname = Likeness.SIMILAR;
                firstName = Likeness.SIMILAR;
            } else {
                surname = sameDate && sameGroup && !surname.isAny() && isSurnameElsewhere(existing)
                        ? Likeness.SIMILAR
                        : surname;
                firstName = sameDate && sameGroup && !firstName.isAny() && isFirstNameElsewhere(existing)
                        ? Likeness.SIMILAR
                        : firstName;
                boolean isOneAlike = surname.isAny() || firstName.isAny();
                boolean isOneEqual = surname == Likeness.EQUAL || firstName == Likeness.EQUAL;
                if (!isOneAlike || !(sameDate && sameGroup || isOneEqual && (sameDate || !bothDates && sameGroup))) {
                    return Set.of();
                }
            }
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

    /** Whether the existing surname stands in the other field, or a word of it in either. */
    private boolean isSurnameElsewhere(PupilForm existing) {
        return swappedName.surnameLike(existing.name) == Likeness.EQUAL
                || existing.name.surname().hasWordOf(name);
    }

    private boolean isFirstNameElsewhere(PupilForm existing) {
        return swappedName.firstNameLike(existing.name) == Likeness.EQUAL
                || existing.name.firstName().hasWordOf(name);
    }

    /** Whether first name and surname changed places. An initial is no evidence of that. */
    private boolean isSwapped(PupilForm existing) {
        Likeness firstName = swappedName.firstNameLike(existing.name);
        return swappedName.surnameLike(existing.name).isAny()
                && (firstName == Likeness.EQUAL || firstName == Likeness.SIMILAR);
    }
}
