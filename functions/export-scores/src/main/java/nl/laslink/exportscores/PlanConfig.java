package nl.laslink.exportscores;

import java.time.Duration;
import java.util.Map;
import nl.laslink.platform.config.Environment;

/** The variables the planner reads. */
record PlanConfig(String linksTable, String nightQueueUrl, Duration spread) {

    static PlanConfig from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        String linksTable = environment.required("LINKS_TABLE");
        String nightQueueUrl = environment.required("NIGHT_QUEUE_URL");
        String spreadSeconds = environment.required("NIGHT_SPREAD_SECONDS");
        environment.check();
        return new PlanConfig(linksTable, nightQueueUrl, Duration.ofSeconds(Long.parseLong(spreadSeconds)));
    }
}
