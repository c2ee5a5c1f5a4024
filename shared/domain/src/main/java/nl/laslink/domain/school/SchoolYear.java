package nl.laslink.domain.school;

import java.time.LocalDate;
import java.time.Month;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A school year by its first calendar year; it starts on 1 August and is written {@code 2026-2027}. */
public record SchoolYear(int startYear) implements Comparable<SchoolYear> {
    private static final Pattern FORM = Pattern.compile("([12][0-9]{3})-([12][0-9]{3})");

    public SchoolYear {
        if (startYear < 1000 || startYear > 2998) {
            throw new IllegalArgumentException("a school year starts between 1000 and 2998");
        }
    }

    public static SchoolYear at(LocalDate day) {
        return new SchoolYear(day.getMonthValue() >= Month.AUGUST.getValue() ? day.getYear() : day.getYear() - 1);
    }

    public static boolean isValid(String text) {
        Matcher years = FORM.matcher(text == null ? "" : text);
        return years.matches() && Integer.parseInt(years.group(2)) == Integer.parseInt(years.group(1)) + 1;
    }

    /** @throws IllegalArgumentException when the text is not two consecutive years, {@code 2026-2027} */
    public static SchoolYear parse(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a school year is two consecutive years, 2026-2027");
        }
        return new SchoolYear(Integer.parseInt(text.substring(0, 4)));
    }

    @Override
    public int compareTo(SchoolYear other) {
        return Integer.compare(startYear, other.startYear);
    }

    @Override
    public String toString() {
        return startYear + "-" + (startYear + 1);
    }
}
