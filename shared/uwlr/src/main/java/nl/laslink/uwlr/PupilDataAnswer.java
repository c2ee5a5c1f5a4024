package nl.laslink.uwlr;

import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.FetchOutcome.Flaw;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolYear;

/** Content of {@code leerlinggegevens_antwoord}: exactly one of three. */
sealed interface PupilDataAnswer {

    record NoChanges() implements PupilDataAnswer {}

    record NoData() implements PupilDataAnswer {}

    record WholeSchool(Delivery delivery) implements PupilDataAnswer {}

    /** Reads it, and believes it only for the school and year that were asked for. */
    static PupilDataAnswer read(XmlCursor in, SchoolIdentification school, SchoolYear schoolYear) throws Unusable {
        if (!in.name(Uwlr.PUPIL_DATA).equals("leerlinggegevens_antwoord")) {
            throw new Unusable(Flaw.NOT_UWLR);
        }
        PupilDataAnswer answer = null;
        while (in.nextChild()) {
            PupilDataAnswer next =
                    switch (in.name(Uwlr.PUPIL_DATA)) {
                        case "geenwijzigingen" -> skipped(in, new NoChanges());
                        case "geengegevens" -> skipped(in, new NoData());
                        case "leerlinggegevens" -> new WholeSchool(new PupilDataReader(school, schoolYear).read(in));
                        default -> skipped(in, null);
                    };
            if (next != null && answer != null) {
                throw new Unusable(Flaw.NOT_UWLR);
            }
            answer = next == null ? answer : next;
        }
        if (answer == null) {
            throw new Unusable(Flaw.NOT_UWLR);
        }
        return answer;
    }

    private static PupilDataAnswer skipped(XmlCursor in, PupilDataAnswer answer) throws Unusable {
        in.skip();
        return answer;
    }
}
