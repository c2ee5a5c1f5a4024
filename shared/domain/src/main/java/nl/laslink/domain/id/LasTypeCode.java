package nl.laslink.domain.id;

import java.util.regex.Pattern;

/** Names a kind of LAS, {@code SchoolOAS}: letters, digits and hyphens, at most 32. */
public record LasTypeCode(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,32}");

    public LasTypeCode {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a LAS type is letters, digits and hyphens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
