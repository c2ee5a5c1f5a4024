package nl.laslink.fetchimport;

import java.util.Locale;
import java.util.Map;
import nl.laslink.platform.config.Environment;
import nl.laslink.uwlr.http.LasNetwork;

/** The variables this function reads. */
record TestConnectionConfig(String linksTable, String secretsKeyId, LasNetwork lasNetwork) {

    static TestConnectionConfig from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        String linksTable = environment.required("LINKS_TABLE");
        String secretsKeyId = environment.required("SECRETS_KEY_ID");
        String lasNetwork = environment.required("LAS_NETWORK");
        environment.check();
        return new TestConnectionConfig(
                linksTable, secretsKeyId, LasNetwork.valueOf(lasNetwork.toUpperCase(Locale.ROOT)));
    }
}
