package nl.laslink.local.lassimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import nl.laslink.local.lassimulator.school.Edit;
import nl.laslink.local.lassimulator.state.ReceivedResult;
import nl.laslink.local.lassimulator.state.SimulatedSchool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    private static final Instant FIRST = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-24T09:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void findsEditsAndResultsAgain_afterRestart() throws Exception {
        ReceivedResult received;
        Instant changedAt;
        try (LasSimulator simulator = start(FIRST)) {
            SimulatedSchool school = simulator.school("99XX-00");
            school.edit(now -> new Edit.PupilLeaves("100427"));
            new SoapClient()
                    .bring(
                            simulator,
                            BringResultsTest.message(
                                    "2026-11-23T03:30:00+01:00",
                                    BringResultsTest.sitting(
                                            "100611", BringResultsTest.result("r1", "<score>31</score>"))));
            received = school.results().getFirst();
            changedAt = school.changedAt();
        }

        try (LasSimulator again = start(LATER)) {
            SimulatedSchool school = again.school("99XX-00");
            assertThat(school.school().pupil("100427")).isEmpty();
            assertThat(school.school().departedPupil("100427")).isPresent();
            assertThat(school.results()).containsExactly(received);
            assertThat(school.lastAccepted()).contains(Instant.parse("2026-11-23T02:30:00Z"));
            assertThat(school.changedAt()).isEqualTo(changedAt);
        }
    }

    @Test
    void countsAsChanged_whenFileWasEditedByHand() throws Exception {
        start(FIRST).close();
        Path file = directory.resolve("schools/98YY-00.json");
        Files.writeString(file, Files.readString(file).replace("\"Onderbouw\"", "\"Kleuters\""));

        try (LasSimulator again = start(LATER)) {
            assertThat(again.school("98YY-00")
                            .school()
                            .group("71")
                            .orElseThrow()
                            .name())
                    .isEqualTo("Kleuters");
            assertThat(again.school("98YY-00").changedAt()).isEqualTo(LATER);
            assertThat(again.school("99XX-00").changedAt()).isEqualTo(FIRST);
        }
    }

    @Test
    void offersAnotherSchool_whenItsFileIsPutThere() throws Exception {
        start(FIRST).close();
        Files.writeString(directory.resolve("schools/97ZZ-01.json"), """
                {"brin": "97ZZ", "dependance": "01", "name": "Proef", "authorisationKey": "k",
                 "pupils": [{"key": "1", "firstName": "Noor", "year": "3"}]}""");

        try (LasSimulator again = start(LATER)) {
            assertThat(again.school("97ZZ-01").school().pupils()).hasSize(1);
        }
    }

    private LasSimulator start(Instant now) {
        return LasSimulator.start(LasSimulatorConfig.keptIn(directory, 0, Clock.fixed(now, ZoneOffset.UTC)));
    }
}
