package nl.laslink.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void hasItsDefaults_whenNothingIsAsked() {
        assertThat(Options.parse())
                .isEqualTo(new Options(
                        false,
                        8400,
                        Path.of(".data"),
                        Path.of("local", "las-types.json"),
                        Path.of("web", "dist"),
                        Path.of("template.yaml"),
                        Optional.empty()));
    }

    @Test
    void takesWhatIsAsked() {
        Options options = Options.parse(
                "--fresh",
                "--port",
                "8500",
                "--data",
                "d",
                "--las-types",
                "t.json",
                "--web",
                "w",
                "--template",
                "y",
                "--date",
                "2027-08-01");

        assertThat(options)
                .isEqualTo(new Options(
                        true,
                        8500,
                        Path.of("d"),
                        Path.of("t.json"),
                        Path.of("w"),
                        Path.of("y"),
                        Optional.of(LocalDate.of(2027, 8, 1))));
    }

    @ParameterizedTest
    @CsvSource({
        "--prot,8500,--prot is not known.",
        "--port,x,--port wants a number from 1 to 65530.",
        "--port,65531,--port wants a number from 1 to 65530.",
        "--date,1-8-2027,--date wants a date such as 2027-08-01."
    })
    void saysWhatIsWrong(String name, String value, String message) {
        assertThatThrownBy(() -> Options.parse(name, value))
                .isInstanceOf(Options.Unknown.class)
                .hasMessage(message);
    }

    @Test
    void saysThatAValueIsMissing() {
        assertThatThrownBy(() -> Options.parse("--data")).hasMessage("--data is not known, or wants a value after it.");
    }
}
