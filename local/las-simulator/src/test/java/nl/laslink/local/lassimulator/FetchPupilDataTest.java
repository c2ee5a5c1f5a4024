package nl.laslink.local.lassimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchPupilDataTest {
    private static final Clock NOVEMBER = Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);

    private final LasSimulator simulator = LasSimulator.start(LasSimulatorConfig.inMemory(NOVEMBER));
    private final SoapClient client = new SoapClient();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void answersWholeSchool_whenAllIsWell() throws Exception {
        SoapClient.Answer answer = client.fetch(simulator, valid());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("text/xml;charset=utf-8");
        assertThat(answer.body())
                .contains("<schooljaar>2026-2027</schooljaar>", "<aanmaakdatum>2026-11-23T10:00:00.000</aanmaakdatum>")
                .contains("<achternaam>Vries</achternaam><voorvoegsel>de</voorvoegsel><roepnaam>Emma</roepnaam>")
                .contains("<naam>Rekenen &amp; taal extra</naam>");
        assertThat(answer.body().split("<leerling ", -1)).hasSize(1 + 230);
        assertThat(answer.body().split("<groep key=\"[0-9]+\"><naam>", -1)).hasSize(1 + 10);
        assertThat(answer.body().split("<leerkracht ", -1)).hasSize(1 + 20);
    }

    @Test
    void acceptsSoapAction_whenNotQuoted() throws Exception {
        SoapClient.Answer answer = client.post(
                simulator.pupilDataEndpoint(), "HaalLeerlinggegevens", valid().getBytes(StandardCharsets.UTF_8));

        assertThat(answer.fault()).isEqualTo("no fault");
    }

    @Test
    void zipsAnswer_whenAsked() throws Exception {
        SoapClient.Answer plain = client.fetch(simulator, valid());

        SoapClient.Answer zipped = client.send(client.request(
                        simulator.pupilDataEndpoint(),
                        "\"HaalLeerlinggegevens\"",
                        valid().getBytes(StandardCharsets.UTF_8))
                .header("Accept-Encoding", "gzip")
                .build());

        assertThat(zipped.body()).isEqualTo(plain.body());
    }

    @Test
    void refusesWithOneSentence_whenKeyIsWrong() throws Exception {
        SoapClient.Answer answer = client.fetch(
                simulator,
                SoapClient.envelope(
                        SoapClient.autorisatie("verkeerd", "demo-klantcode", "laslink"),
                        SoapClient.verzoek("2026-2027", "99XX", "")));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .contains("<faultcode>soap:Client.AutorisatieOngeldig</faultcode>"
                        + "<faultstring>De autorisatiesleutel geeft geen toegang tot deze school.</faultstring>")
                .doesNotContain("verkeerd", "detail");
    }

    @ParameterizedTest
    @CsvSource({
        "demo-sleutel-98YY-00, demo-klantcode, laslink, Client.AutorisatieOngeldig",
        "'', demo-klantcode, laslink, Client.AutorisatieOngeldig",
        "demo-sleutel-99XX-00, anders, laslink, Client.OngeldigeKlantIdentificatie",
        "demo-sleutel-99XX-00, demo-klantcode, anders, Client.OngeldigeKlantIdentificatie",
        "verkeerd, anders, laslink, Client.OngeldigeKlantIdentificatie"
    })
    void refuses_whenCredentialsAreNotRight(String key, String code, String name, String fault) throws Exception {
        SoapClient.Answer answer = client.fetch(
                simulator,
                SoapClient.envelope(
                        SoapClient.autorisatie(key, code, name), SoapClient.verzoek("2026-2027", "99XX", "")));

        assertThat(answer.fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<schooljaar>2026-2028</schooljaar><brincode>99XX</brincode><xsdversie>2.2</xsdversie>|Client.OngeldigBericht",
                "<schooljaar/><brincode>99XX</brincode><xsdversie>2.2</xsdversie>|Client.OngeldigBericht",
                "<schooljaar>2026-2027</schooljaar><brincode>9XX</brincode><xsdversie>2.2</xsdversie>|Client.OngeldigBericht",
                "<schooljaar>2026-2027</schooljaar><brincode>99XX</brincode><dependancecode>1</dependancecode>"
                        + "<xsdversie>2.2</xsdversie>|Client.OngeldigBericht",
                "<brincode>99XX</brincode><schooljaar>2026-2027</schooljaar><xsdversie>2.2</xsdversie>|Client.OngeldigBericht",
                "<schooljaar>2026-2027</schooljaar><brincode>99XX</brincode>|Client.OngeldigBericht",
                "<schooljaar>2026-2027</schooljaar><brincode>99XX</brincode><xsdversie>2.2</xsdversie>"
                        + "<laatstontvangengegevens>gisteren</laatstontvangengegevens>|Client.OngeldigBericht",
                "<schooljaar>2026-2027</schooljaar><brincode>99XX</brincode><xsdversie>2.1</xsdversie>|Client.XsdVersieOngeldig",
                "<schooljaar>2026-2027</schooljaar><brincode>97ZZ</brincode><xsdversie>2.2</xsdversie>|Client.AutorisatieOngeldig",
                "<schooljaar>2026-2027</schooljaar><brincode>99XX</brincode><dependancecode>01</dependancecode>"
                        + "<xsdversie>2.2</xsdversie>|Client.AutorisatieOngeldig",
                "<schooljaar>2026-2027</schooljaar><schoolkey>school</schoolkey><xsdversie>2.2</xsdversie>|Client.AutorisatieOngeldig",
                "<schooljaar>2026-2027</schooljaar><schoolkey>demo-school-98YY-00</schoolkey>"
                        + "<xsdversie>2.2</xsdversie>|Client.AutorisatieOngeldig",
                "<schooljaar>2026-2027</schooljaar><schoolkey>demo-school-99XX-00</schoolkey>"
                        + "<xsdversie>2.2</xsdversie>|no fault",
                "<schooljaar>2026-2027</schooljaar><brincode>99XX</brincode><xsdversie>2.2</xsdversie>|no fault"
            })
    void judgesRequestFields(String fields, String fault) throws Exception {
        SoapClient.Answer answer =
                client.fetch(simulator, SoapClient.envelope(SoapClient.AUTHORISATION, SoapClient.verzoek(fields)));

        assertThat(answer.fault()).isEqualTo(fault);
    }

    @Test
    void blamesHeaderFirst_whenHeaderAndBodyAreWrong() throws Exception {
        SoapClient.Answer answer = client.fetch(simulator, SoapClient.envelope("", SoapClient.verzoek("<niets/>")));

        assertThat(answer.fault()).isEqualTo("Client.AutorisatieOngeldig");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "geen xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>",
                "<Envelope xmlns=\"http://www.w3.org/2003/05/soap-envelope\"/>"
            })
    void refusesMessage_whenItIsNoSoap(String xml) throws Exception {
        assertThat(client.fetch(simulator, xml).fault()).isEqualTo("Client.OngeldigBericht");
    }

    @Test
    void answersNoData_whenOtherSchoolYearIsAsked() throws Exception {
        SoapClient.Answer answer = client.fetch(
                simulator, SoapClient.envelope(SoapClient.AUTHORISATION, SoapClient.verzoek("2027-2028", "99XX", "")));

        assertThat(answer.body()).contains("<geengegevens/>").doesNotContain("<leerling ");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00+01:00, true",
        "2026-11-23T10:00:00.000, true",
        "2026-11-23T08:59:59.999Z, false",
        "2026-07-31T12:00:00Z, false"
    })
    void answersNoChanges_whenCallerHasTheLatest(String lastReceived, boolean noChanges) throws Exception {
        SoapClient.Answer answer = client.fetch(
                simulator,
                SoapClient.envelope(
                        SoapClient.AUTHORISATION,
                        SoapClient.verzoek(
                                "2026-2027",
                                "99XX",
                                "<laatstontvangengegevens>" + lastReceived + "</laatstontvangengegevens>")));

        assertThat(answer.body().contains("geenwijzigingen")).isEqualTo(noChanges);
        assertThat(answer.body().contains("<leerling ")).isEqualTo(!noChanges);
    }

    private static String valid() {
        return SoapClient.envelope(SoapClient.AUTHORISATION, SoapClient.verzoek("2026-2027", "99XX", ""));
    }
}
