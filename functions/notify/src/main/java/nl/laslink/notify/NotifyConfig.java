package nl.laslink.notify;

import java.time.Duration;
import java.util.Map;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.platform.config.Environment;

/** The variables this function reads. */
record NotifyConfig(
        String linksTable,
        String rosterTable,
        String importsTable,
        String auditTable,
        Duration auditRetention,
        String outboxTable,
        String mailFrom,
        String mailConfigurationSet,
        Sender sender) {

    /** In every mail: the address of the pages without a slash at the end, and the customer service. */
    record Sender(String webAddress, EmailAddress customerServiceEmail, String customerServicePhone) {}

    static NotifyConfig from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        String linksTable = environment.required("LINKS_TABLE");
        String rosterTable = environment.required("ROSTER_TABLE");
        String importsTable = environment.required("IMPORTS_TABLE");
        String auditTable = environment.required("AUDIT_TABLE");
        Duration auditRetention = environment.requiredDays("AUDIT_DAYS");
        String outboxTable = environment.required("OUTBOX_TABLE");
        String from = environment.required("MAIL_FROM");
        String configurationSet = environment.required("MAIL_CONFIGURATION_SET");
        String web = environment.required("WEB_ADDRESS");
        String email = environment.required("CUSTOMER_SERVICE_EMAIL");
        String phone = environment.required("CUSTOMER_SERVICE_PHONE");
        environment.check();
        return new NotifyConfig(
                linksTable,
                rosterTable,
                importsTable,
                auditTable,
                auditRetention,
                outboxTable,
                from,
                configurationSet,
                new Sender(web, new EmailAddress(email), phone));
    }
}
