package nl.laslink.fetchimport;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import nl.laslink.platform.config.Environment;
import nl.laslink.uwlr.http.LasNetwork;

/** The variables this function reads. */
record FetchImportConfig(
        String linksTable,
        String importsTable,
        String rosterTable,
        String auditTable,
        Duration auditRetention,
        String outboxTable,
        String secretsKeyId,
        LasNetwork lasNetwork) {

    static FetchImportConfig from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        String linksTable = environment.required("LINKS_TABLE");
        String importsTable = environment.required("IMPORTS_TABLE");
        String rosterTable = environment.required("ROSTER_TABLE");
        String auditTable = environment.required("AUDIT_TABLE");
        Duration auditRetention = environment.requiredDays("AUDIT_DAYS");
        String outboxTable = environment.required("OUTBOX_TABLE");
        String secretsKeyId = environment.required("SECRETS_KEY_ID");
        String lasNetwork = environment.required("LAS_NETWORK");
        environment.check();
        return new FetchImportConfig(
                linksTable,
                importsTable,
                rosterTable,
                auditTable,
                auditRetention,
                outboxTable,
                secretsKeyId,
                LasNetwork.valueOf(lasNetwork.toUpperCase(Locale.ROOT)));
    }
}
