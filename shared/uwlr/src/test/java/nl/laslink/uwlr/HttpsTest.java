package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import nl.laslink.domain.delivery.ClientCertificate;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.secret.Secret;
import nl.laslink.uwlr.http.CallTimes;
import nl.laslink.uwlr.http.CheckedSockets;
import nl.laslink.uwlr.http.HttpPost;
import nl.laslink.uwlr.http.LasNetwork;
import nl.laslink.uwlr.http.Tls;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, with a certificate for {@code localhost} only. */
class HttpsTest {
    private static final String PASSWORD = "wachtwoord";
    private static final SSLSocketFactory DEFAULT = HttpsURLConnection.getDefaultSSLSocketFactory();
    private static final CallTimes PATIENT =
            new CallTimes(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20));

    @TempDir
    static Path folder;

    private static SSLContext tls;
    private static Certificate authority;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path file = folder.resolve("localhost.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "las",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        authority = store.getCertificate("las");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @AfterAll
    static void trustAsBefore() {
        HttpsURLConnection.setDefaultSSLSocketFactory(DEFAULT);
    }

    @Test
    void readsAnswer_whenCertificateIsTrustedForThisName() throws Exception {
        HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());
        try (PretendLas las = PretendLas.start(server(), answer())) {
            assertThat(fetch(las, "localhost", PATIENT)).isEqualTo(new FetchOutcome.NoData());
            assertThat(las.body()).contains("leerlinggegevens_verzoek");
        }
    }

    @Test
    void sendsNothing_whenCertificateIsOfAnotherName() throws Exception {
        HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());
        try (PretendLas las = PretendLas.start(server(), answer())) {
            assertThat(fetch(las, "127.0.0.1", PATIENT)).isEqualTo(new Failed.Unanswered(NoAnswer.NO_CONNECTION));
            assertThat(las.requests()).isEmpty();
        }
    }

    @Test
    void sendsNothing_whenCertificateIsNotTrusted() throws Exception {
        HttpsURLConnection.setDefaultSSLSocketFactory(DEFAULT);
        try (PretendLas las = PretendLas.start(server(), answer())) {
            assertThat(fetch(las, "localhost", PATIENT)).isEqualTo(new Failed.Unanswered(NoAnswer.NO_CONNECTION));
            assertThat(las.requests()).isEmpty();
        }
    }

    @Test
    @Timeout(15)
    void hangsUp_whenAnswerComesInDrips() throws Exception {
        HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());
        CallTimes shortWhole = new CallTimes(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(2));
        try (PretendLas las = PretendLas.start(server(), (out, closing) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n<".getBytes(StandardCharsets.ISO_8859_1));
            while (!closing.await(10, TimeUnit.MILLISECONDS)) {
                out.write('a');
                out.flush();
            }
        })) {
            assertThat(fetch(las, "localhost", shortWhole)).isEqualTo(new Failed.Unanswered(NoAnswer.TIMEOUT));
            assertThat(las.hungUp().await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** The JDK's own authorities know this certificate as little as its own key: both come with the LAS type. */
    @Test
    void provesWhoCalls_whenLasWantsClientCertificate() throws Exception {
        HttpsURLConnection.setDefaultSSLSocketFactory(DEFAULT);
        try (PretendLas las = PretendLas.start(serverThatWantsCertificate(), answer())) {
            assertThat(fetch(las, Optional.of(certificate(PASSWORD)))).isEqualTo(new FetchOutcome.NoData());
            assertThat(las.body()).contains("leerlinggegevens_verzoek");
        }
    }

    @Test
    void isNotAnswered_whenLasWantsClientCertificate_andThereIsNone() throws Exception {
        try (PretendLas las = PretendLas.start(serverThatWantsCertificate(), answer())) {
            assertThat(fetch(las, Optional.empty())).isEqualTo(new Failed.Unanswered(NoAnswer.NO_CONNECTION));
            assertThat(las.requests()).isEmpty();
        }
    }

    @Test
    void saysNothingOfTheCertificate_whenItCannotBeUsed() throws Exception {
        try (PretendLas las = PretendLas.start(serverThatWantsCertificate(), answer())) {
            assertThatThrownBy(() -> fetch(las, Optional.of(certificate("ander-wachtwoord"))))
                    .isInstanceOf(Tls.UnusableCertificate.class)
                    .hasMessage("a certificate of the LAS type cannot be used")
                    .hasNoCause();
            assertThat(las.requests()).isEmpty();
        }
    }

    private static ServerSocket serverThatWantsCertificate() throws IOException {
        SSLServerSocket server = (SSLServerSocket) server();
        server.setNeedClientAuth(true);
        return server;
    }

    private static ClientCertificate certificate(String password) throws IOException {
        byte[] file = Files.readAllBytes(folder.resolve("localhost.p12"));
        return new ClientCertificate(Secret.of(Base64.getEncoder().encodeToString(file)), Secret.of(password));
    }

    private static FetchOutcome fetch(PretendLas las, Optional<ClientCertificate> certificate) throws Exception {
        URI address = URI.create("https://localhost:" + las.address("/").getPort() + "/");
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(authority.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        LasHabits habits = new LasHabits(
                LasHabits.Profile.BASE,
                Optional.empty(),
                Optional.empty(),
                true,
                Duration.ZERO,
                false,
                Optional.of(pem));
        LasCredentials credentials = new LasCredentials(
                Secret.of(Messages.KEY), Secret.of("geheime-klantcode"), "laslink", Map.of(), certificate);
        return new UwlrLasClient(LasNetwork.ANY, PATIENT)
                .fetch(
                        new LasEndpoint(address, address, "2.2", Map.of(), habits),
                        credentials,
                        Messages.SCHOOL,
                        Messages.YEAR);
    }

    /** The name was looked up and allowed, and means another address by the time of the connection. */
    @Test
    void putsNoTls_onConnectionToAddressThatIsNotAllowed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket plain = new Socket(server.getInetAddress(), server.getLocalPort());
                CheckedSockets sockets = new CheckedSockets(LasNetwork.PUBLIC, tls.getSocketFactory())) {
            assertThatThrownBy(() -> sockets.createSocket(plain, "las.example", 443, true))
                    .isInstanceOf(HttpPost.AddressNotAllowed.class);
            assertThat(plain.isClosed()).isTrue();
        }
    }

    private static ServerSocket server() throws IOException {
        return tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static PretendLas.Behaviour answer() {
        return PretendLas.whole(200, "", Messages.pupilData("<geengegevens/>").getBytes(StandardCharsets.UTF_8));
    }

    private static FetchOutcome fetch(PretendLas las, String host, CallTimes times) {
        URI address = URI.create("https://" + host + ":" + las.address("/").getPort() + "/");
        return new UwlrLasClient(LasNetwork.ANY, times)
                .fetch(
                        new LasEndpoint(address, address, "2.2", Map.of()),
                        Messages.CREDENTIALS,
                        Messages.SCHOOL,
                        Messages.YEAR);
    }
}
