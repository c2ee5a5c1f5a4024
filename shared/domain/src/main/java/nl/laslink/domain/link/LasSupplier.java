package nl.laslink.domain.link;

import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.secret.EncryptedSecret;

/**
 * What the supplier of a LAS gave to us, for all its schools: our klantnaam and klantcode, headers whose values are secrets, a
 * client certificate, and where it gives an application one the authorisation key (Magister; las-quirks §2). Immutable.
 */
public record LasSupplier(
        String klantnaam,
        EncryptedSecret klantcode,
        Map<String, EncryptedSecret> headers,
        Optional<Certificate> certificate,
        Optional<EncryptedSecret> authorisationKey) {
    public LasSupplier {
        headers = Map.copyOf(headers);
    }

    /** Of a PKCS#12 file: the file itself in Base64, and its password. */
    public record Certificate(EncryptedSecret pkcs12, EncryptedSecret password) {}
}
