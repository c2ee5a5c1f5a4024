package nl.laslink.domain.id;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows one wish of a person, or one night, through every function, event and log line. Its characters are those that SES
 * accepts in a tag of a mail; a sentence or an address, which a log line must not have, has others.
 */
public record CorrelationId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    public CorrelationId {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a correlation id has 1 to 128 letters, digits, dots, hyphens and underscores");
        }
    }

    /** Empty when the text has another form; it comes from outside. */
    public static Optional<CorrelationId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new CorrelationId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
