package nl.laslink.local.lassimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import nl.laslink.local.lassimulator.state.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock stands in 2024-2025, the last school year that the published enumeration knows. */
class AnswersFitSchemaTest {
    private final LasSimulator simulator = LasSimulator.start(
            LasSimulatorConfig.inMemory(Clock.fixed(Instant.parse("2025-03-01T09:00:00Z"), ZoneOffset.UTC)));
    private final SoapClient client = new SoapClient();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({"99XX", "98YY"})
    void fitsBaseSchema_whenWholeSchoolIsAnswered(String brin) throws Exception {
        SoapClient.Answer answer = client.fetch(simulator, request(brin, "2024-2025"));

        assertThat(answer.body()).contains("<leerling ");
        assertThat(Schemas.complaints("base", answer.body())).isEmpty();
    }

    @Test
    void fitsBaseSchema_whenSchoolIsNamedByItsKey() throws Exception {
        SoapClient.Answer answer = client.fetch(
                simulator,
                SoapClient.envelope(
                        SoapClient.AUTHORISATION,
                        SoapClient.verzoek(
                                "<schooljaar>2024-2025</schooljaar><schoolkey>demo-school-99XX-00</schoolkey>"
                                        + "<xsdversie>2.2</xsdversie>")));

        assertThat(answer.body()).contains("<schoolkey>demo-school-99XX-00</schoolkey>");
        assertThat(Schemas.complaints("base", answer.body())).isEmpty();
    }

    /** Everybody of the small school has a birth date and a first name, which the LVS set wants. */
    @ParameterizedTest
    @CsvSource({"smalle, SMALLE", "lvs, LVS", "base, LVS"})
    void fitsProfile_whenSchoolSpeaksIt(String driver, Manner.Profile profile) throws Exception {
        simulator
                .school("98YY-00")
                .speak(new Manner(
                        Manner.Versions.BOTH, profile, Manner.Transfer.BOTH, Manner.Gzip.ASKED, 0, true, false));

        SoapClient.Answer answer = client.fetch(simulator, request("98YY", "2024-2025"));

        assertThat(answer.body()).contains("<leerling ");
        assertThat(Schemas.complaints(driver, answer.body())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "structuur, ''",
        "leerlingen, <groepen><groep/></groepen>",
        "leerlingen, <groepen><samengestelde_groep/></groepen>",
        "leerkrachten, <groepen><samengestelde_groep/></groepen>"
    })
    void fitsBaseSchema_whenStageIsAnswered(String stage, String groups) throws Exception {
        String space = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens";
        String body = "<" + stage + "_verzoek xmlns=\"" + space + "\"><schooljaar>2024-2025</schooljaar>"
                + "<brincode>99XX</brincode><xsdversie>2.2</xsdversie>" + groups + "</" + stage + "_verzoek>";
        String request =
                SoapClient.envelope(SoapClient.autorisatie("demo-sleutel-99XX-00", "demo-klantcode", "laslink"), body);

        SoapClient.Answer answer = client.post(
                simulator.stagesEndpoint(), space + "/" + stage + "_verzoek", request.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.body()).contains("<" + stage + "_antwoord");
        assertThat(answer.fault()).isEqualTo("no fault");
        assertThat(Schemas.complaints("base", request)).isEmpty();
        assertThat(Schemas.complaints("base", answer.body())).isEmpty();
    }

    @Test
    void fitsBaseSchema_whenThereIsNoData() throws Exception {
        SoapClient.Answer answer = client.fetch(simulator, request("99XX", "2025-2026"));

        assertThat(answer.body()).contains("<geengegevens/>");
        assertThat(Schemas.complaints("base", answer.body())).isEmpty();
    }

    @Test
    void fitsEnvelopeSchema_whenFault() throws Exception {
        SoapClient.Answer answer = client.fetch(simulator, request("97ZZ", "2024-2025"));

        assertThat(answer.fault()).isEqualTo("Client.AutorisatieOngeldig");
        assertThat(Schemas.complaints("base", answer.body())).isEmpty();
    }

    private static String request(String brin, String year) {
        return SoapClient.envelope(
                SoapClient.autorisatie("demo-sleutel-" + brin + "-00", "demo-klantcode", "laslink"),
                SoapClient.verzoek(year, brin, ""));
    }
}
