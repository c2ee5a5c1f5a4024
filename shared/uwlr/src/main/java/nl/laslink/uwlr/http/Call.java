package nl.laslink.uwlr.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.ClientCertificate;

/** One message on its way: where to, with which headers, and who we prove to be. Its secrets are readable; it is never printed. */
public record Call(
        URI address,
        Map<String, String> headers,
        byte[] message,
        HttpPost.Repeat repeat,
        Optional<ClientCertificate> certificate,
        Optional<String> trustedCertificates) {

    @Override
    public String toString() {
        return "Call";
    }
}
