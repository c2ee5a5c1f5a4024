package nl.laslink.uwlr.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.Dependance;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.uwlr.request.Uwlr;

/** Which school and year an answer says it is about. */
record SchoolFields(
        Optional<String> schoolYear, Optional<String> brin, Optional<String> dependance, Optional<String> schoolKey) {
    /** The profiles allow 1 to 2 digits of the dependance behind the BRIN. */
    private static final Pattern BRIN_AND_DEPENDANCE = Pattern.compile("(.{4})([0-9]{1,2})?");

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
    List<AnswerFlaw> flaws(Asked asked) {
        List<AnswerFlaw> flaws = new ArrayList<>();
        asked.school().flatMap(this::flaw).ifPresent(flaws::add);
        Optional<String> askedYear = asked.schoolYear().map(SchoolYear::toString);
        if (askedYear.isPresent() ? !askedYear.equals(schoolYear) : year().isEmpty()) {
            flaws.add(AnswerFlaw.OTHER_SCHOOL_YEAR);
        }
        return flaws;
    }

    Optional<SchoolYear> year() {
        return schoolYear.filter(SchoolYear::isValid).map(SchoolYear::parse);
    }

    private Optional<AnswerFlaw> flaw(SchoolIdentification identification) {
        return switch (identification) {
            case SchoolIdentification.ByBrin(SchoolId school) -> {
                Matcher code = BRIN_AND_DEPENDANCE.matcher(brin.orElse(""));
                if (!code.matches() || !code.group(1).equals(school.brin().value())) {
                    yield Optional.of(AnswerFlaw.OTHER_SCHOOL);
                }
                Optional<String> behind = Optional.ofNullable(code.group(2)).map(d -> d.length() == 1 ? "0" + d : d);
                List<String> answered =
                        Stream.of(behind, dependance).flatMap(Optional::stream).toList();
                String asked = school.dependance().value();
                boolean isAsked = answered.isEmpty()
                        ? asked.equals(Dependance.MAIN.value())
                        : answered.stream().allMatch(asked::equals);
                yield isAsked ? Optional.empty() : Optional.of(AnswerFlaw.OTHER_DEPENDANCE);
            }
            case SchoolIdentification.BySchoolKey(String key) ->
                schoolKey.filter(key.strip()::equals).isPresent()
                        ? Optional.empty()
                        : Optional.of(AnswerFlaw.OTHER_SCHOOL);
        };
    }
}
