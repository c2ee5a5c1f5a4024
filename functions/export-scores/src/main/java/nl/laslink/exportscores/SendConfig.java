package nl.laslink.exportscores;

import java.util.Locale;
import java.util.Map;
import nl.laslink.platform.config.Environment;
import nl.laslink.uwlr.http.LasNetwork;

/** The variables the sender reads: those of the release before it, and what it needs to call the LAS. */
record SendConfig(ReleaseConfig release, String secretsKeyId, LasNetwork lasNetwork) {

    static SendConfig from(Map<String, String> variables) {
        ReleaseConfig release = ReleaseConfig.from(variables);
        Environment environment = new Environment(variables);
        String secretsKeyId = environment.required("SECRETS_KEY_ID");
        String lasNetwork = environment.required("LAS_NETWORK");
        environment.check();
        return new SendConfig(release, secretsKeyId, LasNetwork.valueOf(lasNetwork.toUpperCase(Locale.ROOT)));
    }
}
