package nl.laslink.domain.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.school.SchoolId;

/** Puts the message of work that made no progress again. After three times in vain a person must do it. */
public final class ResumeWork {
    /** Longer than the queues of fetches and commits wait before a retry (12 and 6 minutes). */
    public static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

    private static final int MOST_TIMES = 3;

    private final WorkUnderWay underWay;
    private final Clock clock;

    public ResumeWork(WorkUnderWay underWay, Clock clock) {
        this.underWay = underWay;
        this.clock = clock;
    }

    /** Work that was put again, and work that is stuck from now on. */
    public record Swept(List<Work> resumed, List<Work> stuck) {}

    public Swept sweep() {
        Instant now = clock.instant();
        List<Work> resumed = new ArrayList<>();
        List<Work> stuck = new ArrayList<>();
        for (Work work : underWay.withoutProgressSince(now.minus(LONGEST_SILENCE))) {
            if (work.resumed() >= MOST_TIMES) {
                if (underWay.giveUp(work)) {
                    stuck.add(work);
                }
            } else if (underWay.resume(
                    work, work.resumed() + 1, now, EventsAndAudit.of(work.correlation(), work.message()))) {
                resumed.add(work);
            }
        }
        return new Swept(List.copyOf(resumed), List.copyOf(stuck));
    }

    /** Resumes the stuck work of a school for a person; the number of pieces of work. */
    public int resume(SchoolId school, Actor by) {
        Instant now = clock.instant();
        int resumed = 0;
        for (Work work : underWay.stuck()) {
            EventsAndAudit eventsAndAudit = EventsAndAudit.of(work.correlation(), work.message())
                    .and(new AuditEntry(
                            school,
                            now,
                            by,
                            AuditAction.WORK_RESUMED,
                            Map.of("kind", work.kind().name())));
            if (work.school().equals(school) && underWay.resume(work, 0, now, eventsAndAudit)) {
                resumed++;
            }
        }
        return resumed;
    }
}
