package nl.laslink.uwlr.request;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolYear;

/** Writes the requests for pupil data: {@code leerlinggegevens_verzoek} and those of the three stages. */
public record PupilDataRequest(
        LasEndpoint endpoint, LasCredentials credentials, SchoolIdentification school, SchoolYear schoolYear) {
    /** A moment without offset would be read in a zone of the LAS's choice. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    /** A group whose people are asked for; without a key: those who are in no group of its kind. */
    public record AskedGroup(Optional<LasKey> key, boolean composite) {
        public String element() {
            return composite ? "samengestelde_groep" : "groep";
        }
    }

    /** All in one. Without {@code lastReceived} a LAS must send the whole school. */
    public byte[] wholeSchool(Optional<Instant> lastReceived) {
        return write(Operation.PUPIL_DATA, lastReceived, List.of());
    }

    public byte[] structure() {
        return write(Operation.STRUCTURE, Optional.empty(), List.of());
    }

    /** The pupils or teachers of these groups. */
    public byte[] people(Operation operation, List<AskedGroup> groups) {
        return write(operation, Optional.empty(), groups);
    }

    private byte[] write(Operation operation, Optional<Instant> lastReceived, List<AskedGroup> groups) {
        return RequestWriter.message(credentials, Uwlr.PUPIL_DATA, operation.request(), out -> {
            out.text("schooljaar", schoolYear.toString());
            out.school(school, endpoint.habits());
            out.text("xsdversie", endpoint.xsdVersion());
            out.text("gegevenssetid", endpoint.habits().dataSetId());
            out.text("laatstontvangengegevens", lastReceived.map(PupilDataRequest::moment));
            if (!groups.isEmpty()) {
                out.element("groepen", inside -> writeGroups(inside, groups));
            }
        });
    }

    private static void writeGroups(RequestWriter out, List<AskedGroup> groups) throws XMLStreamException {
        for (AskedGroup group : groups) {
            out.element(group.element(), inside -> {
                if (group.key().isPresent()) {
                    inside.attribute("key", group.key().get().value());
                }
            });
        }
    }

    private static String moment(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atZone(ZONE));
    }
}
