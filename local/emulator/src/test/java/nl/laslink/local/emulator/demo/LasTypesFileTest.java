package nl.laslink.local.emulator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.link.LasForm;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretAccess;
import nl.laslink.domain.secret.SecretCipher;
import nl.laslink.local.lassimulator.TwoSidedTls;
import nl.laslink.operations.lastype.LasTypesFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LasTypesFileTest {
    private static final URI SIMULATOR = URI.create("http://localhost:8405/");
    private static final Path OURS = Path.of(System.getProperty("repository.root"), "local", "las-types.json");

    @TempDir
    Path folder;

    /** Shows what was encrypted and for which context. */
    private static final class Shown implements SecretCipher {
        @Override
        public EncryptedSecret encrypt(Secret secret, String context) {
            return new EncryptedSecret(context + ":" + secret.reveal(SecretAccess.TO_STORE));
        }

        @Override
        public Secret decrypt(EncryptedSecret secret, String context) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void readsTheFileOfTheRepository() {
        List<LasType> types = LasTypesFile.read(OURS, SIMULATOR).types(new Shown());

        LasType schoolOas = types.getFirst();
        assertThat(schoolOas.code().value()).isEqualTo("SchoolOAS");
        assertThat(schoolOas.form().schoolKeyUse()).isEqualTo(LasForm.SchoolKeyUse.EMPTY);
        assertThat(schoolOas.endpoint())
                .isEqualTo(new LasEndpoint(
                        URI.create("http://localhost:8405/uwlr/leerlinggegevens"),
                        URI.create("http://localhost:8405/uwlr/leerresultaten"),
                        "2.2",
                        Map.of()));
        assertThat(schoolOas.supplier().klantnaam()).isEqualTo("laslink");
        assertThat(schoolOas.supplier().klantcode().base64()).isEqualTo("LAS#SchoolOAS:demo-klantcode");
        assertThat(types.stream().filter(type -> !type.asksKey()))
                .singleElement()
                .satisfies(magister -> {
                    assertThat(magister.code().value()).isEqualTo("Magister");
                    assertThat(magister.supplier()
                                    .authorisationKey()
                                    .orElseThrow()
                                    .base64())
                            .isEqualTo("LAS#Magister:demo-sleutel-van-laslink");
                });
        assertThat(types).extracting(LasType::position).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "code": "SchoolOAS"           | "code": "School OAS"          | lasTypes[0].code wants letters, digits and hyphens, at most 32.
            "code": "ParnasSys"           | "code": "SchoolOAS"           | lasTypes[1].code is in the file twice.
            "position": 1                 | "position": "een"             | lasTypes[0].position wants a whole number of 1 or more.
            "schoolKey": "empty"          | "schoolKey": "never"          | lasTypes[0].schoolKey wants one of empty, optional, required.
            {lasSimulator}/uwlr/leerlingg | ftp://las.example/uwlr/leerlingg | lasTypes[0].pupilData wants a web address that starts with https:// or http://.
            "results": "{lasSimulator}/   | "results": " | lasTypes[0].results wants a web address that starts with https:// or http://.
            "klantcode": "demo-klantcode" | "klantcode": ""               | lasTypes[0].klantcode wants a text of 1 to 64 characters.
            "klantnaam": "laslink",       | "position": 1,                 | lasTypes[0].klantnaam is missing.
            "headers": {}                 | "headers": {"X": 1}           | lasTypes[0].headers wants an object of names and texts.
            "nl": "Vraag                  | "de": "Vraag                  | lasTypes[0].keyHint.nl is missing.
            "headers": {}                 | "headers": {"X": "a\\u000ab"} | lasTypes[0].headers wants an object of names and texts.
            "headers": {}                 | "secretHeaders": []           | lasTypes[0].secretHeaders wants an object of names and texts.
            "headers": {}                 | "klantCode": "x"              | lasTypes[0].klantCode is no field of a LAS type.
            "headers": {}                 | "keyPattern": "["             | lasTypes[0].keyPattern wants a regular expression.
            "headers": {}                 | "quotedAction": "no"          | lasTypes[0].quotedAction wants true or false.
            "headers": {}                 | "paceMillis": -1              | lasTypes[0].paceMillis wants a whole number of 0 or more.
            "headers": {}                 | "profile": "wide"             | lasTypes[0].profile wants one of base, smalle, lvs.
            "headers": {}                 | "schoolType": "special"       | lasTypes[0].schoolType wants one of primary, secondary.
            "headers": {}                 | "profile": "lvs", "dataSetId": "x" | lasTypes[0].dataSetId wants profile base or xsdVersion 2.3: a request of 2.2's profiles has no such field.
            "headers": {}                 | "staged": true                | lasTypes[0].staged wants an object.
            "headers": {}                 | "staged": {"address": "https://las.example/"} | lasTypes[0].staged.groupsPerCall wants a whole number of 1 or more.
            "headers": {}                 | "staged": {"address": "https://las.example/", "groupsPerCall": 1}, "paceMillis": 500 | lasTypes[0].staged.groupsPerCall makes a school of 100 groups take 164 s with the rest of paceMillis, and a fetch has 90 s.
            "headers": {}                 | "staged": {"address": "https://las.example/", "groupsPerCall": 10}, "paceMillis": 4000 | lasTypes[0].staged.groupsPerCall makes a school of 100 groups take 116 s with the rest of paceMillis, and a fetch has 90 s.
            "headers": {}                 | "lastReceived": true, "staged": {} | lasTypes[0].lastReceived wants a LAS that answers all in one.
            "headers": {}                 | "clientCertificate": {"file": "none.p12", "password": "x"} | lasTypes[0].clientCertificate.file names a file that cannot be read.
            "headers": {}                 | "clientCertificate": {"file": "types.json", "password": "x"} | lasTypes[0].clientCertificate.file is no PKCS#12 file that this password opens.
            "headers": {}                 | "trustedCertificates": "types.json" | lasTypes[0].trustedCertificates names a file that is not PEM.
            "headers": {}                 | "authorisationKey": ""        | lasTypes[0].authorisationKey wants a text of 1 to 256 characters.
            "xsdVersion": "2.2"           | "xsdVersion": "2.1"           | lasTypes[0].xsdVersion wants 2.2 or 2.3.
            "headers": {}                 | "otherXsdVersion": "2.4"      | lasTypes[0].otherXsdVersion wants 2.2 or 2.3.
            "headers": {}                 | "otherXsdVersion": "2.2"      | lasTypes[0].otherXsdVersion wants another version than xsdVersion.
            "lasTypes"                    | "types"                       | lasTypes wants a list of at least one LAS type.
            """)
    void namesFieldAndReason_whenSomethingIsWrong(String right, String wrong, String message) throws IOException {
        String text = Files.readString(OURS);
        int at = text.indexOf(right);
        Path file = Files.writeString(
                folder.resolve("types.json"), text.substring(0, at) + wrong + text.substring(at + right.length()));

        assertThatThrownBy(() -> LasTypesFile.read(file, SIMULATOR))
                .isInstanceOf(LasTypesFile.Unusable.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void readsAndHidesClientCertificate_withTheAuthoritiesToTrust() throws Exception {
        TwoSidedTls.make(folder, 0);
        Path file = OURS.resolveSibling("las-types-certificate.json");

        LasType esis = LasTypesFile.read(
                        file,
                        Map.of(
                                "{lasSimulator}", "http://localhost:8405",
                                "{lasSimulatorTls}", "https://localhost:8406",
                                "{lasSimulatorFiles}", folder.toString()))
                .types(new Shown())
                .getLast();

        assertThat(LasTypesFile.wantsTls(file)).isTrue();
        assertThat(LasTypesFile.wantsTls(OURS)).isFalse();
        assertThat(esis.endpoint().pupilData()).isEqualTo(URI.create("https://localhost:8406/uwlr/leerlinggegevens"));
        assertThat(esis.endpoint().habits().trustedCertificates())
                .contains(Files.readString(folder.resolve("server.pem")));
        assertThat(esis.supplier().certificate().orElseThrow().pkcs12().base64())
                .isEqualTo("LAS#ESIS:"
                        + Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("client.p12"))));
        assertThat(esis.supplier().certificate().orElseThrow().password().base64())
                .isEqualTo("LAS#ESIS:" + TwoSidedTls.PASSWORD);
    }

    @Test
    void saysSo_whenTheFileIsMissingOrNoJson() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n\"lasTypes\": [\n");

        assertThatThrownBy(() -> LasTypesFile.read(folder.resolve("none.json"), SIMULATOR))
                .hasMessage(folder.resolve("none.json") + " cannot be read.");
        assertThatThrownBy(() -> LasTypesFile.read(broken, SIMULATOR))
                .hasMessageStartingWith(broken + ": line ")
                .hasMessageEndingWith(" is not JSON as it should be.");
    }
}
