package nl.laslink.operations.origin;

import nl.laslink.operations.Refused;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/** The secret in Secrets Manager. Its value is never printed. */
final class OriginSecret {
    private static final long LENGTH = 48;
    private static final String CURRENT = "AWSCURRENT";

    private final SecretsManagerClient client;
    private final String id;

    OriginSecret(SecretsManagerClient client, String id) {
        this.client = client;
        this.id = id;
    }

    String currentVersion() {
        return client.listSecretVersionIds(l -> l.secretId(id)).versions().stream()
                .filter(v -> v.versionStages().contains(CURRENT))
                .map(SecretVersionsListEntry::versionId)
                .findFirst()
                .orElseThrow(() -> new Refused("The secret has no current version: deploy the environment first."));
    }

    /** Makes a new version with a random value; it becomes the current one. */
    String replace() {
        String password = client.getRandomPassword(r -> r.passwordLength(LENGTH).excludePunctuation(true))
                .randomPassword();
        return client.putSecretValue(p -> p.secretId(id).secretString(password)).versionId();
    }
}
