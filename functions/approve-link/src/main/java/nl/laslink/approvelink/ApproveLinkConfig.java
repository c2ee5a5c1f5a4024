package nl.laslink.approvelink;

import java.time.Duration;
import java.util.Map;
import nl.laslink.platform.config.Environment;

/** The variables this function reads. */
record ApproveLinkConfig(
        String linksTable,
        String rosterTable,
        String importsTable,
        String auditTable,
        Duration auditRetention,
        String outboxTable) {

    static ApproveLinkConfig from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        ApproveLinkConfig config = new ApproveLinkConfig(
                environment.required("LINKS_TABLE"),
                environment.required("ROSTER_TABLE"),
                environment.required("IMPORTS_TABLE"),
                environment.required("AUDIT_TABLE"),
                environment.requiredDays("AUDIT_DAYS"),
                environment.required("OUTBOX_TABLE"));
        environment.check();
        return config;
    }
}
