package nl.laslink.local.emulator.localapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.local.emulator.demo.DemoLogins;
import nl.laslink.local.emulator.demo.DemoSchool;
import nl.laslink.local.emulator.mail.InboxPages;
import nl.laslink.local.emulator.mail.Mail;
import nl.laslink.local.emulator.mail.MailEvents;
import nl.laslink.local.emulator.mail.Mailbox;
import nl.laslink.local.emulator.time.ProductClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalApiTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final CustomerService HELP = new CustomerService("085 000 00 00", "help@laslink.example");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path data;

    private final RecordingChain chain = new RecordingChain();
    private Mailbox mailbox;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Javalin server;
    private HttpClient http;

    /** Keeps what was put, and is idle at once. */
    private static final class RecordingChain implements Chain {
        private final List<String> events = new ArrayList<>();
        private int nights;
        private int sweeps;

        @Override
        public String putEvent(String source, String detailType, String detail) {
            events.add(source + " " + detailType + " " + detail);
            return "id-" + events.size();
        }

        @Override
        public void startNight() {
            nights++;
        }

        @Override
        public void startSweep() {
            sweeps++;
        }

        @Override
        public boolean awaitIdle(Duration limit) {
            return true;
        }
    }

    @BeforeEach
    void start() {
        mailbox = Mailbox.keptIn(data.resolve("mails.jsonl"));
        RosterStore rosters = new InMemoryRosterStore(new InMemoryTables());
        DemoSchool demo = DemoSchool.read("99XX-00", new SchoolYear(2026));
        rosters.seed(demo.school(), demo.name(), demo.records());
        URI web = URI.create("http://localhost:8400");
        Info info = new Info(
                web,
                web.resolve("http://localhost:8405/"),
                URI.create("http://localhost:8401/laslink"),
                URI.create("http://127.0.0.1:8402"),
                URI.create("http://127.0.0.1:8403"),
                URI.create("http://127.0.0.1:8404"),
                DemoLogins.ALL,
                Map.of("99XX-00", "demo-sleutel-99XX-00"),
                HELP);
        server = Javalin.create(javalin -> {
                    InboxPages.add(
                            javalin.routes,
                            mailbox,
                            new MailEvents(
                                    Set.of("bounce"),
                                    (source, type, detail) -> told.add(source + " " + type + " " + detail),
                                    Clock.fixed(NOW, ZoneOffset.UTC)),
                            ZONE,
                            HELP);
                    LocalApi.add(javalin.routes, chain, mailbox, rosters, info, Clock.fixed(NOW, ZoneOffset.UTC), ZONE);
                    ClockApi.add(
                            javalin.routes,
                            ProductClock.keptIn(data.resolve("clock"), Clock.fixed(NOW, ZoneOffset.UTC)),
                            ZONE,
                            () -> List.of("NightSchedule"));
                })
                .start("127.0.0.1", 0);
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop();
    }

    @Test
    void tellsAddressesLoginsAndHowToGetAToken() throws Exception {
        JsonNode info = JSON.readTree(get("/_local/info").body());

        assertThat(info.at("/addresses/web").asText()).isEqualTo("http://localhost:8400");
        assertThat(info.at("/addresses/lasSimulator").asText()).isEqualTo("http://localhost:8405/");
        assertThat(info.at("/logins/0/email").asText()).isEqualTo("s.verhulst@voorbeeldschool.example");
        assertThat(info.at("/token/url").asText()).isEqualTo("http://localhost:8401/laslink/token");
        assertThat(info.at("/token/form/grant_type").asText()).isEqualTo("password");
        assertThat(info.at("/authorisationKeys/99XX-00").asText()).isEqualTo("demo-sleutel-99XX-00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"days\":1}|2026-11-25T09:00:00Z|2026-11-25",
                "{\"to\":\"2027-08-01\"}|2027-08-01T08:00:00Z|2027-08-01",
                "{\"to\":\"2026-12-31T23:30:00Z\"}|2026-12-31T23:30:00Z|2027-01-01"
            })
    void movesTheClock_andDoesWhatIsDue(String move, String now, String date) throws Exception {
        JsonNode moved = JSON.readTree(post("/_local/clock", move).body());

        assertThat(moved.path("now").asText()).isEqualTo(now);
        assertThat(moved.path("date").asText()).isEqualTo(date);
        assertThat(moved.at("/ran/0").asText()).isEqualTo("NightSchedule");
        assertThat(JSON.readTree(get("/_local/clock").body()).path("now").asText())
                .isEqualTo(now);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"days\":0}|days|wants a number from 1 to 3660",
                "{\"to\":\"soon\"}|to|wants a date such as 2027-08-01, or a time such as 2027-08-01T03:00:00Z",
                "{\"to\":\"2026-11-23\"}|to|wants a time after 2026-11-24T09:00:00Z: the clock does not go back"
            })
    void refusesAMoveOfTheClock_andNamesTheField(String move, String field, String message) throws Exception {
        HttpResponse<String> refused = post("/_local/clock", move);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(refused.body()).path("field").asText()).isEqualTo(field);
        assertThat(JSON.readTree(refused.body()).path("message").asText()).isEqualTo(message);
    }

    @Test
    void showsTheLocalPage() throws Exception {
        HttpResponse<String> page = get("/_local/");

        assertThat(page.body()).contains("Nacht draaien", "Scores afnemen", "Sanne Verhulst", "/_local/files/start.js");
        assertThat(get("/_local/files/start.js").body()).contains("/_local/sittings");
        assertThat(get("/_local/files/other.js").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_local", "/_local/", "/_local/inbox", "/_local/inbox/m-1", "/_local/inbox/gone"})
    void namesCustomerServiceOnEveryPage(String path) throws Exception {
        mailbox.add(new Mail("m-1", NOW, "a@b.example", List.of("c@d.example"), "Iets", "Tekst", "", Map.of()));

        assertThat(get(path).body())
                .contains("<a href=\"tel:0850000000\">085 000 00 00</a>")
                .contains("<a href=\"mailto:help@laslink.example\">help@laslink.example</a>");
    }

    @Test
    void runsTheNight() throws Exception {
        JsonNode report = JSON.readTree(post("/_local/night", "").body());

        assertThat(report.path("done").asBoolean()).isTrue();
        assertThat(report.path("mails").asInt()).isZero();
        assertThat(chain.nights).isEqualTo(1);
    }

    @Test
    void runsTheSweep() throws Exception {
        JsonNode report = JSON.readTree(post("/_local/sweep", "").body());

        assertThat(report.path("idle").asBoolean()).isTrue();
        assertThat(chain.sweeps).isEqualTo(1);
    }

    @Test
    void putsEventsOnTheBus() throws Exception {
        HttpResponse<String> one = post("/_local/events", "{\"detail-type\":\"ScoreNormed\",\"detail\":{\"a\":1}}");
        HttpResponse<String> two = post(
                "/_local/events",
                "[{\"source\":\"laslink\",\"detail-type\":\"A\",\"detail\":{}},{\"detail-type\":\"B\",\"detail\":{}}]");

        assertThat(one.body()).isEqualTo("{\"ids\":[\"id-1\"]}");
        assertThat(two.body()).isEqualTo("{\"ids\":[\"id-2\",\"id-3\"]}");
        assertThat(chain.events).containsExactly("testcentre ScoreNormed {\"a\":1}", "laslink A {}", "testcentre B {}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                                       | body
            3                                                                       | body
            {"detail":{}}                                                           | detail-type
            {"detail-type":"A","detail":"x"}                                        | detail
            {"detail-type":"A","detail":{},"source":5}                              | source
            [{"detail-type":"A","detail":{}},{"detail-type":"A"}]                   | [1].detail
            """)
    void refusesAnEvent_andNamesTheField(String body, String field) throws Exception {
        HttpResponse<String> answer = post("/_local/events", body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).path("field").asText()).isEqualTo(field);
        assertThat(chain.events).isEmpty();
    }

    @Test
    void inventsASittingOfAGroup() throws Exception {
        JsonNode answer = JSON.readTree(post("/_local/sittings", "{\"school\":\"99XX-00\",\"group\":\"g05\"}")
                .body());

        int pupils = answer.path("pupils").asInt();
        assertThat(pupils).isGreaterThan(10);
        assertThat(answer.path("test").asText()).isEqualTo("REKENEN-5");
        assertThat(answer.path("ids")).hasSize(pupils + 1);
        assertThat(chain.events.getFirst()).startsWith("testcentre TestDefined {\"schemaVersion\":1");
        assertThat(chain.events.subList(1, chain.events.size())).hasSize(pupils).allSatisfy(event -> {
            JsonNode detail = JSON.readTree(event.substring(event.indexOf('{')));
            assertThat(detail.path("school").asText()).isEqualTo("99XX-00");
            assertThat(detail.path("takenOn").asText()).isEqualTo("2026-11-24");
            assertThat(detail.path("score").asInt()).isBetween(8, 50);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"school":"12AB-00","group":"g05"} | school
            {"school":"99XX-00","group":"g99"} | group
            {"school":"99XX-00"}               | group
            """)
    void refusesASitting_andNamesTheField(String body, String field) throws Exception {
        HttpResponse<String> answer = post("/_local/sittings", body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).path("field").asText()).isEqualTo(field);
    }

    @Test
    void refusesAPageOfAnotherOrigin() throws Exception {
        HttpRequest foreign = HttpRequest.newBuilder(address("/_local/night"))
                .header("Origin", "https://elders.example")
                .POST(BodyPublishers.noBody())
                .build();

        assertThat(http.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        assertThat(chain.nights).isZero();
    }

    @Test
    void showsTheMails() throws Exception {
        mailbox.add(new Mail(
                "m-1",
                NOW,
                "noreply@laslink.example",
                List.of("bo@school.example"),
                "Aanvraag <b>",
                "Ga naar http://localhost:8400/goedkeuren#school=99XX-00&token=abc.",
                "<p>Ga <a href=\"http://localhost:8400/goedkeuren#school=99XX-00&amp;token=abc\">erheen</a></p>",
                Map.of("school", "99XX-00", "recipient", "a1b2")));

        JsonNode mails = JSON.readTree(get("/_local/mails").body());
        assertThat(mails).hasSize(1);
        assertThat(mails.at("/0/to/0").asText()).isEqualTo("bo@school.example");
        assertThat(mails.at("/0/links").toString())
                .isEqualTo("[\"http://localhost:8400/goedkeuren#school=99XX-00&token=abc\"]");
        assertThat(get("/_local/inbox").body()).contains("Aanvraag &lt;b&gt;", "24 november 2026, 10:00");
        assertThat(get("/_local/inbox/m-1").body())
                .contains(
                        "href=\"http://localhost:8400/goedkeuren#school=99XX-00&amp;token=abc\"",
                        "sandbox=\"allow-popups allow-popups-to-escape-sandbox\"");
        HttpResponse<String> framed = get("/_local/inbox/m-1/html");
        assertThat(framed.body()).startsWith("<base target=\"_blank\"><p>Ga");
        assertThat(framed.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox allow-popups");
    }

    @Test
    void letsAMailBounce_asSesWouldTell() throws Exception {
        mailbox.add(new Mail(
                "m-1",
                NOW,
                "noreply@laslink.example",
                List.of("bo@school.example"),
                "Aanvraag",
                "Hallo",
                "",
                Map.of("school", "99XX-00")));

        assertThat(post("/_local/inbox/m-1/bounce", "").statusCode()).isEqualTo(303);
        assertThat(post("/_local/inbox/m-2/bounce", "").statusCode()).isEqualTo(404);

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("aws.ses Email Bounced ")
                .contains("\"bounceType\":\"Permanent\"", "\"tags\":{\"school\":[\"99XX-00\"]}");
        assertThat(get("/_local/inbox/m-1?stuit").body()).contains("Deze mail is gestuit");
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
