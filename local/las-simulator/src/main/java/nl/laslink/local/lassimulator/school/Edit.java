package nl.laslink.local.lassimulator.school;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A change that a person at the school makes in the LAS. Pupils, teachers and groups are named by their key. */
public sealed interface Edit {

    /** The pupil is no longer delivered. */
    record PupilLeaves(String pupil) implements Edit {}

    /** A pupil who left comes back, same key and group. */
    record PupilReturns(String pupil) implements Edit {}

    /** A new pupil; without a key the LAS gives the next one. */
    record PupilArrives(
            Optional<String> key,
            PersonName name,
            Optional<LocalDate> born,
            Gender gender,
            Optional<YearGroup> year,
            Optional<String> group,
            List<String> compositeGroups,
            EckId eckId)
            implements Edit {}

    /** Name, birth date or ECK iD as they are from now on. */
    record PupilCorrected(String pupil, PersonName name, Optional<LocalDate> born, EckId eckId) implements Edit {}

    /** To another group, or to none. Without a year group the pupil takes the group's, unless that is a combination. */
    record PupilMoves(String pupil, Optional<String> group, Optional<YearGroup> year) implements Edit {}

    /** A group or composite group gets another name. */
    record GroupRenamed(String group, String name) implements Edit {}

    /** A new group without pupils. */
    record GroupArrives(Optional<String> key, String name, YearGroup year) implements Edit {}

    /** A group or composite group is gone; its pupils and teachers stay, without it. */
    record GroupLeaves(String group) implements Edit {}

    /** A new teacher. */
    record TeacherArrives(
            Optional<String> key, PersonName name, Optional<String> email, List<String> groups, EckId eckId)
            implements Edit {}

    /** Name or e-mail as they are from now on. */
    record TeacherCorrected(String teacher, PersonName name, Optional<String> email) implements Edit {}

    /** The teacher is no longer delivered. */
    record TeacherLeaves(String teacher) implements Edit {}

    /** The change of a person's ECK iD. */
    sealed interface EckId {
        /** There is none, or there is no longer one. */
        record None() implements EckId {}

        /** One in the form of the test environment is made from school and key. */
        record Made() implements EckId {}

        /** This one. */
        record Given(String value) implements EckId {}
    }
}
