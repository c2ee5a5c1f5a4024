package nl.laslink.uwlr;

import java.util.Optional;
import nl.laslink.domain.delivery.FetchOutcome.Flaw;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.Dependance;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;

/** Which school and year an answer says it is about. */
record SchoolFields(
        Optional<String> schoolYear, Optional<String> brin, Optional<String> dependance, Optional<String> schoolKey) {

    static SchoolFields read(XmlCursor in) throws Unusable {
        Optional<String> schoolYear = Optional.empty();
        Optional<String> brin = Optional.empty();
        Optional<String> dependance = Optional.empty();
        Optional<String> schoolKey = Optional.empty();
        while (in.nextChild()) {
            switch (in.name(Uwlr.PUPIL_DATA)) {
                case "schooljaar" -> schoolYear = in.text();
                case "brincode" -> brin = in.text();
                case "dependancecode" -> dependance = in.text();
                case "schoolkey" -> schoolKey = in.text();
                default -> in.skip();
            }
        }
        return new SchoolFields(schoolYear, brin, dependance, schoolKey);
    }

    /** An answer that does not say which school or year it is about cannot be trusted either. */
    void check(SchoolIdentification asked, SchoolYear askedYear) throws Unusable {
        boolean isSchool =
                switch (asked) {
                    case SchoolIdentification.ByBrin(SchoolId school) ->
                        brin.filter(school.brin().value()::equals).isPresent()
                                && dependance
                                        .orElse(Dependance.MAIN.value())
                                        .equals(school.dependance().value());
                    case SchoolIdentification.BySchoolKey(String key) ->
                        schoolKey.filter(key.strip()::equals).isPresent();
                };
        if (!isSchool) {
            throw new Unusable(Flaw.OTHER_SCHOOL);
        }
        if (schoolYear.filter(askedYear.toString()::equals).isEmpty()) {
            throw new Unusable(Flaw.OTHER_SCHOOL_YEAR);
        }
    }
}
