package nl.laslink.domain.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that may never be printed: an authorisation key, a klantcode. Reading it needs a {@link SecretAccess}, so that
 * each read is found with one search. Immutable.
 */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when the text is blank */
    public static Secret of(String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("a secret is not blank");
        }
        return new Secret(text);
    }

    public String reveal(SecretAccess access) {
        java.util.Objects.requireNonNull(access);
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
