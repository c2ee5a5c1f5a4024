package nl.laslink.platform.dynamodb;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as texts of one length, so that DynamoDB can compare them; {@link Instant#parse} reads them. */
public final class SortableTime {
    private static final DateTimeFormatter FORM =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private SortableTime() {}

    public static String of(Instant time) {
        return FORM.format(time);
    }
}
