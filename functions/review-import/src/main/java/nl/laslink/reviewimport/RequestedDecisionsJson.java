package nl.laslink.reviewimport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Category;
import nl.laslink.domain.imports.RequestedDecision;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.platform.http.Problem;
import nl.laslink.platform.json.JsonObject;

/** Reads the body of a decision about rows; what is wrong is named by the row's id, or by the field. */
final class RequestedDecisionsJson {
    private static final int MOST_ROWS = 1_000; // openapi.yaml

    private RequestedDecisionsJson() {}

    sealed interface Read {
        record Decisions(ImportId importId, List<RequestedDecision> requests, Map<RecordId, Boolean> keep)
                implements Read {}

        record Wrong(List<Problem.FieldError> errors) implements Read {}
    }

    static Read read(JsonObject body) {
        try {
            return decisions(body);
        } catch (IllegalArgumentException malformed) {
            // An id that no record of ours can have.
            return new Read.Wrong(List.of(new Problem.FieldError("rows", "id-form")));
        }
    }

    private static Read decisions(JsonObject body) {
        ImportId importId = new ImportId(body.text("importId"));
        List<JsonObject> rows = body.objects("rows");
        List<JsonObject> leavers = body.objects("leavers");
        int number = rows.size() + leavers.size();
        if (number == 0 || number > MOST_ROWS) {
            return new Read.Wrong(List.of(new Problem.FieldError("rows", "rows-number")));
        }
        List<Problem.FieldError> errors = new ArrayList<>();
        List<RequestedDecision> requests = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (JsonObject row : rows) {
            RowId id = new RowId(row.text("rowId"));
            if (!named.add(id.value())) {
                errors.add(new Problem.FieldError(id.value(), "named-twice"));
            }
            Optional<String> typed = row.optionalText("category");
            Optional<Category> category = typed.flatMap(RequestedDecisionsJson::category);
            if (typed.isPresent() && category.isEmpty()) {
                errors.add(new Problem.FieldError(id.value(), "category-unknown"));
            }
            requests.add(new RequestedDecision(
                    id,
                    row.number("version"),
                    category,
                    row.optionalText("recordId").map(RecordId::new),
                    row.optionalText("email")));
        }
        Map<RecordId, Boolean> keep = new LinkedHashMap<>();
        for (JsonObject leaver : leavers) {
            RecordId pupil = new RecordId(leaver.text("pupilId"));
            if (keep.put(pupil, leaver.flag("keepActive")) != null) {
                errors.add(new Problem.FieldError(pupil.value(), "named-twice"));
            }
        }
        return errors.isEmpty()
                ? new Read.Decisions(importId, List.copyOf(requests), keep)
                : new Read.Wrong(List.copyOf(errors));
    }

    private static Optional<Category> category(String typed) {
        return switch (typed) {
            case "new" -> Optional.of(Category.NEW);
            case "existing" -> Optional.of(Category.EXISTING);
            case "skip" -> Optional.of(Category.SKIP);
            case "undecided" -> Optional.of(Category.UNDECIDED);
            default -> Optional.empty();
        };
    }
}
