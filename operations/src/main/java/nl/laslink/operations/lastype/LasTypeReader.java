package nl.laslink.operations.lastype;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nl.laslink.domain.delivery.ClientCertificate;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.link.LasForm;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.secret.Secret;
import nl.laslink.uwlr.http.CallTimes;
import nl.laslink.uwlr.staged.StagedTime;

/** Reads one LAS type of the file. */
final class LasTypeReader {
    /** A PKCS#12 file with a chain of four is about 6 kB; an item in DynamoDB holds 400 kB. */
    private static final int MOST_CERTIFICATE_BYTES = 32_000;

    private static final Set<String> FIELDS = Set.of(
            "code",
            "name",
            "position",
            "schoolKey",
            "schoolKeyHint",
            "keyHint",
            "keyPattern",
            "pupilData",
            "results",
            "xsdVersion",
            "otherXsdVersion",
            "profile",
            "schoolType",
            "mainDependance",
            "staged",
            "dataSetId",
            "headers",
            "secretHeaders",
            "klantnaam",
            "klantcode",
            "authorisationKey",
            "clientCertificate",
            "trustedCertificates",
            "quotedAction",
            "paceMillis",
            "lastReceived");

    private LasTypeReader() {}

    static LasTypesFile.Entry read(LasTypeFields fields) {
        fields.allowOnly(FIELDS);
        Map<String, Secret> headers = new LinkedHashMap<>();
        fields.headers("secretHeaders").forEach((name, value) -> headers.put(name, Secret.of(value)));
        return new LasTypesFile.Entry(
                code(fields),
                fields.text("name", 64),
                fields.number("position", 1),
                form(fields),
                new LasEndpoint(
                        fields.address("pupilData"),
                        fields.address("results"),
                        version(fields),
                        fields.headers("headers"),
                        habits(fields),
                        otherVersion(fields)),
                fields.text("klantnaam", 64),
                Secret.of(fields.text("klantcode", 64)),
                headers,
                fields.optionalIn("clientCertificate").map(LasTypeReader::certificate),
                fields.optionalText("authorisationKey", LasForm.LONGEST_KEY).map(Secret::of));
    }

    private static LasTypeCode code(LasTypeFields fields) {
        String code = fields.text("code", 32);
        try {
            return new LasTypeCode(code);
        } catch (IllegalArgumentException malformed) {
            throw fields.wrong("code", "wants letters, digits and hyphens, at most 32");
        }
    }

    private static String version(LasTypeFields fields) {
        return version(fields, "xsdVersion");
    }

    private static String version(LasTypeFields fields, String name) {
        String version = fields.text(name, 16);
        if (!version.equals("2.2") && !version.equals("2.3")) {
            throw fields.wrong(name, "wants 2.2 or 2.3");
        }
        return version;
    }

    private static Optional<String> otherVersion(LasTypeFields fields) {
        if (!fields.has("otherXsdVersion")) {
            return Optional.empty();
        }
        String other = version(fields, "otherXsdVersion");
        if (other.equals(version(fields))) {
            throw fields.wrong("otherXsdVersion", "wants another version than xsdVersion");
        }
        return Optional.of(other);
    }

    private static LasForm form(LasTypeFields fields) {
        Optional<String> pattern = fields.optionalText("keyPattern", 200);
        try {
            pattern.ifPresent(Pattern::compile);
        } catch (PatternSyntaxException malformed) {
            throw fields.wrong("keyPattern", "wants a regular expression");
        }
        return new LasForm(
                fields.oneOf("schoolKey", LasForm.SchoolKeyUse.class),
                hint(fields.in("keyHint")),
                pattern,
                fields.optionalIn("schoolKeyHint").map(LasTypeReader::hint));
    }

    private static LasForm.Text hint(LasTypeFields fields) {
        return new LasForm.Text(fields.text("nl", 400), fields.text("en", 400));
    }

    private static LasHabits habits(LasTypeFields fields) {
        LasHabits.Profile profile =
                fields.has("profile") ? fields.oneOf("profile", LasHabits.Profile.class) : LasHabits.Profile.BASE;
        Optional<String> dataSetId = fields.optionalText("dataSetId", 64);
        if (dataSetId.isPresent()
                && profile != LasHabits.Profile.BASE
                && (version(fields).equals("2.2")
                        || otherVersion(fields).filter("2.2"::equals).isPresent())) {
            throw fields.wrong(
                    "dataSetId", "wants profile base or xsdVersion 2.3: a request of 2.2's profiles has no such field");
        }
        boolean tellsLastReceived = fields.flag("lastReceived", false);
        if (tellsLastReceived && fields.has("staged")) {
            throw fields.wrong("lastReceived", "wants a LAS that answers all in one");
        }
        Duration pace = Duration.ofMillis(fields.has("paceMillis") ? fields.number("paceMillis", 0) : 0);
        return new LasHabits(
                profile,
                fields.optionalIn("staged").map(staged -> staged(staged, pace)),
                dataSetId,
                fields.flag("quotedAction", true),
                pace,
                tellsLastReceived,
                fields.has("trustedCertificates") ? Optional.of(trusted(fields)) : Optional.empty(),
                fields.has("schoolType") ? Optional.of(fields.oneOf("schoolType", SchoolType.class)) : Optional.empty(),
                fields.flag("mainDependance", false));
    }

    /** What no large school can be fetched with would show only at the first one, as a LAS that is slow each night. */
    private static LasHabits.Staged staged(LasTypeFields fields, Duration pace) {
        fields.allowOnly(Set.of("address", "groupsPerCall"));
        LasHabits.Staged staged = new LasHabits.Staged(fields.address("address"), fields.number("groupsPerCall", 1));
        Duration needed = StagedTime.ofLargeSchool(staged, pace);
        Duration longest = CallTimes.DEFAULT.whole();
        if (needed.compareTo(longest) > 0) {
            throw fields.wrong(
                    "groupsPerCall",
                    "makes a school of %d groups take %d s with the rest of paceMillis, and a fetch has %d s"
                            .formatted(StagedTime.LARGE_SCHOOL, needed.toSeconds(), longest.toSeconds()));
        }
        return staged;
    }

    private static String trusted(LasTypeFields fields) {
        byte[] pem = fields.bytes("trustedCertificates", MOST_CERTIFICATE_BYTES);
        try {
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .isEmpty()) {
                throw fields.wrong("trustedCertificates", "names a file without a certificate");
            }
        } catch (CertificateException malformed) {
            throw fields.wrong("trustedCertificates", "names a file that is not PEM");
        }
        return new String(pem, StandardCharsets.US_ASCII);
    }

    /** Opened once, so that a wrong password shows now and not at the first call. */
    private static ClientCertificate certificate(LasTypeFields fields) {
        fields.allowOnly(Set.of("file", "password"));
        byte[] pkcs12 = fields.bytes("file", MOST_CERTIFICATE_BYTES);
        String password = fields.text("password", 200);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(pkcs12), password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return new ClientCertificate(
                            Secret.of(Base64.getEncoder().encodeToString(pkcs12)), Secret.of(password));
                }
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            throw fields.wrong("file", "is no PKCS#12 file that this password opens");
        }
        throw fields.wrong("file", "holds no private key");
    }
}
