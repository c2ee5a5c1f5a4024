package nl.laslink.local.lassimulator.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchoolFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"99XX-00", "98YY-00"})
    void writesSameFile_whenNothingChanged(String school) throws IOException {
        String text = delivered(school);

        assertThat(SchoolFile.write(SchoolFile.read(text))).isEqualTo(text);
    }

    @Test
    void holdsTwinsAndNamesakes_inDeliveredSchool() throws IOException {
        School school = SchoolFile.read(delivered("99XX-00"));

        assertThat(school.pupils()).hasSize(230);
        assertThat(school.pupil("100420").orElseThrow().name().full()).isEqualTo("Jelle van den Akker");
        assertThat(school.pupil("100427").orElseThrow().name().full()).isEqualTo("Jesse van den Akker");
        assertThat(school.pupil("100420").orElseThrow().born())
                .isEqualTo(school.pupil("100427").orElseThrow().born());
        assertThat(school.pupils().stream().filter(p -> p.name().full().equals("Emma de Vries")))
                .extracting(Pupil::key)
                .containsExactly("100611", "100909");
        assertThat(school.pupil("101071").orElseThrow().name().full()).isEqualTo("Maarten d'Hondt");
    }

    @Test
    void saysWhatIsWrong_whenPupilIsInNoListedGroup() {
        String text = """
                {"brin": "97ZZ", "dependance": "00", "name": "Proef", "authorisationKey": "k",
                 "pupils": [{"key": "1", "firstName": "Noor", "year": "3", "group": "weg"}]}""";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchoolFile.read(text))
                .withMessage("pupil 1 is in a group that is not there");
    }

    private static String delivered(String school) throws IOException {
        try (InputStream file = SchoolFileTest.class.getResourceAsStream("/schools/" + school + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
