package nl.laslink.manageroster;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.http.Page;
import nl.laslink.platform.json.JsonObject;

/** Who did what, as the pages see it: the newest first. */
final class AuditView {
    private static final int LIMIT = 500; // of each; openapi.yaml

    private final AuditLog log;

    AuditView(AuditLog log) {
        this.log = log;
    }

    /** What was done and what was looked at. */
    JsonObject latest(SchoolId school) {
        List<AuditEntry> entries = Stream.concat(
                        log.latest(school, LIMIT).stream(), log.latestViews(school, LIMIT).stream())
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .toList();
        return JsonObject.empty().putObjects("items", Page.of(entries, AuditView::entry), AuditView::entry);
    }

    private static JsonObject entry(AuditEntry entry) {
        return JsonObject.empty()
                .put("at", entry.at())
                .put("actor", entry.actor().name())
                .put("action", entry.action())
                .put("details", new TreeMap<>(entry.details()));
    }
}
