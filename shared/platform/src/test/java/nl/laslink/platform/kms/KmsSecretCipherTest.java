package nl.laslink.platform.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretCipher;
import nl.laslink.platform.aws.Loopback;
import nl.laslink.platform.aws.Loopback.Answer;
import nl.laslink.platform.json.JsonObject;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

class KmsSecretCipherTest {
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String CIPHER = base64("cipher");
    private static final String PLAIN = base64("sleutel");

    @Test
    void encryptsUnderKey_withSchoolAsContext() {
        try (Loopback kms = Loopback.answering(JSON, _ -> new Answer(200, "{\"CiphertextBlob\":\"" + CIPHER + "\"}"))) {
            EncryptedSecret encrypted = cipher(kms).encrypt(Secret.of("sleutel"), "99XX-00");

            JsonObject asked = JsonObject.parse(kms.bodies().getFirst());
            assertThat(encrypted).isEqualTo(new EncryptedSecret(CIPHER));
            assertThat(asked.text("KeyId")).isEqualTo("key-1");
            assertThat(asked.text("Plaintext")).isEqualTo(PLAIN);
            assertThat(asked.object("EncryptionContext").text("context")).isEqualTo("99XX-00");
        }
    }

    @Test
    void decryptsWithSameKeyAndContext() {
        try (Loopback kms = Loopback.answering(JSON, _ -> new Answer(200, "{\"Plaintext\":\"" + PLAIN + "\"}"))) {
            Secret secret = cipher(kms).decrypt(new EncryptedSecret(CIPHER), "99XX-00");

            JsonObject asked = JsonObject.parse(kms.bodies().getFirst());
            assertThat(secret).isEqualTo(Secret.of("sleutel"));
            assertThat(asked.text("CiphertextBlob")).isEqualTo(CIPHER);
            assertThat(asked.object("EncryptionContext").text("context")).isEqualTo("99XX-00");
        }
    }

    @Test
    void saysUnreadable_whenContextIsAnother() {
        try (Loopback kms =
                Loopback.answering(JSON, _ -> new Answer(400, "{\"__type\":\"InvalidCiphertextException\"}"))) {
            KmsSecretCipher cipher = cipher(kms);

            assertThatThrownBy(() -> cipher.decrypt(new EncryptedSecret(CIPHER), "98YY-00"))
                    .isInstanceOf(SecretCipher.SecretUnreadable.class);
        }
    }

    /** A certificate with its chain is larger than what KMS encrypts. */
    @Test
    void encryptsOnlyAKeyOfItsOwn_whenSecretIsLarge() {
        Secret large = Secret.of("certificaat".repeat(1_000));
        try (Loopback kms = Loopback.answering(JSON, request -> {
            JsonObject asked = JsonObject.parse(request);
            return new Answer(
                    200,
                    asked.has("Plaintext")
                            ? "{\"CiphertextBlob\":\"" + asked.text("Plaintext") + "\"}"
                            : "{\"Plaintext\":\"" + asked.text("CiphertextBlob") + "\"}");
        })) {
            KmsSecretCipher cipher = cipher(kms);

            EncryptedSecret encrypted = cipher.encrypt(large, "LAS#ESIS");

            assertThat(Base64.getDecoder()
                            .decode(JsonObject.parse(kms.bodies().getFirst()).text("Plaintext")))
                    .hasSize(32);
            assertThat(cipher.decrypt(encrypted, "LAS#ESIS")).isEqualTo(large);
            assertThatThrownBy(() -> cipher.decrypt(encrypted, "LAS#Magister"))
                    .isInstanceOf(SecretCipher.SecretUnreadable.class);
        }
    }

    private static KmsSecretCipher cipher(Loopback kms) {
        return new KmsSecretCipher(kms.client(KmsClient.builder()), "key-1");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
