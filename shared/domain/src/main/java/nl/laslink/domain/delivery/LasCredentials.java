package nl.laslink.domain.delivery;

import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.secret.Secret;

/**
 * The UWLR header {@code autorisatie}: klantnaam and klantcode name us, the authorisation key opens the school. Beside it what
 * some LAS want over HTTP: headers that are secrets and a client certificate. Immutable.
 */
public record LasCredentials(
        Secret authorisationKey,
        Secret klantcode,
        String klantnaam,
        Map<String, Secret> headers,
        Optional<ClientCertificate> certificate) {
    public LasCredentials {
        headers = Map.copyOf(headers);
    }

    public LasCredentials(Secret authorisationKey, Secret klantcode, String klantnaam) {
        this(authorisationKey, klantcode, klantnaam, Map.of(), Optional.empty());
    }
}
