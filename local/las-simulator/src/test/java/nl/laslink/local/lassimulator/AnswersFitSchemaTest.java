package nl.laslink.local.lassimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock stands in 2024-2025, the last school year that the published enumeration knows. */
class AnswersFitSchemaTest {
    private final LasSimulator simulator = LasSimulator.start(
            LasSimulatorConfig.inMemory(Clock.fixed(Instant.parse("2025-03-01T09:00:00Z"), ZoneOffset.UTC)));
    private final SoapClient client = new SoapClient();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({"99XX", "98YY"})
    void fitsBaseSchema_whenWholeSchoolIsAnswered(String brin) throws Exception {
        SoapClient.Answer answer = client.fetch(simulator, request(brin, "2024-2025"));

        assertThat(answer.body()).contains("<leerling ");
        assertThat(Schemas.complaints("base", answer.body())).isEmpty();
    }

    @Test
    void fitsBaseSchema_whenThereIsNoData() throws Exception {
        SoapClient.Answer answer = client.fetch(simulator, request("99XX", "2025-2026"));

        assertThat(answer.body()).contains("<geengegevens/>");
        assertThat(Schemas.complaints("base", answer.body())).isEmpty();
    }

    @Test
    void fitsEnvelopeSchema_whenFault() throws Exception {
        SoapClient.Answer answer = client.fetch(simulator, request("97ZZ", "2024-2025"));

        assertThat(answer.fault()).isEqualTo("Client.AutorisatieOngeldig");
        assertThat(Schemas.complaints("base", answer.body())).isEmpty();
    }

    private static String request(String brin, String year) {
        return SoapClient.envelope(
                SoapClient.autorisatie("demo-sleutel-" + brin + "-00", "demo-klantcode", "laslink"),
                SoapClient.verzoek(year, brin, ""));
    }
}
