package nl.laslink.platform.config;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A function's environment variables, read once at start-up. Every missing one is collected, so that one error names them all.
 */
public final class Environment {
    private final Map<String, String> variables;
    private final Set<String> missing = new LinkedHashSet<>();

    public Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The variable's value, or an empty text that {@link #check} will complain about. */
    public String required(String name) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            missing.add(name);
            return "";
        }
        return value;
    }

    /** A number of days; none that {@link #check} will complain about is zero. */
    public Duration requiredDays(String name) {
        String days = required(name);
        return days.isEmpty() ? Duration.ZERO : Duration.ofDays(Long.parseLong(days));
    }

    /** @throws Incomplete when a required variable was missing */
    public void check() {
        if (!missing.isEmpty()) {
            throw new Incomplete(missing);
        }
    }

    /** The function cannot start: variables that its template should set are not there. */
    public static final class Incomplete extends RuntimeException {
        Incomplete(Set<String> names) {
            super("environment variables are missing: " + String.join(", ", names));
        }
    }
}
