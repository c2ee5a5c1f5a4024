package nl.laslink.local.lassimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nl.laslink.local.lassimulator.state.ReceivedResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BringResultsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:30:00Z");

    private final LasSimulator simulator =
            LasSimulator.start(LasSimulatorConfig.inMemory(Clock.fixed(NOW, ZoneOffset.UTC)));
    private final SoapClient client = new SoapClient();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void keepsResults_whenMessageIsRight() throws Exception {
        String message = message(
                "2026-11-23T03:30:00+01:00",
                sitting("100611", result("r1", "<score>31</score>"))
                        + sitting(
                                "100600",
                                result("r2", "<toetsonderdeelcode>lezen</toetsonderdeelcode><score>7</score>")));
        assertThat(Schemas.complaints("base", message)).isEmpty();

        SoapClient.Answer answer = client.bring(simulator, message);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("leerresultaten_bevestiging").doesNotContain("Fault");
        assertThat(Schemas.complaints("base", answer.body())).isEmpty();
        assertThat(results()).hasSize(2);
        ReceivedResult whole = results().getFirst();
        assertThat(whole.pupil()).isEqualTo("100611");
        assertThat(whole.testName()).contains("Begrijpend lezen E5");
        assertThat(whole.score()).isEqualTo(OptionalLong.of(31));
        assertThat(whole.term()).contains("II");
        assertThat(whole.takenOn()).isEqualTo(LocalDate.parse("2026-11-20"));
        assertThat(whole.firstReceived()).isEqualTo(NOW);
        assertThat(whole.timesReceived()).isEqualTo(1);
        ReceivedResult part = results().getLast();
        assertThat(part.part()).contains("lezen");
        assertThat(part.partName()).contains("Lezen");
        assertThat(part.term()).contains("voldoende");
    }

    @Test
    void keepsOsoResult_whenMessageHoldsOne() throws Exception {
        String message = message(
                "2026-11-23T03:30:00+01:00",
                sitting(
                        "100611",
                        result(
                                "r1",
                                "<osoresultaat xmlns:o=\"http://www.edustandaard.nl/oso_gegevensset/1.2/dossier\"><o:toetsscore>"
                                        + "<o:aantalopgaven>40</o:aantalopgaven><o:vaardigheidsscore>123.4</o:vaardigheidsscore>"
                                        + "<o:betrouwbaarheidsinterval><o:bivlaag>120</o:bivlaag><o:bivhoog>127</o:bivhoog>"
                                        + "</o:betrouwbaarheidsinterval></o:toetsscore><o:referentiescore>"
                                        + "<o:codereferentiescore>IV</o:codereferentiescore><o:codevergelijkingsgroep>Landelijk"
                                        + "</o:codevergelijkingsgroep><o:waarde>III</o:waarde></o:referentiescore></osoresultaat>")));
        assertThat(Schemas.complaints("base", message)).isEmpty();

        SoapClient.Answer answer = client.bring(simulator, message);

        assertThat(answer.fault()).isEqualTo("no fault");
        assertThat(results().getFirst().oso())
                .containsEntry("aantalopgaven", "40")
                .containsEntry("vaardigheidsscore", "123.4")
                .containsEntry("bivhoog", "127");
        assertThat(results().getFirst().references())
                .containsExactly(new ReceivedResult.Reference("IV", "Landelijk", "III", Optional.empty()));
        assertThat(results().getFirst().score()).isEmpty();
    }

    @Test
    void replacesResult_whenSameKeyComesAgain() throws Exception {
        client.bring(
                simulator, message("2026-11-23T03:30:00+01:00", sitting("100611", result("r1", "<score>31</score>"))));

        SoapClient.Answer answer = client.bring(
                simulator, message("2026-11-23T03:30:01+01:00", sitting("100611", result("r1", "<score>12</score>"))));

        assertThat(answer.fault()).isEqualTo("no fault");
        assertThat(results()).hasSize(1);
        assertThat(results().getFirst().score()).isEqualTo(OptionalLong.of(12));
        assertThat(results().getFirst().timesReceived()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T03:30:00+01:00, Client.OngeldigBericht",
        "2026-11-23T02:30:00Z, Client.OngeldigBericht",
        "2026-11-23T03:29:59, Client.OngeldigBericht",
        "2026-11-23T03:30:00.001+01:00, no fault",
        "2026-11-23T03:30:01, no fault"
    })
    void wantsLaterAanmaakdatum_thanPreviousMessage(String second, String fault) throws Exception {
        client.bring(
                simulator, message("2026-11-23T03:30:00+01:00", sitting("100611", result("r1", "<score>31</score>"))));

        SoapClient.Answer answer =
                client.bring(simulator, message(second, sitting("100611", result("r2", "<score>12</score>"))));

        assertThat(answer.fault()).isEqualTo(fault);
        assertThat(results()).hasSize(fault.equals("no fault") ? 2 : 1);
    }

    @Test
    void remembersNoAanmaakdatum_whenMessageIsRefused() throws Exception {
        client.bring(simulator, message("2026-11-23T03:30:00+01:00", sitting("0", result("r1", "<score>31</score>"))));

        SoapClient.Answer answer = client.bring(
                simulator, message("2026-11-23T03:30:00+01:00", sitting("100611", result("r1", "<score>31</score>"))));

        assertThat(answer.fault()).isEqualTo("no fault");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1|Client.ScoreOngeldig",
                "7.5|Client.ScoreOngeldig",
                "X|Client.ScoreOngeldig",
                "''|Client.ScoreOngeldig",
                "0|no fault"
            })
    void wantsWholeScores(String score, String fault) throws Exception {
        SoapClient.Answer answer = client.bring(
                simulator,
                message(
                        "2026-11-23T03:30:00+01:00",
                        sitting("100611", result("r1", "<score>31</score>"))
                                + sitting("100600", result("r2", "<score>" + score + "</score>"))));

        assertThat(answer.fault()).isEqualTo(fault);
        assertThat(results()).hasSize(fault.equals("no fault") ? 2 : 0);
    }

    @Test
    void refusesWholeMessage_whenOnePupilIsUnknown() throws Exception {
        SoapClient.Answer answer = client.bring(
                simulator,
                message(
                        "2026-11-23T03:30:00+01:00",
                        sitting("100611", result("r1", "<score>31</score>"))
                                + sitting("999", result("r2", "<score>3</score>"))));

        assertThat(answer.fault()).isEqualTo("Client.LeerlingOngeldig");
        assertThat(results()).isEmpty();
    }

    @Test
    void refusesMessage_whenEckIdIsSomebodyElses() throws Exception {
        String sitting = sitting("100611", result("r1", "<score>31</score>"))
                .replace("</leerlingid>", "</leerlingid><eckid>https://ketenid.nl/pilot/ff</eckid>");

        SoapClient.Answer answer = client.bring(simulator, message("2026-11-23T03:30:00+01:00", sitting));

        assertThat(answer.fault()).isEqualTo("Client.LeerlingOngeldig");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<toetscode>BL-E5</toetscode><score>|<toetscode>ANDERS</toetscode><score>|Client.OngeldigBericht",
                "<score>|<toetsonderdeelcode>rekenen</toetsonderdeelcode><score>|Client.OngeldigBericht",
                "key=\"r2\"|key=\"r1\"|Client.OngeldigBericht",
                "key=\"r2\"|sleutel=\"r2\"|Client.OngeldigBericht",
                "<afnamedatum>2026-11-20</afnamedatum>|<afnamedatum>2026-02-30</afnamedatum>|Client.OngeldigBericht",
                "<beginnormwaarde>30|<beginnormwaarde>41|Client.ToetsNormeringOngeldig",
                "<xsdversie>2.2|<xsdversie>2.1|Client.XsdVersieOngeldig",
                "<score>12</score>|<anderresultaat/>|Client.OngeldigBericht",
                "<score>12</score>|<osoresultaat><toetsscore/></osoresultaat>|Client.EldResultaatOngeldig",
                "<brincode>99XX</brincode>|<brincode>98YY</brincode>|Client.AutorisatieOngeldig"
            })
    void refusesMessage_whenSomethingInItIsWrong(String right, String wrong, String fault) throws Exception {
        String message = message(
                "2026-11-23T03:30:00+01:00",
                sitting("100611", result("r1", "<score>31</score>") + result("r2", "<score>12</score>")));
        assertThat(message).contains(right);

        SoapClient.Answer answer = client.bring(simulator, message.replace(right, wrong));

        assertThat(answer.fault()).isEqualTo(fault);
        assertThat(results()).isEmpty();
    }

    private List<ReceivedResult> results() {
        return simulator.school("99XX-00").results();
    }

    static String sitting(String pupil, String results) {
        return "<toetsafname><leerlingid>" + pupil + "</leerlingid><resultaten>" + results
                + "</resultaten></toetsafname>";
    }

    static String result(String key, String value) {
        return "<resultaat key=\"" + key + "\"><afnamedatum>2026-11-20</afnamedatum><toetscode>BL-E5</toetscode>"
                + value + "</resultaat>";
    }

    static String message(String created, String sittings) {
        return SoapClient.envelope(SoapClient.AUTHORISATION, """
                <leerresultaten_verzoek xmlns="http://www.edustandaard.nl/leerresultaten/2/leerresultaten">
                  <school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode><aanmaakdatum>%s</aanmaakdatum>
                    <auteur>laslink</auteur><xsdversie>2.2</xsdversie></school>
                  <toetsafnames>%s</toetsafnames>
                  <toetsen><toets><toetscode>BL-E5</toetscode><toetsnaam>Begrijpend lezen E5</toetsnaam>
                    <toetsnormering><norm><term>III</term><beginnormwaarde>0</beginnormwaarde><eindnormwaarde>29</eindnormwaarde></norm>
                      <norm><term>II</term><beginnormwaarde>30</beginnormwaarde><eindnormwaarde>40</eindnormwaarde></norm></toetsnormering>
                    <toetsonderdelen><toetsonderdeel><toetsonderdeelvolgnummer>1</toetsonderdeelvolgnummer>
                      <toetsonderdeelcode>lezen</toetsonderdeelcode><toetsonderdeelnaam>Lezen</toetsonderdeelnaam>
                      <toetsonderdeelnormering><norm><term>voldoende</term><beginnormwaarde>5</beginnormwaarde>
                        <eindnormwaarde>10</eindnormwaarde></norm></toetsonderdeelnormering></toetsonderdeel></toetsonderdelen>
                  </toets></toetsen>
                </leerresultaten_verzoek>""".formatted(created, sittings));
    }
}
