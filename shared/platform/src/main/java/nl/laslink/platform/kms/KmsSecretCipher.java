package nl.laslink.platform.kms;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretAccess;
import nl.laslink.domain.secret.SecretCipher;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/** Encrypts with one KMS key; the context goes along as KMS's encryption context, so that it is also in CloudTrail. */
public final class KmsSecretCipher implements SecretCipher {
    private final KmsClient kms;
    private final String keyId;

    public KmsSecretCipher(KmsClient kms, String keyId) {
        this.kms = kms;
        this.keyId = keyId;
    }

    @Override
    public EncryptedSecret encrypt(Secret secret, String context) {
        SdkBytes plain = SdkBytes.fromUtf8String(secret.reveal(SecretAccess.TO_STORE));
        SdkBytes cipher = kms.encrypt(
                        r -> r.keyId(keyId).plaintext(plain).encryptionContext(Map.of("context", context)))
                .ciphertextBlob();
        return new EncryptedSecret(Base64.getEncoder().encodeToString(cipher.asByteArray()));
    }

    @Override
    public Secret decrypt(EncryptedSecret secret, String context) {
        try {
            SdkBytes cipher = SdkBytes.fromByteArray(Base64.getDecoder().decode(secret.base64()));
            SdkBytes plain = kms.decrypt(
                            r -> r.keyId(keyId).ciphertextBlob(cipher).encryptionContext(Map.of("context", context)))
                    .plaintext();
            return Secret.of(plain.asString(StandardCharsets.UTF_8));
        } catch (InvalidCiphertextException | IncorrectKeyException | IllegalArgumentException unreadable) {
            throw new SecretUnreadable(unreadable);
        }
    }
}
