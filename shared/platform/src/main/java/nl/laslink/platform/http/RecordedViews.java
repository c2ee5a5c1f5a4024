package nl.laslink.platform.http;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.http.Routes.Reply;

/** Puts in the audit log who looked at a school's pupils or scores, before the answer leaves. */
public final class RecordedViews {
    private final AuditLog log;
    private final Clock clock;
    private final Set<View> recorded = new HashSet<>();
    private Instant hour = Instant.EPOCH;

    public RecordedViews(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Work whose answer shows persons. */
    record Recorded(RecordedViews views, AuditAction action, Routes.Work work) implements Routes.Work {
        @Override
        public Reply on(HttpRequest request) {
            Reply reply = work.on(request);
            if (reply instanceof Reply.Answered) {
                views.record(request, action);
            }
            return reply;
        }
    }

    private record View(SchoolId school, String subject, AuditAction action) {}

    /** The same work; a refusal showed nothing and is not recorded. */
    public Routes.Work of(AuditAction action, Routes.Work work) {
        return new Recorded(this, action, work);
    }

    /** The store keeps one look an hour; what this instance wrote itself it does not send again. */
    private synchronized void record(HttpRequest request, AuditAction action) {
        Instant now = clock.instant();
        if (!now.truncatedTo(ChronoUnit.HOURS).equals(hour)) {
            hour = now.truncatedTo(ChronoUnit.HOURS);
            recorded.clear();
        }
        View view = new View(request.school(), request.person().subject(), action);
        if (!recorded.contains(view)) {
            log.recordView(new AuditEntry(view.school(), now, request.person().actor(), action, Map.of()));
            recorded.add(view);
        }
    }
}
