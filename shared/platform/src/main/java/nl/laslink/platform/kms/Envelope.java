package nl.laslink.platform.kms;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import nl.laslink.domain.secret.EncryptedSecret;

/**
 * A secret under AES-256-GCM with a key of its own, beside that key as KMS encrypted it. Written with a dot between the two,
 * which Base64 has not. The context is bound to both.
 */
record Envelope(byte[] dataKey, byte[] sealed) {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    /** What NIST SP 800-38D recommends; each key seals once. */
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    static Optional<Envelope> read(EncryptedSecret secret) {
        int dot = secret.base64().indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.of(new Envelope(
                        Base64.getDecoder().decode(secret.base64().substring(0, dot)),
                        Base64.getDecoder().decode(secret.base64().substring(dot + 1))));
    }

    EncryptedSecret written() {
        Base64.Encoder base64 = Base64.getEncoder();
        return new EncryptedSecret(base64.encodeToString(dataKey) + "." + base64.encodeToString(sealed));
    }

    static byte[] seal(byte[] plain, byte[] key, String context) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            new SecureRandom().nextBytes(nonce);
            byte[] cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.length);
            System.arraycopy(cipher, 0, sealed, NONCE_BYTES, cipher.length);
            return sealed;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
        }
    }

    /** @throws IllegalArgumentException when it was sealed with another key or context, or changed since */
    byte[] open(byte[] key, String context) {
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, context)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("the envelope cannot be opened", unreadable);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
