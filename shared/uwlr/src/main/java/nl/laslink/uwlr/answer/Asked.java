package nl.laslink.uwlr.answer;

import java.util.Optional;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.uwlr.request.Operation;

/**
 * What an answer must be about; what is absent may be anything. {@code schoolType} says how its year groups are meant; without it
 * the answer's own codes must tell. Immutable.
 */
public record Asked(
        Optional<Operation> operation,
        Optional<SchoolIdentification> school,
        Optional<SchoolYear> schoolYear,
        Optional<SchoolType> schoolType) {

    public Asked(
            Optional<Operation> operation, Optional<SchoolIdentification> school, Optional<SchoolYear> schoolYear) {
        this(operation, school, schoolYear, Optional.empty());
    }

    public static Asked wholeSchool(SchoolIdentification school, SchoolYear schoolYear) {
        return new Asked(Optional.of(Operation.PUPIL_DATA), Optional.of(school), Optional.of(schoolYear));
    }

    public Asked forSchoolType(Optional<SchoolType> type) {
        return new Asked(operation, school, schoolYear, type);
    }

    public static Asked confirmation() {
        return new Asked(Optional.of(Operation.RESULTS), Optional.empty(), Optional.empty());
    }
}
