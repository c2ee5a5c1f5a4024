package nl.laslink.domain.link;

import java.util.Optional;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.SchoolIdentification;
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
        LasType type = types.find(link.fields().type())
                .orElseThrow(() -> new LasTypeMissing(link.fields().type()));
        LasCredentials credentials = new LasCredentials(
                cipher.decrypt(link.fields().authorisationKey(), link.school().toString()),
                cipher.decrypt(type.klantcode(), contextOf(type.code())),
                type.klantnaam());
        Optional<SchoolIdentification> bySchoolKey =
                link.fields().schoolKey().map(SchoolIdentification.BySchoolKey::new);
        return new Opened(
                type.endpoint(),
                credentials,
                bySchoolKey.orElseGet(() -> new SchoolIdentification.ByBrin(link.school())));
    }

    /** What the klantcode of a LAS type is bound to when it is encrypted. */
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
