package nl.laslink.exportscores;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StartTest {
    private static final Map<String, String> VARIABLES = Map.of(
            "LINKS_TABLE", "Links",
            "IMPORTS_TABLE", "Imports",
            "ROSTER_TABLE", "Roster",
            "SCORES_TABLE", "Scores",
            "AUDIT_TABLE", "Audit",
            "OUTBOX_TABLE", "Outbox",
            "SECRETS_KEY_ID", "alias/secrets",
            "LAS_NETWORK", "public",
            "NIGHT_QUEUE_URL", "https://sqs.example/night",
            "NIGHT_SPREAD_SECONDS", "900");

    @Test
    void startsEveryFunction_withoutACall() {
        System.setProperty("aws.region", "eu-west-1");

        assertThatCode(() -> {
                    new PlanHandler(VARIABLES);
                    new BeginHandler(VARIABLES);
                    new SendHandler(VARIABLES);
                    new ReleaseHandler(VARIABLES);
                })
                .doesNotThrowAnyException();
    }
}
