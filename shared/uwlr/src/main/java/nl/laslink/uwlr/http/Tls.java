package nl.laslink.uwlr.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import nl.laslink.domain.delivery.ClientCertificate;
import nl.laslink.domain.secret.SecretAccess;

/** TLS for one LAS: with our client certificate, or with its own certificate authorities. */
public final class Tls {
    private Tls() {}

    /** Empty when the JDK's default is enough. */
    static Optional<SSLSocketFactory> of(Call call) {
        if (call.certificate().isEmpty() && call.trustedCertificates().isEmpty()) {
            return Optional.empty();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    call.certificate().isPresent() ? keys(call.certificate().get()) : null,
                    call.trustedCertificates().isPresent()
                            ? trust(call.trustedCertificates().get())
                            : null,
                    null);
            return Optional.of(context.getSocketFactory());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
            // Without a cause: what it says may come from the file.
            throw new UnusableCertificate();
        }
    }

    private static KeyManager[] keys(ClientCertificate certificate) throws IOException, GeneralSecurityException {
        char[] password =
                certificate.password().reveal(SecretAccess.TO_CALL_THE_LAS).toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(
                        Base64.getDecoder().decode(certificate.pkcs12().reveal(SecretAccess.TO_CALL_THE_LAS))),
                password);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        return keys.getKeyManagers();
    }

    private static TrustManager[] trust(String pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate authority : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    /** The client certificate or the authorities of a LAS type cannot be used. Holds nothing of them. */
    public static final class UnusableCertificate extends RuntimeException {
        UnusableCertificate() {
            super("a certificate of the LAS type cannot be used");
        }
    }
}
