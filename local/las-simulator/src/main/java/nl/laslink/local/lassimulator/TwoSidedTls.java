package nl.laslink.local.lassimulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * An https address that asks for a client certificate. The two key pairs are made by the JDK's keytool each time, so that no key
 * is ever kept in a repository; the caller finds its own as {@code client.p12} and what to trust as {@code server.pem}.
 */
public final class TwoSidedTls {
    /** Of throw-away keys. */
    public static final String PASSWORD = "demo-wachtwoord";

    private final int port;
    private final KeyStore server;
    private final KeyStore trusted;

    private TwoSidedTls(int port, KeyStore server, KeyStore trusted) {
        this.port = port;
        this.server = server;
        this.trusted = trusted;
    }

    /** Makes the files in this folder; they are not needed any more once they were read. Port 0 takes a free one. */
    public static TwoSidedTls make(Path folder, int port) throws IOException, InterruptedException {
        List<Process> making = List.of(keytool(folder, "server"), keytool(folder, "client"));
        for (Process keytool : making) {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool could not make a certificate");
            }
        }
        try {
            KeyStore server = load(folder.resolve("server.p12"));
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "client", load(folder.resolve("client.p12")).getCertificate("client"));
            ByteArrayOutputStream pem = new ByteArrayOutputStream();
            pem.writeBytes("-----BEGIN CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
            pem.writeBytes(Base64.getMimeEncoder()
                    .encode(server.getCertificate("server").getEncoded()));
            pem.writeBytes("\n-----END CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
            Files.write(folder.resolve("server.pem"), pem.toByteArray());
            return new TwoSidedTls(port, server, trusted);
        } catch (GeneralSecurityException unreadable) {
            throw new IOException("what keytool made cannot be read", unreadable);
        }
    }

    private static Process keytool(Path folder, String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + (name.equals("server") ? "localhost" : "laslink"),
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        folder.resolve(name + ".p12").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** A caller without a certificate may connect; if its school requires one, it gets a UWLR fault. */
    ServerConnector connector(Server jetty, HttpConfiguration plain, String host) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(server);
        context.setKeyStorePassword(PASSWORD);
        context.setTrustStore(trusted);
        context.setWantClientAuth(true);
        HttpConfiguration secure = new HttpConfiguration(plain);
        secure.addCustomizer(new SecureRequestCustomizer());
        ServerConnector connector = new ServerConnector(
                jetty,
                new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(secure));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }
}
