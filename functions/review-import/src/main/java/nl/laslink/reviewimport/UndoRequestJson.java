package nl.laslink.reviewimport;

import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.imports.UndoPlan.Selection;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.Problem;
import nl.laslink.platform.json.JsonObject;

/** Which records a person wants back, as the page sends it: {@code records}, or all of them. */
final class UndoRequestJson {
    private UndoRequestJson() {}

    static Selection selection(JsonObject json) {
        if (!json.has("records")) {
            return new Selection.Whole();
        }
        Set<String> records = Set.copyOf(json.texts("records"));
        if (records.stream().anyMatch(id -> id.isBlank() || id.length() > 64)) {
            throw new HttpRequest.Refused(Problem.of(422, "body-unreadable"));
        }
        return new Selection.Chosen(records.stream().map(RecordId::new).collect(Collectors.toUnmodifiableSet()));
    }
}
