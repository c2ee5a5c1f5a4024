package nl.laslink.domain.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretAccess;

/** SHA-256 of an approval token, in hexadecimal: what is stored, so that a reader of the table cannot approve. */
public record TokenHash(String hex) {

    public static TokenHash of(Secret token) {
        try {
            byte[] text = token.reveal(SecretAccess.TO_STORE).getBytes(StandardCharsets.UTF_8);
            return new TokenHash(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
