package nl.laslink.requestlink;

import java.time.Duration;
import java.util.Map;
import nl.laslink.platform.config.Environment;

/** The variables this function reads. */
record RequestLinkConfig(
        String linksTable,
        String rosterTable,
        String importsTable,
        String auditTable,
        Duration auditRetention,
        String outboxTable,
        String secretsKeyId) {

    static RequestLinkConfig from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        RequestLinkConfig config = new RequestLinkConfig(
                environment.required("LINKS_TABLE"),
                environment.required("ROSTER_TABLE"),
                environment.required("IMPORTS_TABLE"),
                environment.required("AUDIT_TABLE"),
                environment.requiredDays("AUDIT_DAYS"),
                environment.required("OUTBOX_TABLE"),
                environment.required("SECRETS_KEY_ID"));
        environment.check();
        return config;
    }
}
