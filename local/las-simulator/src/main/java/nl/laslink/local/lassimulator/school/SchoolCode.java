package nl.laslink.local.lassimulator.school;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A school as the wire names it: BRIN (2 digits, 2 capitals) and dependance (2 digits, {@code 00} for the main
 * establishment). Written together as {@code 99XX-00}.
 */
public record SchoolCode(String brin, String dependance) implements Comparable<SchoolCode> {
    private static final Pattern BRIN = Pattern.compile("[0-9]{2}[A-Z]{2}");
    private static final Pattern DEPENDANCE = Pattern.compile("[0-9]{2}");

    public SchoolCode {
        if (!BRIN.matcher(brin).matches() || !DEPENDANCE.matcher(dependance).matches()) {
            throw new IllegalArgumentException("a school is written like 99XX-00");
        }
    }

    /** The school written as {@code 99XX-00}, or empty when the text has another form. */
    public static Optional<SchoolCode> parse(String text) {
        String[] parts = text.split("-", -1);
        return parts.length == 2 ? of(parts[0], parts[1]) : Optional.empty();
    }

    /** The school of these two codes, or empty when one of them has another form. */
    public static Optional<SchoolCode> of(String brin, String dependance) {
        return BRIN.matcher(brin).matches() && DEPENDANCE.matcher(dependance).matches()
                ? Optional.of(new SchoolCode(brin, dependance))
                : Optional.empty();
    }

    @Override
    public int compareTo(SchoolCode other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return brin + "-" + dependance;
    }
}
