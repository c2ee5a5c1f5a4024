package nl.laslink.local.lassimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A container reaches the simulator at the bridge's address; who looks at it or changes it does so at loopback's name. */
class SecondAddressTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void answersAtBoth_andShowsItsSchoolsAtLoopbackOnly() throws Exception {
        int port = freePort();
        URI also = URI.create("http://127.0.0.2:" + port + "/");
        try (LasSimulator simulator =
                LasSimulator.start(LasSimulatorConfig.inMemory(port, CLOCK).alsoAt("127.0.0.2"))) {
            String request = SoapClient.envelope(SoapClient.AUTHORISATION, SoapClient.verzoek("2026-2027", "99XX", ""));
            SoapClient.Answer there = new SoapClient()
                    .post(
                            also.resolve("uwlr/leerlinggegevens"),
                            "\"HaalLeerlinggegevens\"",
                            request.getBytes(StandardCharsets.UTF_8));

            assertThat(there.status()).isEqualTo(200);
            assertThat(there.body()).contains("<leerling key=\"100427\"");
            assertThat(simulator.address()).isEqualTo(URI.create("http://127.0.0.1:" + port + "/"));
            assertThat(schoolsAt(simulator.address())).isEqualTo(200);
            assertThat(schoolsAt(also)).isEqualTo(403);
        }
    }

    private int schoolsAt(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address.resolve("_sim/schools")).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
