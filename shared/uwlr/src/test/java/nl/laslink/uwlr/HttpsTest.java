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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.FetchOutcome.Reason;
import nl.laslink.domain.delivery.LasEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, with a certificate of its own for the name {@code localhost} alone. */
class HttpsTest {
    private static final String PASSWORD = "wachtwoord";
    private static final SSLSocketFactory DEFAULT = HttpsURLConnection.getDefaultSSLSocketFactory();
    private static final CallTimes PATIENT =
            new CallTimes(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20));

    @TempDir
    static Path folder;

    private static SSLContext tls;

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
            assertThat(fetch(las, "127.0.0.1", PATIENT)).isEqualTo(new FetchOutcome.Unreachable(Reason.NO_CONNECTION));
            assertThat(las.requests()).isEmpty();
        }
    }

    @Test
    void sendsNothing_whenCertificateIsNotTrusted() throws Exception {
        HttpsURLConnection.setDefaultSSLSocketFactory(DEFAULT);
        try (PretendLas las = PretendLas.start(server(), answer())) {
            assertThat(fetch(las, "localhost", PATIENT)).isEqualTo(new FetchOutcome.Unreachable(Reason.NO_CONNECTION));
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
            assertThat(fetch(las, "localhost", shortWhole)).isEqualTo(new FetchOutcome.Unreachable(Reason.TIMEOUT));
            assertThat(las.hungUp().await(5, TimeUnit.SECONDS)).isTrue();
        }
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
