package nl.laslink.publishevents;

import java.util.Map;
import nl.laslink.platform.config.Environment;

/** The variables the sweep reads: those of publishing, and where work under way is stored. */
record SweepConfig(PublishEventsConfig publish, String importsTable) {

    static SweepConfig from(Map<String, String> variables) {
        PublishEventsConfig publish = PublishEventsConfig.from(variables);
        Environment environment = new Environment(variables);
        String importsTable = environment.required("IMPORTS_TABLE");
        environment.check();
        return new SweepConfig(publish, importsTable);
    }
}
