package nl.laslink.uwlr;

import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolYear;

/** Writes {@code leerlinggegevens_verzoek}. */
final class PupilDataRequest {
    private PupilDataRequest() {}

    /** Asks for everything: without {@code laatstontvangengegevens} a LAS must send the whole school. */
    static byte[] write(
            LasCredentials credentials, SchoolIdentification school, SchoolYear schoolYear, String xsdVersion) {
        return RequestWriter.message(credentials, Uwlr.PUPIL_DATA, "leerlinggegevens_verzoek", out -> {
            out.text("schooljaar", schoolYear.toString());
            out.school(school);
            out.text("xsdversie", xsdVersion);
        });
    }
}
