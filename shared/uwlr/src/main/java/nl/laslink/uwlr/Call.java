package nl.laslink.uwlr;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.ClientCertificate;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.secret.SecretAccess;

/** One message on its way: where to, with which headers, and who we prove to be. Its secrets are readable; it is never printed. */
record Call(
        URI address,
        Map<String, String> headers,
        byte[] message,
        HttpPost.Repeat repeat,
        Optional<ClientCertificate> certificate,
        Optional<String> trustedCertificates) {

    static Call of(Operation operation, LasEndpoint endpoint, LasCredentials credentials, byte[] message) {
        Map<String, String> headers = new LinkedHashMap<>(endpoint.headers());
        credentials.headers().forEach((name, value) -> headers.put(name, value.reveal(SecretAccess.TO_CALL_THE_LAS)));
        String action = operation.action();
        headers.put("SOAPAction", endpoint.habits().actionQuoted() ? "\"" + action + "\"" : action);
        return new Call(
                address(operation, endpoint),
                headers,
                message,
                operation == Operation.RESULTS ? HttpPost.Repeat.NEVER : HttpPost.Repeat.HARMLESS,
                credentials.certificate(),
                endpoint.habits().trustedCertificates());
    }

    private static URI address(Operation operation, LasEndpoint endpoint) {
        return switch (operation) {
            case RESULTS -> endpoint.results();
            case PUPIL_DATA -> endpoint.pupilData();
            case STRUCTURE, PUPILS, TEACHERS ->
                endpoint.habits().staged().orElseThrow().address();
        };
    }

    @Override
    public String toString() {
        return "Call";
    }
}
