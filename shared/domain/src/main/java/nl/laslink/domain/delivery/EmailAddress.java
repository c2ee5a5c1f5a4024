package nl.laslink.domain.delivery;

import java.util.regex.Pattern;

/** A mail address of the plain form {@code local@domain.tld}; at most 254 characters (RFC 5321). */
public record EmailAddress(String value) {
    private static final Pattern FORM = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\".]+(\\.[^\\s@<>\".]+)+");

    public EmailAddress {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a mail address has the form name@domain");
        }
    }

    public static boolean isValid(String value) {
        return value != null && value.length() <= 254 && FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return "EmailAddress";
    }
}
