package nl.laslink.exportscores;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartTest {
    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("LINKS_TABLE", "Links"),
            Map.entry("IMPORTS_TABLE", "Imports"),
            Map.entry("ROSTER_TABLE", "Roster"),
            Map.entry("SCORES_TABLE", "Scores"),
            Map.entry("AUDIT_TABLE", "Audit"),
            Map.entry("AUDIT_DAYS", "731"),
            Map.entry("LEAVERS_DAYS", "731"),
            Map.entry("RESULTS_DAYS", "1827"),
            Map.entry("OUTBOX_TABLE", "Outbox"),
            Map.entry("SECRETS_KEY_ID", "alias/secrets"),
            Map.entry("LAS_NETWORK", "public"),
            Map.entry("NIGHT_QUEUE_URL", "https://sqs.example/night"),
            Map.entry("NIGHT_SPREAD_SECONDS", "900"),
            Map.entry("METRICS_NAMESPACE", "laslink"));

    @Test
    void startsEveryFunction_withoutACall() {
        System.setProperty("aws.region", "eu-west-1");

        assertThatCode(() -> {
                    new PlanHandler(VARIABLES, Clock.systemUTC());
                    new BeginHandler(VARIABLES, Clock.systemUTC());
                    new SendHandler(VARIABLES, Clock.systemUTC());
                    new ReleaseHandler(VARIABLES, Clock.systemUTC());
                })
                .doesNotThrowAnyException();
    }
}
