package nl.laslink.domain.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.ClientCertificate;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ScoreMessage;
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

    /**
     * Lives for one contact; the secrets in it are readable.
     *
     * @param isKeyShared whether the key is laslink's own for this LAS, and not one of the school
     */
    public record Opened(
            LasEndpoint endpoint, LasCredentials credentials, SchoolIdentification school, boolean isKeyShared) {
        /** A second question may take all of a call's 90 s, and the function that asks has 120. */
        private static final Duration TIME_FOR_ANOTHER = Duration.ofSeconds(20);

        /** In the other version of UWLR, when this kind of LAS has one. */
        public Optional<Opened> inOtherVersion() {
            return endpoint.inOtherVersion().map(other -> new Opened(other, credentials, school, isKeyShared));
        }

        /** For a school of this type, when its type is known. */
        public Opened forSchoolType(Optional<SchoolType> type) {
            return type.map(t -> new Opened(endpoint.forSchoolType(t), credentials, school, isKeyShared))
                    .orElse(this);
        }

        /** In the version in which the contact before went, as far as this kind of LAS still has it. */
        public Opened asIn(Optional<Contact> before) {
            Optional<String> version =
                    before.flatMap(Contact::xsdVersion).filter(v -> !v.equals(endpoint.xsdVersion()));
            return inOtherVersion()
                    .filter(other -> version.equals(Optional.of(other.endpoint.xsdVersion())))
                    .orElse(this);
        }

        /** The version to remember; nothing is to be remembered where there is only one. */
        public Optional<String> version() {
            return endpoint.otherXsdVersion().map(_ -> endpoint.xsdVersion());
        }

        /** Requests the school, and again in the other version when the LAS refuses the first (uwlr.md §12). */
        public Fetched fetch(LasClient las, SchoolYear year, Optional<Instant> lastReceived, Clock clock) {
            Instant latest = clock.instant().plus(TIME_FOR_ANOTHER);
            FetchOutcome first = las.fetch(endpoint, credentials, school, year, lastReceived);
            Fetched fetched = Optional.of(first)
                    .filter(REFUSED_VERSION::equals)
                    .filter(_ -> clock.instant().isBefore(latest))
                    .flatMap(_ -> inOtherVersion())
                    .map(o -> new Fetched(las.fetch(o.endpoint, credentials, school, year, lastReceived), o))
                    .filter(other -> !other.answer().equals(REFUSED_VERSION))
                    .orElseGet(() -> new Fetched(first, this));
            return isKeyShared && fetched.answer().equals(REFUSED_KEY)
                    ? new Fetched(REFUSED_SHARED_KEY, fetched.as())
                    : fetched;
        }

        /** Sends these results, once. */
        public BringOutcome bring(LasClient las, ScoreMessage message) {
            BringOutcome answer = las.bring(endpoint, credentials, message);
            return isKeyShared && answer.equals(REFUSED_KEY) ? REFUSED_SHARED_KEY : answer;
        }
    }

    private static final Failed REFUSED_KEY = new Failed.Refused(FaultCode.INVALID_AUTHORISATION);
    private static final Failed REFUSED_SHARED_KEY = new Failed.Refused(FaultCode.SHARED_KEY_REFUSED);
    private static final Failed REFUSED_VERSION = new Failed.Refused(FaultCode.INVALID_VERSION);

    /** The answer, and how it was asked for in the end. */
    public record Fetched(FetchOutcome answer, Opened as) {}

    /**
     * @throws LasTypeMissing when the link's kind of LAS is not loaded
     * @throws KeyMissing when the link has no key and its kind of LAS has none either
     */
    public Opened open(Link.Active link) {
        LinkFields fields = link.fields();
        return open(
                link.school(),
                fields.type(),
                fields.authorisationKey()
                        .map(key -> cipher.decrypt(key, link.school().toString())),
                fields.schoolKey());
    }

    /**
     * Before there is a link: with the key that was typed, which one of laslink's own for this LAS overrules.
     *
     * @throws LasTypeMissing when this kind of LAS is not loaded
     * @throws KeyMissing when there is no key at all
     */
    public Opened open(SchoolId school, LasTypeCode code, Optional<Secret> typed, Optional<String> schoolKey) {
        LasType type = types.find(code).orElseThrow(() -> new LasTypeMissing(code));
        LasSupplier supplier = type.supplier();
        Optional<Secret> shared = supplier.authorisationKey().map(key -> read(key, code));
        LasCredentials credentials = new LasCredentials(
                shared.or(() -> typed).orElseThrow(() -> new KeyMissing(code)),
                read(supplier.klantcode(), code),
                supplier.klantnaam(),
                supplier.headers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> read(header.getValue(), code))),
                supplier.certificate()
                        .map(c -> new ClientCertificate(read(c.pkcs12(), code), read(c.password(), code))));
        Optional<SchoolIdentification> bySchoolKey = schoolKey.map(SchoolIdentification.BySchoolKey::new);
        return new Opened(
                type.endpoint(),
                credentials,
                bySchoolKey.orElseGet(() -> new SchoolIdentification.ByBrin(school)),
                shared.isPresent());
    }

    private Secret read(EncryptedSecret secret, LasTypeCode code) {
        return cipher.decrypt(secret, contextOf(code));
    }

    /** What the secrets of a LAS type are bound to when they are encrypted. */
    public static String contextOf(LasTypeCode code) {
        return "LAS#" + code;
    }

    /** A link was made without a key, and laslink's own for its kind of LAS was taken away. */
    public static final class KeyMissing extends RuntimeException {
        KeyMissing(LasTypeCode code) {
            super("there is no authorisation key for LAS type " + code);
        }
    }

    /** A link names a kind of LAS that is not there: the data of the LAS types were not loaded. */
    public static final class LasTypeMissing extends RuntimeException {
        LasTypeMissing(LasTypeCode code) {
            super("LAS type " + code + " is not loaded");
        }
    }
}
