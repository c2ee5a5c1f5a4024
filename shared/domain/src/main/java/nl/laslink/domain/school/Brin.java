package nl.laslink.domain.school;

import java.util.regex.Pattern;

/** The four-character code of a school in the national register: two digits and two capitals, {@code 99XX}. */
public record Brin(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{2}[A-Z]{2}");

    public Brin {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a BRIN is two digits and two capitals");
        }
    }

    public static boolean isValid(String value) {
        return value != null && FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
