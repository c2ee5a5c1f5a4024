package nl.laslink.exportscores;

import java.time.Duration;
import java.util.Map;
import nl.laslink.platform.config.Environment;

/** The variables the beginner of a school's night reads. */
record BeginConfig(
        String linksTable, String scoresTable, String auditTable, Duration auditRetention, String outboxTable) {

    static BeginConfig from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        BeginConfig config = new BeginConfig(
                environment.required("LINKS_TABLE"),
                environment.required("SCORES_TABLE"),
                environment.required("AUDIT_TABLE"),
                environment.requiredDays("AUDIT_DAYS"),
                environment.required("OUTBOX_TABLE"));
        environment.check();
        return config;
    }
}
