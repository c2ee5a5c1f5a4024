package nl.laslink.uwlr.request;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.secret.SecretAccess;
import nl.laslink.uwlr.http.Call;
import nl.laslink.uwlr.http.HttpPost;

/** The HTTP call that carries one UWLR message: address, headers and identity of us, by the operation. */
public final class SoapCall {
    private SoapCall() {}

    public static Call to(Operation operation, LasEndpoint endpoint, LasCredentials credentials, byte[] message) {
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
}
