package nl.laslink.domain.imports;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.imports.NameForm.Likeness;
import nl.laslink.domain.imports.Proposal.Reason;
import nl.laslink.domain.roster.Teacher;

/** A teacher, delivered or existing, in the form in which two spellings are equal. Immutable. */
record TeacherForm(NameForm name, Optional<String> email) {

    static TeacherForm of(DeliveredTeacher teacher) {
        return new TeacherForm(NameForm.of(teacher.name()), teacher.email().map(TeacherForm::plain));
    }

    static TeacherForm of(Teacher teacher) {
        return new TeacherForm(NameForm.of(teacher.name()), teacher.email().map(TeacherForm::plain));
    }

    private static String plain(EmailAddress email) {
        return email.value().toLowerCase(Locale.ROOT);
    }

    Set<Reason> reasons(TeacherForm existing) {
        boolean sameEmail = email.isPresent() && email.equals(existing.email);
        Likeness surname = name.surnameLike(existing.name);
        Likeness firstName = name.firstNameLike(existing.name);
        boolean firstNameUnknown =
                name.firstName().isAbsent() || existing.name.firstName().isAbsent();
        if (!sameEmail && !(surname.isAny() && (firstName.isAny() || firstNameUnknown))) {
            return Set.of();
        }
        Set<Reason> reasons = Proposal.nameReasons(surname, firstName);
        if (sameEmail) {
            reasons.add(Reason.SAME_EMAIL);
        }
        return reasons;
    }
}
