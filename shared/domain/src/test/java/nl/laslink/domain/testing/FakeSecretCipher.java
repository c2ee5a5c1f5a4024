package nl.laslink.domain.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretAccess;
import nl.laslink.domain.secret.SecretCipher;

/** Encrypts nothing, but binds the context as the real one does. For tests only. */
public final class FakeSecretCipher implements SecretCipher {
    private static final String SEPARATOR = "\n";

    @Override
    public EncryptedSecret encrypt(Secret secret, String context) {
        String bound = context + SEPARATOR + secret.reveal(SecretAccess.TO_STORE);
        return new EncryptedSecret(Base64.getEncoder().encodeToString(bound.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Secret decrypt(EncryptedSecret secret, String context) {
        String bound = new String(Base64.getDecoder().decode(secret.base64()), StandardCharsets.UTF_8);
        if (!bound.startsWith(context + SEPARATOR)) {
            throw new SecretUnreadable(new IllegalArgumentException("other context"));
        }
        return Secret.of(bound.substring(context.length() + SEPARATOR.length()));
    }
}
