package nl.laslink.recordmail;

import java.util.Map;
import nl.laslink.platform.config.Environment;

/** The variable this function reads. */
record RecordMailConfig(String linksTable) {

    static RecordMailConfig from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        RecordMailConfig config = new RecordMailConfig(environment.required("LINKS_TABLE"));
        environment.check();
        return config;
    }
}
