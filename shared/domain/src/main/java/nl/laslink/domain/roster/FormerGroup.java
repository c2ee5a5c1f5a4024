package nl.laslink.domain.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A group that a pupil was in until {@code until}, from the end of the one before it. On that day the pupil is in the next. */
public record FormerGroup(RecordId group, LocalDate until) {
    private static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");

    static FormerGroup leftAt(Instant at, RecordId group) {
        return new FormerGroup(group, LocalDate.ofInstant(at, DUTCH));
    }
}
