package nl.laslink.local.lassimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.local.lassimulator.state.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final List<String> SCRIPTS = List.of("las.js", "dialogs.js", "dom.js", "words.js", "xml.js");

    private final LasSimulator simulator = LasSimulator.start(
            LasSimulatorConfig.inMemory(Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC)));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void namesWhoHelps_whenSomebodyDoes() throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);
        LasSimulatorConfig config =
                LasSimulatorConfig.inMemory(clock).withHelp("085 000 00 00", "help@laslink.example");
        try (LasSimulator helped = LasSimulator.start(config)) {
            HttpResponse<String> page =
                    http.send(HttpRequest.newBuilder(helped.address()).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(page.body())
                    .contains("<a href=\"tel:0850000000\">085 000 00 00</a>")
                    .contains("<a href=\"mailto:help@laslink.example\">help@laslink.example</a>");
        }
        assertThat(get("").body()).doesNotContain("{footer}", "klantenservice");
    }

    @Test
    void listensToThisMachineOnly() {
        assertThat(simulator.address().getHost()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html",
        "las.css, text/css",
        "las.js, text/javascript",
        "dialogs.js, text/javascript",
        "dom.js, text/javascript",
        "words.js, text/javascript",
        "xml.js, text/javascript"
    })
    void servesPage_thatLoadsNothingFromElsewhere(String path, String type) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).matches(type + "; ?charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none';");
        assertThat(answer.body())
                .doesNotContain("http://", "https://", "innerHTML", "insertAdjacentHTML", "document.write");
    }

    @Test
    void servesEveryFile_thatTheScriptsImport() throws Exception {
        Pattern imported = Pattern.compile("from \"\\./([a-z.]+)\"");
        for (String script : SCRIPTS) {
            Matcher found = imported.matcher(get(script).body());
            while (found.find()) {
                assertThat(SCRIPTS).contains(found.group(1));
            }
        }
    }

    /** The page's tables of words know everything the simulator can say. */
    @Test
    void namesEveryFaultAndBehaviour() throws Exception {
        String script = get("words.js").body();

        for (var fault : FaultSwitch.values()) {
            assertThat(script).containsPattern("(?m)^    \"?" + fault.word() + "\"?: \\[");
        }
        for (Class<? extends Enum<?>> words :
                List.of(Manner.Versions.class, Manner.Profile.class, Manner.Transfer.class, Manner.Gzip.class)) {
            for (Enum<?> word : words.getEnumConstants()) {
                assertThat(script).containsPattern("[ {\"]" + Manner.word(word) + "\"?: \"");
            }
        }
        for (var fault : EnumSet.complementOf(EnumSet.of(FaultCode.UNKNOWN, FaultCode.SHARED_KEY_REFUSED))) {
            assertThat(names(script, fault)).as(fault.name()).isTrue();
        }
    }

    private static boolean names(String script, FaultCode fault) {
        return Pattern.compile("\"((Client|Server)\\.[A-Za-z]+)\":")
                .matcher(script)
                .results()
                .anyMatch(found -> FaultCode.ofWire(found.group(1)) == fault);
    }

    @Test
    void showsMessagesMasked_andWithoutTextsInTheList() throws Exception {
        new SoapClient()
                .fetch(
                        simulator,
                        SoapClient.envelope(SoapClient.AUTHORISATION, SoapClient.verzoek("2026-2027", "99XX", "")));

        assertThat(get("_sim/log").body())
                .contains("\"number\":1", "HaalLeerlinggegevens", "\"outcome\":\"ok\"")
                .doesNotContain("Envelope", "demo-sleutel");
        assertThat(get("_sim/log/1").body())
                .contains("<au:klantnaam>laslink</au:klantnaam>", "leerlinggegevens_antwoord")
                .doesNotContain("demo-sleutel", "demo-klantcode");
        assertThat(get("_sim/log/2").statusCode()).isEqualTo(404);
        assertThat(get("_sim/log/een").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://elders.example", "null", "http://127.0.0.1:1"})
    void refusesPageFromElsewhere(String origin) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(simulator.address().resolve("_sim/schools/99XX-00/fault"))
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString("{\"fault\": \"no-data\"}"))
                .build();

        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(simulator.school("99XX-00").fault().word()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 200", "localhost, 200", "[::1], 200", "elders.example, 403", "127.0.0.1.elders.example, 403"
    })
    void refusesBorrowedName(String host, int status) throws Exception {
        assertThat(statusFor(host)).isEqualTo(status);
    }

    private int statusFor(String host) throws IOException {
        URI address = simulator.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request = "GET /_sim/schools HTTP/1.1\r\nHost: " + host + ":" + address.getPort()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return Integer.parseInt(new String(in.readNBytes(12), StandardCharsets.US_ASCII).substring(9));
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(simulator.address().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
