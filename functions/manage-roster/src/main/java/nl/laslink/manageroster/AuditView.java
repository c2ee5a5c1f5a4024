package nl.laslink.manageroster;

import java.util.TreeMap;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.http.Page;
import nl.laslink.platform.json.JsonObject;

/** Who did what, as the pages see it: the newest first. */
final class AuditView {
    private static final int LIMIT = 500; // openapi.yaml

    private final AuditLog log;

    AuditView(AuditLog log) {
        this.log = log;
    }

    JsonObject latest(SchoolId school) {
        return JsonObject.empty()
                .putObjects("items", Page.of(log.latest(school, LIMIT), AuditView::entry), AuditView::entry);
    }

    private static JsonObject entry(AuditEntry entry) {
        return JsonObject.empty()
                .put("at", entry.at())
                .put("actor", entry.actor().name())
                .put("action", entry.action())
                .put("details", new TreeMap<>(entry.details()));
    }
}
