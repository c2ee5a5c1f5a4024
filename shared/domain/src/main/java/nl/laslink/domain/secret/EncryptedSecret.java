package nl.laslink.domain.secret;

/** A secret as it is stored: Base64 of what KMS returned. Only the cipher that made it can read it. Immutable. */
public record EncryptedSecret(String base64) {
    public EncryptedSecret {
        if (base64 == null || base64.isBlank()) {
            throw new IllegalArgumentException("an encrypted secret is not blank");
        }
    }

    @Override
    public String toString() {
        return "EncryptedSecret";
    }
}
