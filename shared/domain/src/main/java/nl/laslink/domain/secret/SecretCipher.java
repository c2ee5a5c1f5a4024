package nl.laslink.domain.secret;

/** Port to the key service. The context (a school, a LAS type) is bound to the cipher text and must be the same at both ends. */
public interface SecretCipher {

    EncryptedSecret encrypt(Secret secret, String context);

    /** @throws SecretUnreadable when the cipher text was made under another key or context */
    Secret decrypt(EncryptedSecret secret, String context);

    /** The cipher text was made under another key or context. */
    final class SecretUnreadable extends RuntimeException {
        public SecretUnreadable(Throwable cause) {
            super("the stored secret cannot be read with this key and context", cause);
        }
    }
}
