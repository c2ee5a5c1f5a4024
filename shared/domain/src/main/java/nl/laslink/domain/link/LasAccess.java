package nl.laslink.domain.link;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.ClientCertificate;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretCipher;

/** Opens what is needed to call the LAS of an active link: where, with which secrets, for which school. */
public final class LasAccess {
    private final LasTypes types;
    private final SecretCipher cipher;

    public LasAccess(LasTypes types, SecretCipher cipher) {
        this.types = types;
        this.cipher = cipher;
    }

    /** Lives for one call; the secrets in it are readable. */
    public record Opened(LasEndpoint endpoint, LasCredentials credentials, SchoolIdentification school) {}

    /** @throws LasTypeMissing when the link's kind of LAS is not loaded */
    public Opened open(Link.Active link) {
        LinkFields fields = link.fields();
        return open(
                link.school(),
                fields.type(),
                cipher.decrypt(
                        fields.authorisationKey().orElseThrow(), link.school().toString()),
                fields.schoolKey());
    }

    /** Before there is a link: with a key that was typed. */
    public Opened open(SchoolId school, LasTypeCode code, Secret authorisationKey, Optional<String> schoolKey) {
        LasType type = types.find(code).orElseThrow(() -> new LasTypeMissing(code));
        LasSupplier supplier = type.supplier();
        LasCredentials credentials = new LasCredentials(
                authorisationKey,
                read(supplier.klantcode(), code),
                supplier.klantnaam(),
                supplier.headers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> read(header.getValue(), code))),
                supplier.certificate()
                        .map(c -> new ClientCertificate(read(c.pkcs12(), code), read(c.password(), code))));
        Optional<SchoolIdentification> bySchoolKey = schoolKey.map(SchoolIdentification.BySchoolKey::new);
        return new Opened(
                type.endpoint(), credentials, bySchoolKey.orElseGet(() -> new SchoolIdentification.ByBrin(school)));
    }

    private Secret read(EncryptedSecret secret, LasTypeCode code) {
        return cipher.decrypt(secret, contextOf(code));
    }

    /** What the secrets of a LAS type are bound to when they are encrypted. */
    public static String contextOf(LasTypeCode code) {
        return "LAS#" + code;
    }

    /** A link names a kind of LAS that is not there: the data of the LAS types were not loaded. */
    public static final class LasTypeMissing extends RuntimeException {
        LasTypeMissing(LasTypeCode code) {
            super("LAS type " + code + " is not loaded");
        }
    }
}
