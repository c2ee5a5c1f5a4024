package nl.laslink.domain.delivery;

import java.util.List;
import nl.laslink.domain.school.SchoolYear;

/**
 * A whole answer of a LAS: the school's groups, teachers and pupils for one school year, checked for what the schema does
 * not check (unique keys, references that exist). What was odd but harmless is counted in {@code warnings}. Immutable.
 */
public record Delivery(
        SchoolYear schoolYear,
        List<DeliveredGroup> groups,
        List<DeliveredTeacher> teachers,
        List<DeliveredPupil> pupils,
        List<Warning> warnings) {
    public Delivery {
        groups = List.copyOf(groups);
        teachers = List.copyOf(teachers);
        pupils = List.copyOf(pupils);
        warnings = List.copyOf(warnings);
    }

    /** Something odd that does not stop the import, and how often it was seen. No names, no keys. */
    public record Warning(Kind kind, int count) {}

    public enum Kind {
        /** A pupil or teacher names a group that is not in the delivery; the reference is dropped. */
        UNKNOWN_GROUP,
        /** A person without any identity is left out. */
        PERSON_WITHOUT_IDENTITY,
        /** A person without any name is left out. */
        PERSON_WITHOUT_NAME,
        /** One of those two was a pupil, or two pupils shared a key: nobody can be said to have left the school. */
        PUPIL_LEFT_OUT,
        /** The same person was delivered twice; the last one counts. */
        DUPLICATE_PERSON,
        /** A pupil who left is still listed, by {@code uitstroomdatum} or jaargroep H; such a pupil counts as missing. */
        LISTED_AS_LEFT,
        /** A pupil's {@code uitstroomdatum} is no date; the pupil counts as present. */
        UNUSABLE_LEAVING_DATE,
        /** A teacher's mail address has no usable form; it is dropped. */
        UNUSABLE_EMAIL
    }
}
