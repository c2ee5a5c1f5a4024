package nl.laslink.reviewimport;

import java.time.Duration;
import java.util.Map;
import nl.laslink.platform.config.Environment;

/** The variables this function reads. */
record ReviewImportConfig(
        String linksTable,
        String importsTable,
        String rosterTable,
        String scoresTable,
        String auditTable,
        Duration auditRetention,
        String outboxTable) {

    static ReviewImportConfig from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        ReviewImportConfig config = new ReviewImportConfig(
                environment.required("LINKS_TABLE"),
                environment.required("IMPORTS_TABLE"),
                environment.required("ROSTER_TABLE"),
                environment.required("SCORES_TABLE"),
                environment.required("AUDIT_TABLE"),
                environment.requiredDays("AUDIT_DAYS"),
                environment.required("OUTBOX_TABLE"));
        environment.check();
        return config;
    }
}
