package nl.laslink.local.lassimulator.soap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import nl.laslink.local.lassimulator.school.SchoolYear;

/** xs:date and xs:dateTime. */
final class WireTime {
    private static final Pattern MOMENT = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    private WireTime() {}

    /** A moment; without an offset it is Dutch time. */
    static Instant moment(String text) throws Refused {
        try {
            if (MOMENT.matcher(text).matches()) {
                return DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from)
                                instanceof ZonedDateTime zoned
                        ? zoned.toInstant()
                        : LocalDateTime.parse(text).atZone(SchoolYear.ZONE).toInstant();
            }
        } catch (DateTimeException e) {
            throw Refused.malformed("there is no such moment: " + text);
        }
        throw Refused.malformed("no xs:dateTime: " + text);
    }

    /** A calendar day; an offset says nothing about it and is cut off. */
    static LocalDate day(String text) throws Refused {
        try {
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text.substring(0, 10));
            }
        } catch (DateTimeException e) {
            throw Refused.malformed("there is no such day: " + text);
        }
        throw Refused.malformed("no xs:date: " + text);
    }

    /** As the LAS writes its own moments: Dutch time without an offset, in milliseconds, like the published examples. */
    static String local(Instant moment) {
        return LOCAL.format(moment.atZone(SchoolYear.ZONE));
    }
}
