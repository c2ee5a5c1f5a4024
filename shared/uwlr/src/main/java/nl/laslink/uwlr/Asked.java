package nl.laslink.uwlr;

import java.util.Optional;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolYear;

/** What an answer must be about; what is absent may be anything. Immutable. */
public record Asked(
        Optional<Operation> operation, Optional<SchoolIdentification> school, Optional<SchoolYear> schoolYear) {

    public static Asked wholeSchool(SchoolIdentification school, SchoolYear schoolYear) {
        return new Asked(Optional.of(Operation.PUPIL_DATA), Optional.of(school), Optional.of(schoolYear));
    }

    public static Asked confirmation() {
        return new Asked(Optional.of(Operation.RESULTS), Optional.empty(), Optional.empty());
    }
}
