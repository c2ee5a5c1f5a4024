package nl.laslink.local.emulator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretAccess;
import nl.laslink.domain.secret.SecretCipher;
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
        assertThat(schoolOas.schoolKeyUse()).isEqualTo(LasType.SchoolKeyUse.EMPTY);
        assertThat(schoolOas.endpoint())
                .isEqualTo(new LasEndpoint(
                        URI.create("http://localhost:8405/uwlr/leerlinggegevens"),
                        URI.create("http://localhost:8405/uwlr/leerresultaten"),
                        "2.2",
                        java.util.Map.of()));
        assertThat(schoolOas.klantnaam()).isEqualTo("laslink");
        assertThat(schoolOas.klantcode().base64()).isEqualTo("LAS#SchoolOAS:demo-klantcode");
        assertThat(types).extracting(LasType::position).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "code": "SchoolOAS"           | "code": "School OAS"          | lasTypes[0].code wants letters, digits and hyphens, at most 32.
            "code": "ParnasSys"           | "code": "SchoolOAS"           | lasTypes[1].code is in the file twice.
            "position": 1                 | "position": "een"             | lasTypes[0].position wants a whole number of 1 or more.
            "schoolKey": "empty"          | "schoolKey": "never"          | lasTypes[0].schoolKey wants empty, optional or required.
            {lasSimulator}/uwlr/leerlingg | ftp://las.example/uwlr/leerlingg | lasTypes[0].pupilData wants a web address that starts with https:// or http://.
            "results": "{lasSimulator}/   | "results": " | lasTypes[0].results wants a web address that starts with https:// or http://.
            "klantcode": "demo-klantcode" | "klantcode": ""               | lasTypes[0].klantcode wants a text of 1 to 64 characters.
            "klantnaam": "laslink",       | "a": 1,                       | lasTypes[0].klantnaam is missing.
            "headers": {}                 | "headers": {"X": 1}           | lasTypes[0].headers wants an object of names and texts.
            "nl": "Vraag                  | "de": "Vraag                  | lasTypes[0].keyHint.nl is missing.
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
    void saysSo_whenTheFileIsMissingOrNoJson() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n\"lasTypes\": [\n");

        assertThatThrownBy(() -> LasTypesFile.read(folder.resolve("none.json"), SIMULATOR))
                .hasMessage(folder.resolve("none.json") + " cannot be read.");
        assertThatThrownBy(() -> LasTypesFile.read(broken, SIMULATOR))
                .hasMessageStartingWith(broken + ": line ")
                .hasMessageEndingWith(" is not JSON as it should be.");
    }
}
