package nl.laslink.local.lassimulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nl.laslink.local.lassimulator.state.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlApiTest {
    private final LasSimulator simulator = LasSimulator.start(
            LasSimulatorConfig.inMemory(Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC)));
    private final SoapClient client = new SoapClient();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void deliversNoLonger_whenPupilLeaves() throws Exception {
        post("_sim/schools/99XX-00/edits", "{\"kind\": \"pupil-leaves\", \"pupil\": \"100427\"}");

        assertThat(fetch()).contains("key=\"100420\"").doesNotContain("key=\"100427\"");

        post("_sim/schools/99XX-00/edits", "{\"kind\": \"pupil-returns\", \"pupil\": \"100427\"}");

        assertThat(fetch()).contains("key=\"100427\"");
    }

    @Test
    void deliversUnderNextKey_whenPupilArrives() throws Exception {
        JsonNode answer = post("_sim/schools/99XX-00/edits", """
                {"kind": "pupil-arrives", "firstName": "Siri", "prefix": "van", "surname": "Nergens", "born": "2018-05-06",
                 "gender": "girl", "group": "41005", "compositeGroups": ["42001"], "withEckId": true}""");

        assertThat(answer.path("lastKey").asText()).isEqualTo("200001");
        assertThat(fetch())
                .containsPattern(
                        "<leerling key=\"200001\" eckid=\"https://ketenid.nl/pilot/[0-9a-f]{128}\"><achternaam>Nergens"
                                + "</achternaam><voorvoegsel>van</voorvoegsel><roepnaam>Siri</roepnaam><geboortedatum>2018-05-06"
                                + "</geboortedatum><geslacht>2</geslacht><jaargroep>5</jaargroep><groep key=\"41005\"/>");
    }

    @Test
    void keepsWhatIsLeftOut_whenPupilIsCorrected() throws Exception {
        post(
                "_sim/schools/99XX-00/edits",
                "{\"kind\": \"pupil-corrected\", \"pupil\": \"100420\", \"surname\": \"Akkers\", \"prefix\": \"\"}");

        assertThat(fetch())
                .containsPattern(
                        "<leerling key=\"100420\" [^>]+><achternaam>Akkers</achternaam><roepnaam>Jelle</roepnaam>"
                                + "<geboortedatum>2019-02-11</geboortedatum>");
    }

    @Test
    void takesGroupsYear_whenPupilMoves() throws Exception {
        post("_sim/schools/99XX-00/edits", "{\"kind\": \"pupil-moves\", \"pupil\": \"100420\", \"group\": \"41005\"}");

        assertThat(fetch()).containsPattern("key=\"100420\".{300,500}<jaargroep>5</jaargroep><groep key=\"41005\"/>");
    }

    @Test
    void deliversOtherNames_whenGroupsAreRenamed() throws Exception {
        post(
                "_sim/schools/99XX-00/edits",
                "{\"kind\": \"group-renamed\", \"group\": \"41010\", \"name\": \"Eindgroep\"}");
        post(
                "_sim/schools/99XX-00/edits",
                "{\"kind\": \"group-renamed\", \"group\": \"42001\", \"name\": \"Plus & Meer\"}");

        assertThat(fetch())
                .contains("<groep key=\"41010\"><naam>Eindgroep</naam>")
                .contains("<samengestelde_groep key=\"42001\"><naam>Plus &amp; Meer</naam>");
    }

    @Test
    void leavesPupilsWithoutGroup_whenGroupLeaves() throws Exception {
        post("_sim/schools/99XX-00/edits", "{\"kind\": \"group-leaves\", \"group\": \"41004\"}");

        assertThat(fetch()).contains("key=\"100420\"").doesNotContain("\"41004\"");
    }

    @Test
    void deliversTeacher_whenTeacherArrivesAndGetsAddress() throws Exception {
        post("_sim/schools/99XX-00/edits", """
                {"kind": "teacher-arrives", "firstName": "Joris", "surname": "Nieuwenhuis", "groups": ["41003"]}""");
        post("_sim/schools/99XX-00/edits", """
                {"kind": "teacher-corrected", "teacher": "200001", "email": "j.nieuwenhuis@voorbeeldschool.example"}""");

        assertThat(fetch())
                .contains(
                        "<leerkracht key=\"200001\"><achternaam>Nieuwenhuis</achternaam><roepnaam>Joris</roepnaam>"
                                + "<emailadres>j.nieuwenhuis@voorbeeldschool.example</emailadres><groepen><groep key=\"41003\"/>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\": \"pupil-leaves\", \"pupil\": \"1\"}|UNKNOWN_PUPIL",
                "{\"kind\": \"pupil-moves\", \"pupil\": \"100420\", \"group\": \"42001\"}|UNKNOWN_GROUP",
                "{\"kind\": \"teacher-leaves\", \"teacher\": \"1\"}|UNKNOWN_TEACHER",
                "{\"kind\": \"pupil-arrives\", \"key\": \"100420\", \"firstName\": \"Dubbel\", \"year\": \"3\"}|INVALID_VALUE",
                "{\"kind\": \"pupil-corrected\", \"pupil\": \"100420\", \"born\": \"gisteren\"}|INVALID_VALUE",
                "{\"kind\": \"verbouwing\"}|UNKNOWN_KIND"
            })
    void changesNothing_whenEditCannotBeDone(String edit, String reason) throws Exception {
        JsonNode before = get("_sim/schools/99XX-00");

        JsonNode answer = post("_sim/schools/99XX-00/edits", edit);

        assertThat(answer.path("reason").asText()).isEqualTo(reason);
        assertThat(get("_sim/schools/99XX-00")).isEqualTo(before);
    }

    @Test
    void answersChangedSchool_afterEditInSameMillisecond() throws Exception {
        String asked = "<laatstontvangengegevens>2026-11-23T10:00:00.000</laatstontvangengegevens>";
        fetch();
        assertThat(fetch(asked)).contains("geenwijzigingen");

        post("_sim/schools/99XX-00/edits", "{\"kind\": \"pupil-leaves\", \"pupil\": \"100427\"}");

        assertThat(fetch(asked)).contains("<leerling ");
    }

    @ParameterizedTest
    @CsvSource({
        "wrong-key, Client.AutorisatieOngeldig, Client.AutorisatieOngeldig",
        "unavailable, Server.TijdelijkNietBeschikbaar, Server.TijdelijkNietBeschikbaar",
        "no-changes, no fault, no fault",
        "no-data, no fault, no fault",
        "cut-short, no fault, no fault"
    })
    void misbehavesOnBothDoors_whenFaultIsOn(String fault, String pupils, String results) throws Exception {
        post("_sim/schools/99XX-00/fault", "{\"fault\": \"" + fault + "\"}");

        SoapClient.Answer fetched = client.fetch(simulator, request(""));
        SoapClient.Answer brought = bringOne();

        assertThat(fetched.fault()).isEqualTo(pupils);
        assertThat(brought.fault()).isEqualTo(results);
        assertThat(fetched.body().contains("geenwijzigingen")).isEqualTo(fault.equals("no-changes"));
        assertThat(fetched.body().contains("geengegevens")).isEqualTo(fault.equals("no-data"));
        assertThat(fetched.body().contains("</soap:Envelope>")).isEqualTo(!fault.equals("cut-short"));
        assertThat(fetched.body().contains("<leerling ")).isEqualTo(fault.equals("cut-short"));
        assertThat(simulator.school("99XX-00").results()).hasSize(results.equals("no fault") ? 1 : 0);
        assertThat(simulator.school("98YY-00").fault().word()).isEqualTo("none");
    }

    @Test
    void staysSilent_untilSwitchedOff() throws Exception {
        post("_sim/schools/99XX-00/fault", "{\"fault\": \"no-answer\"}");
        CompletableFuture<SoapClient.Answer> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return bringOne();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Instant end = Instant.now().plusSeconds(20);
        while (get("_sim/schools/99XX-00").path("waiting").asInt() == 0) {
            assertThat(Instant.now()).isBefore(end);
        }
        assertThat(waiting).isNotDone();

        post("_sim/schools/99XX-00/fault", "{\"fault\": \"none\"}");

        assertThat(waiting.get(20, TimeUnit.SECONDS).fault()).isEqualTo("Server.TijdelijkNietBeschikbaar");
        assertThat(simulator.school("99XX-00").results()).isEmpty();
    }

    @Test
    void remembersMessagesRaw_andMasksThemForPeople() throws Exception {
        fetch();

        JsonNode message = get("_sim/messages").path(0);

        assertThat(message.path("operation").asText()).isEqualTo("HaalLeerlinggegevens");
        assertThat(message.path("school").asText()).isEqualTo("99XX-00");
        assertThat(message.path("outcome").asText()).isEqualTo("ok");
        assertThat(message.path("request").asText()).contains("demo-sleutel-99XX-00", "demo-klantcode");
        assertThat(simulator.messages().getFirst().maskedRequest())
                .contains("<au:klantnaam>laslink</au:klantnaam>")
                .doesNotContain("demo-sleutel", "demo-klantcode");
    }

    @Test
    void saysWhy_whenMessageWasRefused() throws Exception {
        client.fetch(simulator, SoapClient.envelope(SoapClient.AUTHORISATION, SoapClient.verzoek("<schooljaar/>")));

        JsonNode message = get("_sim/messages").path(0);

        assertThat(message.path("outcome").asText()).isEqualTo("Client.OngeldigBericht");
        assertThat(message.path("reason").asText()).isEqualTo("schooljaar must have 1 to 9 characters");
    }

    @Test
    void listsResults_asReceived() throws Exception {
        bringOne();

        JsonNode result = get("_sim/schools/99XX-00/results").path("results").path(0);

        assertThat(result.path("pupil").asText()).isEqualTo("100611");
        assertThat(result.path("score").asInt()).isEqualTo(31);
        assertThat(result.path("term").asText()).isEqualTo("II");
        assertThat(result.path("timesReceived").asInt()).isEqualTo(1);
    }

    @Test
    void startsAfresh_whenReset() throws Exception {
        JsonNode before = get("_sim/schools/99XX-00");
        post("_sim/schools/99XX-00/edits", "{\"kind\": \"pupil-leaves\", \"pupil\": \"100427\"}");
        bringOne();
        post("_sim/schools/99XX-00/fault", "{\"fault\": \"wrong-key\"}");

        post("_sim/reset", "");

        assertThat(get("_sim/schools/99XX-00")).isEqualTo(before);
        assertThat(get("_sim/messages")).isEmpty();
        assertThat(simulator.school("99XX-00").results()).isEmpty();
    }

    @Test
    void answersNotFound_whenSchoolIsUnknown() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(simulator.address().resolve("_sim/schools/97ZZ-00"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void changesManner_fieldByField() throws Exception {
        JsonNode first = post("_sim/schools/99XX-00/manner", "{\"versions\": \"v2-3\", \"delayMillis\": 1}");
        JsonNode then = post("_sim/schools/99XX-00/manner", "{\"transfer\": \"staged\", \"keys\": false}");

        assertThat(first.path("manner").path("versions").asText()).isEqualTo("v2-3");
        assertThat(then.path("manner").toString())
                .isEqualTo("{\"versions\":\"v2-3\",\"profile\":\"base\",\"transfer\":\"staged\",\"gzip\":\"asked\","
                        + "\"delayMillis\":1,\"keys\":false,\"certificate\":false}");
        assertThat(simulator.school("98YY-00").manner()).isEqualTo(Manner.USUAL);
    }

    @Test
    void refusesManner_thatDoesNotExist() throws Exception {
        for (String wrong : List.of("{\"versions\": \"1.0\"}", "{\"delayMillis\": -1}", "{\"delayMillis\": 999999}")) {
            assertThat(status("_sim/schools/99XX-00/manner", wrong)).isEqualTo(400);
        }
        assertThat(simulator.school("99XX-00").manner()).isEqualTo(Manner.USUAL);
    }

    private int status(String path, String body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(simulator.address().resolve(path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private SoapClient.Answer bringOne() throws Exception {
        return client.bring(
                simulator,
                BringResultsTest.message(
                        "2026-11-23T03:30:00+01:00",
                        BringResultsTest.sitting("100611", BringResultsTest.result("r1", "<score>31</score>"))));
    }

    private String fetch() throws Exception {
        return fetch("");
    }

    private String fetch(String more) throws Exception {
        return client.fetch(simulator, request(more)).body();
    }

    private static String request(String more) {
        return SoapClient.envelope(SoapClient.AUTHORISATION, SoapClient.verzoek("2026-2027", "99XX", more));
    }

    private JsonNode get(String path) throws Exception {
        return json(HttpRequest.newBuilder(simulator.address().resolve(path)).build());
    }

    private JsonNode post(String path, String body) throws Exception {
        return json(HttpRequest.newBuilder(simulator.address().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode json(HttpRequest request) throws Exception {
        return new ObjectMapper()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
