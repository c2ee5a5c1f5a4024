package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.secret.Secret;
import nl.laslink.uwlr.http.LasNetwork;
import nl.laslink.uwlr.request.Operation;
import nl.laslink.uwlr.request.PupilDataRequest;
import nl.laslink.uwlr.request.PupilDataRequest.AskedGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/** What is sent, as a server received it, against the published schemas of UWLR 2.2, which are not part of the repository. */
class RequestsFitSchemaTest {
    private static final List<AskedGroup> GROUPS = List.of(
            new AskedGroup(Optional.of(new LasKey("1&2")), false), new AskedGroup(Optional.of(new LasKey("c")), true));
    private static final List<AskedGroup> NO_GROUP = List.of(new AskedGroup(Optional.empty(), false));

    private final UwlrLasClient client = new UwlrLasClient(LasNetwork.ANY);

    @ParameterizedTest
    @ValueSource(strings = {"base", "lvs", "smalle"})
    void fitsSchema_whenPupilsAreAskedFor(String driver) throws Exception {
        List<SchoolIdentification> schools = List.of(
                Messages.SCHOOL,
                new SchoolIdentification.ByBrin(SchoolId.parse("98YY-03")),
                new SchoolIdentification.BySchoolKey("school <1>"));
        for (SchoolIdentification school : schools) {
            assertThat(complaints(driver, fetchRequest(school))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "lvs", "smalle"})
    void fitsSchema_whenResultsAreBrought(String driver) throws Exception {
        assertThat(complaints(driver, bringRequest(Messages.SCHOOL))).isEmpty();
        assertThat(complaints(driver, bringRequest(new SchoolIdentification.BySchoolKey("s1"))))
                .isEmpty();
    }

    /** The profiles write the stages' roots with a capital, so only the base schema can judge them (uwlr.md 2). */
    @ParameterizedTest
    @ValueSource(strings = {"2.2", "2.3"})
    void fitsSchema_whenStagesAreAskedFor(String version) throws Exception {
        for (Optional<String> dataSet : List.of(Optional.<String>empty(), Optional.of("Smalle-set-VO"))) {
            PupilDataRequest request = request(version, dataSet);

            assertThat(complaints("base", text(request.structure()))).isEmpty();
            for (Operation operation : List.of(Operation.PUPILS, Operation.TEACHERS)) {
                assertThat(complaints("base", text(request.people(operation, GROUPS))))
                        .isEmpty();
                assertThat(complaints("base", text(request.people(operation, NO_GROUP))))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "lvs", "smalle"})
    void fitsSchema_whenVersionIs23_orChangesAreAskedFor(String driver) throws Exception {
        byte[] message =
                request("2.3", Optional.empty()).wholeSchool(Optional.of(Instant.parse("2026-11-23T10:00:00Z")));

        assertThat(complaints(driver, text(message))).isEmpty();
    }

    @Test
    void fitsSchema_whenDataSetIsNamed() throws Exception {
        byte[] message = request("2.2", Optional.of("Set-VO")).wholeSchool(Optional.empty());

        assertThat(complaints("base", text(message))).isEmpty();
    }

    @Test
    void writesWhatTheTypeAsksFor() {
        PupilDataRequest request = request("2.3", Optional.of("Set-VO"));

        assertThat(text(request.wholeSchool(Optional.of(Instant.parse("2026-11-23T10:00:00.123Z")))))
                .contains("<u:xsdversie>2.3</u:xsdversie><u:gegevenssetid>Set-VO</u:gegevenssetid>"
                        + "<u:laatstontvangengegevens>2026-11-23T11:00:00+01:00</u:laatstontvangengegevens>"
                        + "</u:leerlinggegevens_verzoek>");
        assertThat(text(request.structure())).contains("</u:gegevenssetid></u:structuur_verzoek>");
        assertThat(text(request.people(Operation.PUPILS, GROUPS)))
                .contains(
                        "<u:groepen><u:groep key=\"1&amp;2\"></u:groep>"
                                + "<u:samengestelde_groep key=\"c\"></u:samengestelde_groep></u:groepen></u:leerlingen_verzoek>");
        assertThat(text(request.people(Operation.TEACHERS, NO_GROUP)))
                .contains("<u:groepen><u:groep></u:groep></u:groepen></u:leerkrachten_verzoek>");
    }

    private static PupilDataRequest request(String version, Optional<String> dataSet) {
        LasHabits habits = new LasHabits(
                LasHabits.Profile.BASE, Optional.empty(), dataSet, true, Duration.ZERO, true, Optional.empty());
        URI address = URI.create("https://las.example/");
        return new PupilDataRequest(
                new LasEndpoint(address, address, version, Map.of(), habits),
                Messages.CREDENTIALS,
                Messages.SCHOOL,
                Messages.YEAR);
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    /** A supplier issues keys of 88 characters (las-quirks 11); the schema ends at 64 and complains of nothing else. */
    @Test
    void sendsKeyWhole_whenItIsLongerThanTheSchemaAllows() throws Exception {
        for (Map.Entry<String, String> sent : requests("k".repeat(64), Messages.SCHOOL)) {
            assertThat(complaints(sent.getKey(), sent.getValue())).isEmpty();
        }
        for (Map.Entry<String, String> sent : requests("k".repeat(88), Messages.SCHOOL)) {
            assertThat(sent.getValue())
                    .contains("<au:autorisatiesleutel>" + "k".repeat(88) + "</au:autorisatiesleutel>");
            assertTooLong(complaints(sent.getKey(), sent.getValue()), "au:autorisatiesleutel");
        }
    }

    /** The base schema takes 256 characters; the profiles end at 64 there too. */
    @Test
    void sendsSchoolKeyWhole_whenItIsLongerThanTheProfilesAllow() throws Exception {
        for (Map.Entry<String, String> sent : requests("k", new SchoolIdentification.BySchoolKey("s".repeat(256)))) {
            List<String> complaints = complaints(sent.getKey(), sent.getValue());
            if (sent.getKey().equals("base") || sent.getValue().contains("leerresultaten_verzoek")) {
                assertThat(complaints).isEmpty();
            } else {
                assertTooLong(complaints, "u:schoolkey");
            }
        }
    }

    /** The one facet, and that the element therefore is not of its type. */
    private static void assertTooLong(List<String> complaints, String element) {
        assertThat(complaints).hasSize(2);
        assertThat(complaints.getFirst()).startsWith("cvc-maxLength-valid:").contains("'64'");
        assertThat(complaints.getLast()).startsWith("cvc-type.3.1.3:").contains("'" + element + "'");
    }

    /** Each request that there is, with the schemas that can judge it. */
    private static List<Map.Entry<String, String>> requests(String key, SchoolIdentification school) {
        URI address = URI.create("https://las.example/");
        LasEndpoint endpoint = new LasEndpoint(address, address, "2.2", Map.of());
        LasCredentials credentials = new LasCredentials(Secret.of(key), Secret.of("klantcode"), "laslink");
        PupilDataRequest pupils = new PupilDataRequest(endpoint, credentials, school, Messages.YEAR);
        String whole = text(pupils.wholeSchool(Optional.empty()));
        String results = text(
                SingleCall.bring(endpoint, credentials, Messages.scores(school)).message());
        return List.of(
                Map.entry("base", whole),
                Map.entry("lvs", whole),
                Map.entry("smalle", whole),
                Map.entry("base", text(pupils.structure())),
                Map.entry("base", text(pupils.people(Operation.PUPILS, GROUPS))),
                Map.entry("base", text(pupils.people(Operation.TEACHERS, GROUPS))),
                Map.entry("base", results),
                Map.entry("lvs", results),
                Map.entry("smalle", results));
    }

    @Test
    void namesSchoolYearAndVersionOnly_whenPupilsAreAskedFor() {
        assertThat(fetchRequest(Messages.SCHOOL))
                .contains("<au:autorisatiesleutel>geheime-sleutel&lt;&amp;&gt;</au:autorisatiesleutel>"
                        + "<au:klantcode>geheime-klantcode</au:klantcode><au:klantnaam>laslink</au:klantnaam>")
                .contains("><u:schooljaar>2026-2027</u:schooljaar><u:brincode>99XX</u:brincode>"
                        + "<u:xsdversie>2.2</u:xsdversie></u:leerlinggegevens_verzoek>");
        assertThat(fetchRequest(new SchoolIdentification.ByBrin(SchoolId.parse("98YY-03"))))
                .contains("<u:brincode>98YY</u:brincode><u:dependancecode>03</u:dependancecode><u:xsdversie>");
    }

    @Test
    void namesTheMainDependance_whereTheLasWantsIt() {
        LasHabits habits = new LasHabits(
                LasHabits.Profile.BASE,
                Optional.empty(),
                Optional.empty(),
                true,
                Duration.ZERO,
                false,
                Optional.empty(),
                Optional.empty(),
                true);
        URI address = URI.create("https://las.example/");
        LasEndpoint endpoint = new LasEndpoint(address, address, "2.2", Map.of(), habits);
        String named = "brincode>99XX</u:brincode><u:dependancecode>00</u:dependancecode><u:";

        assertThat(text(new PupilDataRequest(endpoint, Messages.CREDENTIALS, Messages.SCHOOL, Messages.YEAR)
                        .wholeSchool(Optional.empty())))
                .contains(named + "xsdversie>");
        assertThat(text(SingleCall.bring(endpoint, Messages.CREDENTIALS, Messages.scores())
                        .message()))
                .contains(named + "aanmaakdatum>");
    }

    @Test
    void carriesEveryValue_whenResultsAreBrought() {
        assertThat(bringRequest(Messages.SCHOOL))
                .contains("<u:aanmaakdatum>2026-11-24T03:30:00+01:00</u:aanmaakdatum>")
                .contains("<u:leerlingid>100420</u:leerlingid><u:eckid>eckid_L1</u:eckid>"
                        + "<u:resultaatverwerkerid>9</u:resultaatverwerkerid><u:resultaten>"
                        + "<u:resultaat key=\"z1\"><u:afnamedatum>2026-11-20</u:afnamedatum><u:toetscode>RW-M5</u:toetscode>"
                        + "<u:versie>2</u:versie><u:score>34</u:score>"
                        + "<u:infourl>https://toetscentrum.example/z1</u:infourl></u:resultaat>")
                .contains("<u:toetscode vocabulaire=\"urn:voorbeeld:CODE\""
                        + " vocabulairelocatie=\"https://lijsten.example/CODE\">RW-M5</u:toetscode>")
                .contains("<u:ingang vocabulaire=\"urn:voorbeeld:HIERARCHY\""
                        + " vocabulairelocatie=\"https://lijsten.example/HIERARCHY\" niveau=\"2\">Getallen</u:ingang>")
                .contains("<u:normkleur><u:rood_code>0</u:rood_code><u:groen_code>128</u:groen_code>"
                        + "<u:blauw_code>255</u:blauw_code><u:transparantie>0.50</u:transparantie></u:normkleur>"
                        + "<u:schoolcijfer_vanaf>7.5</u:schoolcijfer_vanaf>"
                        + "<u:schoolcijfer_totenmet>10</u:schoolcijfer_totenmet>")
                .contains("<u:toetsonderdeelcode>L</u:toetsonderdeelcode><u:score>0</u:score>")
                .contains("<oso:tijd>1000</oso:tijd><oso:vaardigheidsscore>212.5</oso:vaardigheidsscore>")
                .contains("<oso:bivlaag>200</oso:bivlaag><oso:bivhoog>225.25</oso:bivhoog>")
                .contains("<oso:waarde>II</oso:waarde><oso:kwalificatie>boven gemiddeld</oso:kwalificatie>")
                .contains("<u:toetsnaam>Rekenen &lt;&amp;&gt; nnn")
                .contains("<u:omschrijving>hoog \uD83D\uDE00</u:omschrijving>")
                .doesNotContain("vakgebied", "\u0001");
    }

    private String fetchRequest(SchoolIdentification school) {
        try (PretendLas las = PretendLas.answering(Messages.pupilData("<geengegevens/>"))) {
            assertThat(client.fetch(las.endpoint(), Messages.CREDENTIALS, school, Messages.YEAR))
                    .isEqualTo(new FetchOutcome.NoData());
            return las.body();
        }
    }

    private String bringRequest(SchoolIdentification school) {
        try (PretendLas las = PretendLas.answering("")) {
            client.bring(las.endpoint(), Messages.CREDENTIALS, Messages.scores(school));
            return las.body();
        }
    }

    private static List<String> complaints(String driver, String message) throws SAXException, IOException {
        return PublishedSchemas.complaints(driver, message);
    }
}
