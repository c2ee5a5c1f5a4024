package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.secret.Secret;
import nl.laslink.uwlr.http.CallTimes;
import nl.laslink.uwlr.http.HttpPost;
import nl.laslink.uwlr.http.LasNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBehaviourTest {
    private static final CallTimes PATIENT =
            new CallTimes(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final CallTimes SHORT_SILENCE =
            new CallTimes(Duration.ofSeconds(5), Duration.ofMillis(150), Duration.ofSeconds(20));
    private static final CallTimes SHORT_WHOLE =
            new CallTimes(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMillis(300));

    @Test
    void postsSoap_withFixedHeaders() {
        try (PretendLas las = PretendLas.answering(Messages.pupilData("<geengegevens/>"))) {
            fetch(las.endpoint(Map.of("Abonnement", "s1", "soapaction", "anders")), PATIENT);

            assertThat(las.requests()).singleElement().asString().startsWith("POST /leerlinggegevens HTTP/1.1\r\n");
            assertThat(las.requests().getFirst())
                    .containsIgnoringCase("\r\nSOAPAction: \"HaalLeerlinggegevens\"\r\n")
                    .contains("\r\nContent-Type: text/xml; charset=utf-8\r\n")
                    .contains("\r\nAccept-Encoding: gzip\r\n")
                    .contains("\r\nAbonnement: s1\r\n")
                    .contains("\r\nConnection: close\r\n")
                    .doesNotContain("anders");
        }
    }

    @Test
    void postsActionWithoutQuotes_andSecretHeader_whenTypeSaysSo() {
        LasHabits habits = new LasHabits(
                LasHabits.Profile.BASE,
                Optional.empty(),
                Optional.empty(),
                false,
                Duration.ZERO,
                false,
                Optional.empty());
        LasCredentials credentials = new LasCredentials(
                Secret.of("sleutel"),
                Secret.of("code"),
                "laslink",
                Map.of("X-Subscription-Key", Secret.of("geheim-abonnement")),
                Optional.empty());
        try (PretendLas las = PretendLas.answering(Messages.pupilData("<geengegevens/>"))) {
            LasEndpoint endpoint =
                    new LasEndpoint(las.address("/a"), las.address("/b"), "2.3", Map.of("X-Fixed", "1"), habits);

            new UwlrLasClient(LasNetwork.ANY, PATIENT).fetch(endpoint, credentials, Messages.SCHOOL, Messages.YEAR);

            assertThat(las.requests().getFirst())
                    .contains("\r\nSOAPAction: HaalLeerlinggegevens\r\n")
                    .contains("\r\nX-Subscription-Key: geheim-abonnement\r\n")
                    .contains("\r\nX-Fixed: 1\r\n");
            assertThat(credentials.toString()).doesNotContain("geheim", "code\"", "sleutel\"");
        }
    }

    @Test
    void postsStages_atTheirOwnAddress_withTheirOwnAction() {
        try (PretendLas las = PretendLas.answering(StagedLas.noData("structuur"))) {
            LasHabits habits = new LasHabits(
                    LasHabits.Profile.BASE,
                    Optional.of(new LasHabits.Staged(las.address("/getrapt"), 5)),
                    Optional.empty(),
                    true,
                    Duration.ZERO,
                    false,
                    Optional.empty());
            LasEndpoint endpoint = new LasEndpoint(las.address("/a"), las.address("/b"), "2.2", Map.of(), habits);

            assertThat(fetch(endpoint, PATIENT)).isEqualTo(new FetchOutcome.NoData());

            assertThat(las.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST /getrapt HTTP/1.1\r\n")
                    .contains(
                            "\r\nSOAPAction: \"http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/structuur_verzoek\"\r\n");
        }
    }

    @Test
    void postsResults_atTheirOwnAddress() {
        try (PretendLas las = PretendLas.answering("")) {
            bring(las.endpoint(), PATIENT);

            assertThat(las.requests().getFirst())
                    .startsWith("POST /leerresultaten HTTP/1.1\r\n")
                    .contains("\r\nSOAPAction: \"BrengLeerresultaten\"\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, true", "x-gzip, true", "'', true", "gzip, false"})
    void readsAnswer_gzipOrNot_whateverTheHeaderSays(String header, boolean zipped) {
        byte[] plain = Messages.pupilData("<geenwijzigingen/>").getBytes(StandardCharsets.UTF_8);
        String headers = header.isEmpty() ? "" : "Content-Encoding: " + header + "\r\n";
        try (PretendLas las = PretendLas.answering(200, headers, zipped ? PretendLas.gzip(plain) : plain)) {
            assertThat(fetch(las.endpoint(), PATIENT)).isEqualTo(new FetchOutcome.NoChanges());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 404, 407, 410, 429, 500, 502, 503})
    void tellsStatus_whenItIsBadAndThereIsNoFault(int status) {
        try (PretendLas elsewhere = PretendLas.answering(Messages.pupilData("<geengegevens/>"));
                PretendLas las = PretendLas.answering(
                        status,
                        "Location: " + elsewhere.address("/") + "\r\nWWW-Authenticate: Basic realm=\"x\"\r\n",
                        Messages.pupilData("<geengegevens/>").getBytes(StandardCharsets.UTF_8))) {
            assertThat(fetch(las.endpoint(), PATIENT)).isEqualTo(new Failed.Unanswered(NoAnswer.ofStatus(status)));
            assertThat(las.requests()).hasSize(1);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void tellsNoConnection_whenNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI address = URI.create("http://127.0.0.1:" + port + "/");

        assertThat(fetch(new LasEndpoint(address, address, "2.2", Map.of()), PATIENT))
                .isEqualTo(new Failed.Unanswered(NoAnswer.NO_CONNECTION));
        assertThat(bring(new LasEndpoint(address, address, "2.2", Map.of()), PATIENT))
                .isEqualTo(new Failed.Unanswered(NoAnswer.NO_CONNECTION));
    }

    /** A queue of connections that nobody takes: the next one is not answered at all. */
    @Test
    @Timeout(10)
    void tellsNoConnection_whenConnectingTakesTooLong() throws IOException {
        CallTimes shortConnect = new CallTimes(Duration.ofMillis(150), Duration.ofSeconds(20), Duration.ofSeconds(20));
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            while (waiting.size() < 50 && connects(full, waiting)) {}
            URI address = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/");

            assertThat(fetch(new LasEndpoint(address, address, "2.2", Map.of()), shortConnect))
                    .isEqualTo(new Failed.Unanswered(NoAnswer.NO_CONNECTION));
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static boolean connects(ServerSocket server, List<Socket> waiting) throws IOException {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
            socket.connect(server.getLocalSocketAddress(), 100);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    /** Connected, but the server does not speak TLS: nobody was asked anything yet. */
    @Test
    @Timeout(10)
    void tellsNoConnection_whenTheServerDoesNotSayWhoItIs() {
        try (PretendLas las = PretendLas.silent()) {
            URI address = URI.create(las.endpoint().pupilData().toString().replace("http:", "https:"));
            LasEndpoint endpoint = new LasEndpoint(address, address, "2.2", Map.of());

            assertThat(fetch(endpoint, SHORT_SILENCE)).isEqualTo(new Failed.Unanswered(NoAnswer.NO_CONNECTION));
            assertThat(fetch(endpoint, SHORT_WHOLE)).isEqualTo(new Failed.Unanswered(NoAnswer.NO_CONNECTION));
        }
    }

    @Test
    void postsOnce_whenConnectionBreaksBeforeTheAnswer() {
        try (PretendLas las = PretendLas.start((_, _) -> {})) {
            assertThat(bring(las.endpoint(), PATIENT)).isEqualTo(new Failed.Unanswered(NoAnswer.NO_CONNECTION));
            assertThat(las.requests()).hasSize(1);
        }
    }

    @Test
    void tellsCutShort_whenAnswerIs() {
        try (PretendLas las = PretendLas.start(
                (out, _) -> out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<a>\r\nzz\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1)))) {
            assertThat(fetch(las.endpoint(), PATIENT)).isEqualTo(new Failed.Unreadable(AnswerFlaw.EMPTY));
        }
        try (PretendLas las = PretendLas.start((out, _) -> out.write(("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
                        + Messages.pupilData("").substring(0, 150))
                .getBytes(StandardCharsets.ISO_8859_1)))) {
            assertThat(fetch(las.endpoint(), PATIENT)).isEqualTo(new Failed.Unreadable(AnswerFlaw.CUT_SHORT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wat?\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"})
    void tellsUnreachable_whenAnswerIsNoHttp(String answer) {
        try (PretendLas las = PretendLas.start((out, _) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)))) {
            assertThat(fetch(las.endpoint(), PATIENT)).isInstanceOf(Failed.Unanswered.class);
        }
    }

    @Test
    @Timeout(10)
    void tellsTimeout_whenNothingIsSaid() {
        try (PretendLas las = PretendLas.silent()) {
            assertThat(fetch(las.endpoint(), SHORT_SILENCE)).isEqualTo(new Failed.Unanswered(NoAnswer.TIMEOUT));
            assertThat(bring(las.endpoint(), SHORT_SILENCE)).isEqualTo(new Failed.Unanswered(NoAnswer.TIMEOUT));
            assertThat(fetch(las.endpoint(), SHORT_WHOLE)).isEqualTo(new Failed.Unanswered(NoAnswer.TIMEOUT));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 ",
                "HTTP/1.1 200 OK\r\nX-Lang: ",
                "HTTP/1.1 200 OK\r\n\r\n<",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n<\r\n"
            })
    @Timeout(10)
    void hangsUp_whenAnswerComesInDrips(String start) throws Exception {
        String drip = start.endsWith("\r\n") ? "1\r\na\r\n" : "a";
        try (PretendLas las = PretendLas.start((out, closing) -> dripping(out, closing, start, drip))) {
            assertThat(fetch(las.endpoint(), SHORT_WHOLE)).isEqualTo(new Failed.Unanswered(NoAnswer.TIMEOUT));
            assertThat(las.hungUp().await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void dripping(OutputStream out, CountDownLatch closing, String start, String drip)
            throws IOException, InterruptedException {
        out.write(start.getBytes(StandardCharsets.ISO_8859_1));
        while (!closing.await(10, TimeUnit.MILLISECONDS)) {
            out.write(drip.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    @Test
    @Timeout(30)
    void stopsReading_whenAnswerHasNoEnd() {
        byte[] block = "x".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1);
        try (PretendLas las = PretendLas.start((out, closing) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (closing.getCount() > 0) {
                out.write(block);
            }
        })) {
            assertThat(fetch(las.endpoint(), PATIENT)).isEqualTo(new Failed.Unreadable(AnswerFlaw.TOO_LARGE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/",
                "https://127.0.0.1:1/",
                "https://[::1]/",
                "https://localhost/",
                "https://10.1.2.3/",
                "https://[::ffff:10.1.2.3]/",
                "https://169.254.169.254/",
                "https://user@192.0.2.1/",
                "ftp://192.0.2.1/",
                "file:///etc/passwd",
                "leerlinggegevens"
            })
    void callsNobody_whenAddressIsNotAllowed(String address) {
        URI uri = URI.create(address);
        LasEndpoint endpoint = new LasEndpoint(uri, uri, "2.2", Map.of());
        UwlrLasClient client = new UwlrLasClient(LasNetwork.PUBLIC, PATIENT);

        assertThat(client.fetch(endpoint, Messages.CREDENTIALS, Messages.SCHOOL, Messages.YEAR))
                .isEqualTo(new Failed.Unanswered(NoAnswer.ADDRESS_NOT_ALLOWED));
        assertThat(client.bring(endpoint, Messages.CREDENTIALS, Messages.scores()))
                .isEqualTo(new Failed.Unanswered(NoAnswer.ADDRESS_NOT_ALLOWED));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, false",
        "0.1.2.3, false",
        "10.0.0.1, false",
        "100.64.0.1, false",
        "100.128.0.1, true",
        "127.8.9.1, false",
        "169.254.1.1, false",
        "172.31.255.255, false",
        "172.32.0.1, true",
        "192.0.0.8, false",
        "192.168.1.1, false",
        "198.19.0.1, false",
        "203.0.113.7, true",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "::, false",
        "::1, false",
        "::ffff:192.168.1.1, false",
        "64:ff9b::a00:1, false",
        "fc00::1, false",
        "fd00:ec2::254, false",
        "fe80::1, false",
        "ff02::1, false",
        "2001::1, false",
        "2002:a00:1::1, false",
        "2a02:1234::1, true"
    })
    void tellsPublicAddressFromOthers(String address, boolean isPublic) throws Exception {
        assertThat(LasNetwork.PUBLIC.allows(InetAddress.getByName(address))).isEqualTo(isPublic);
        assertThat(LasNetwork.ANY.allows(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void namesNoHeaderValue_whenHeaderCannotBeSent() {
        try (PretendLas las = PretendLas.silent()) {
            LasEndpoint endpoint = las.endpoint(Map.of("Abonnement", "geheim\r\nX: 1"));

            assertThatThrownBy(() -> fetch(endpoint, PATIENT))
                    .isInstanceOf(HttpPost.UnusableHeader.class)
                    .hasNoCause()
                    .message()
                    .doesNotContain("geheim");
        }
    }

    private static FetchOutcome fetch(LasEndpoint endpoint, CallTimes times) {
        return new UwlrLasClient(LasNetwork.ANY, times)
                .fetch(endpoint, Messages.CREDENTIALS, Messages.SCHOOL, Messages.YEAR);
    }

    private static BringOutcome bring(LasEndpoint endpoint, CallTimes times) {
        return new UwlrLasClient(LasNetwork.ANY, times).bring(endpoint, Messages.CREDENTIALS, Messages.scores());
    }
}
