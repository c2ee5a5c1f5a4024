package nl.laslink.platform.kms;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretAccess;
import nl.laslink.domain.secret.SecretCipher;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Encrypts with one KMS key; the context goes along as KMS's encryption context, so that it is also in CloudTrail. What is too
 * large for KMS itself is put in an {@link Envelope} whose key is encrypted in its place.
 */
public final class KmsSecretCipher implements SecretCipher {
    /** What KMS encrypts at most in one call. */
    private static final int MOST_BYTES = 4096;

    private final KmsClient kms;
    private final String keyId;

    public KmsSecretCipher(KmsClient kms, String keyId) {
        this.kms = kms;
        this.keyId = keyId;
    }

    @Override
    public EncryptedSecret encrypt(Secret secret, String context) {
        byte[] plain = secret.reveal(SecretAccess.TO_STORE).getBytes(StandardCharsets.UTF_8);
        if (plain.length <= MOST_BYTES) {
            return new EncryptedSecret(Base64.getEncoder().encodeToString(encrypted(plain, context)));
        }
        byte[] dataKey = Envelope.newKey();
        return new Envelope(encrypted(dataKey, context), Envelope.seal(plain, dataKey, context)).written();
    }

    @Override
    public Secret decrypt(EncryptedSecret secret, String context) {
        try {
            Optional<Envelope> envelope = Envelope.read(secret);
            byte[] plain = envelope.isPresent()
                    ? envelope.get().open(decrypted(envelope.get().dataKey(), context), context)
                    : decrypted(Base64.getDecoder().decode(secret.base64()), context);
            return Secret.of(new String(plain, StandardCharsets.UTF_8));
        } catch (InvalidCiphertextException | IncorrectKeyException | IllegalArgumentException unreadable) {
            throw new SecretUnreadable(unreadable);
        }
    }

    private byte[] encrypted(byte[] plain, String context) {
        return kms.encrypt(r -> r.keyId(keyId)
                        .plaintext(SdkBytes.fromByteArray(plain))
                        .encryptionContext(Map.of("context", context)))
                .ciphertextBlob()
                .asByteArray();
    }

    private byte[] decrypted(byte[] cipher, String context) {
        return kms.decrypt(r -> r.keyId(keyId)
                        .ciphertextBlob(SdkBytes.fromByteArray(cipher))
                        .encryptionContext(Map.of("context", context)))
                .plaintext()
                .asByteArray();
    }
}
