package nl.laslink.publishevents;

import java.util.Map;
import nl.laslink.platform.config.Environment;

/** The variables that both functions of this job read. */
record PublishEventsConfig(String outboxTable, String eventBusName) {

    static PublishEventsConfig from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        PublishEventsConfig config =
                new PublishEventsConfig(environment.required("OUTBOX_TABLE"), environment.required("EVENT_BUS_NAME"));
        environment.check();
        return config;
    }
}
