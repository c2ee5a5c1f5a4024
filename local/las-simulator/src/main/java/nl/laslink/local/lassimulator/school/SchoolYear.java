package nl.laslink.local.lassimulator.school;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Dutch school year by the calendar year it begins in; it starts on 1 August, Dutch time. Written {@code 2026-2027}. */
public record SchoolYear(int firstYear) {
    /** The zone of every school in this simulator. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private static final Pattern FORM = Pattern.compile("([12][0-9]{3})-([12][0-9]{3})");

    /** The school year running at this moment. */
    public static SchoolYear at(Instant now) {
        LocalDate today = now.atZone(ZONE).toLocalDate();
        return new SchoolYear(today.getMonthValue() >= Month.AUGUST.getValue() ? today.getYear() : today.getYear() - 1);
    }

    /** The school year written as {@code 2026-2027}; empty for another form or when the second year does not follow. */
    public static Optional<SchoolYear> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(1)) + 1 != Integer.parseInt(form.group(2))) {
            return Optional.empty();
        }
        return Optional.of(new SchoolYear(Integer.parseInt(form.group(1))));
    }

    /** The first moment of the year. */
    public Instant start() {
        return LocalDate.of(firstYear, Month.AUGUST, 1).atStartOfDay(ZONE).toInstant();
    }

    @Override
    public String toString() {
        return firstYear + "-" + (firstYear + 1);
    }
}
