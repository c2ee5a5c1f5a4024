package nl.laslink.domain.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import nl.laslink.domain.school.SchoolId;

/**
 * Names who got a mail, to the mail service and in the log, without saying who that is: letters, digits and hyphens, as a mail
 * service's labels want them.
 */
public record Recipient(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,64}");
    /** 128 bits: two beheerders of a school never share one. */
    private static final int LENGTH = 32;

    public static final Recipient CUSTOMER_SERVICE = new Recipient("customer-service");

    public Recipient {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a recipient is letters, digits and hyphens");
        }
    }

    /** {@code subject} is the sign-in's; the same person is another recipient at another school. */
    public static Recipient beheerder(SchoolId school, String subject) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((school + " " + subject).getBytes(StandardCharsets.UTF_8));
            return new Recipient(HexFormat.of().formatHex(hash).substring(0, LENGTH));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
