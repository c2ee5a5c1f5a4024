package nl.laslink.manageroster;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nl.laslink.domain.Word;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.domain.score.RefusedArrival;
import nl.laslink.domain.score.RefusedArrivals;
import nl.laslink.platform.json.JsonObject;

/** What the test centre sent about a school and laslink refused, for customer service; it can be offered again. */
final class ArrivalsView {
    private final RefusedArrivals arrivals;
    private final DeliveryRuns runs;
    private final Clock clock;

    ArrivalsView(RefusedArrivals arrivals, DeliveryRuns runs, Clock clock) {
        this.arrivals = arrivals;
        this.runs = runs;
        this.clock = clock;
    }

    /** The latest first. */
    JsonObject list(SchoolId school) {
        List<RefusedArrival> latestFirst = arrivals.of(school).stream()
                .sorted(Comparator.comparing(RefusedArrival::at).reversed())
                .toList();
        return JsonObject.empty().putObjects("items", latestFirst, refused -> JsonObject.empty()
                .put("id", refused.id())
                .put("at", refused.at().toString())
                .put("event", refused.detailType())
                .put("reason", Word.of(refused.reason()))
                .put("field", refused.field()));
    }

    /** @return whether there is such an arrival */
    boolean replay(SchoolId school, String id, Actor by, CorrelationId correlation) {
        if (arrivals.find(school, id).isEmpty()) {
            return false;
        }
        runs.leave(new EventsAndAudit(
                correlation,
                List.of(new DomainEvent.ScoreReplayRequested(school, id)),
                List.of(new AuditEntry(school, clock.instant(), by, AuditAction.SCORE_REPLAYED, Map.of()))));
        return true;
    }
}
