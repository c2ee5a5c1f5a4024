package nl.laslink.domain.school;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import nl.laslink.domain.id.CorrelationId;

/**
 * One run of the nightly schedule, by the time for which it was scheduled, in whole seconds. A message about it that comes
 * twice names the same night.
 */
public record Night(Instant scheduledAt) {
    private static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");

    /** The schedule of the template. */
    private static final LocalTime BEGIN = LocalTime.of(3, 30);

    public Night {
        scheduledAt = scheduledAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The first one that begins after this moment. */
    public static Night firstAfter(Instant moment) {
        LocalDate date = LocalDate.ofInstant(moment, DUTCH);
        Night ofThatDay = of(date);
        return ofThatDay.scheduledAt.isAfter(moment) ? ofThatDay : of(date.plusDays(1));
    }

    /** So many nights after this one, at the time of the schedule. */
    public Night later(int nights) {
        return of(date().plusDays(nights));
    }

    private static Night of(LocalDate date) {
        return new Night(date.atTime(BEGIN).atZone(DUTCH).toInstant());
    }

    /** The date as people in the Netherlands would say it. */
    public LocalDate date() {
        return LocalDate.ofInstant(scheduledAt, DUTCH);
    }

    /** The chain of everything that this night does, at every school. */
    public CorrelationId correlation() {
        return new CorrelationId("night-" + id());
    }

    /** {@code 20261124T023000Z}: fit for an id. */
    public String id() {
        return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                .withZone(java.time.ZoneOffset.UTC)
                .format(scheduledAt);
    }
}
