package nl.laslink.commitimport;

import java.time.Duration;
import java.util.Map;
import nl.laslink.domain.school.Retention;
import nl.laslink.platform.config.Environment;

/** The variables this function reads. */
record CommitImportConfig(
        String linksTable,
        String importsTable,
        String rosterTable,
        String auditTable,
        Duration auditRetention,
        Retention retention,
        String outboxTable) {

    static CommitImportConfig from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        CommitImportConfig config = new CommitImportConfig(
                environment.required("LINKS_TABLE"),
                environment.required("IMPORTS_TABLE"),
                environment.required("ROSTER_TABLE"),
                environment.required("AUDIT_TABLE"),
                environment.requiredDays("AUDIT_DAYS"),
                new Retention(environment.requiredDays("LEAVERS_DAYS"), environment.requiredDays("RESULTS_DAYS")),
                environment.required("OUTBOX_TABLE"));
        environment.check();
        return config;
    }
}
