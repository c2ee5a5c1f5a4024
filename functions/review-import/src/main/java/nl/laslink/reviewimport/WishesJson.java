package nl.laslink.reviewimport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.imports.ImportId;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.platform.http.Problem;
import nl.laslink.platform.json.JsonObject;

/** Reads the body of a decision about rows; what is wrong is named by the row's id, or by the field. */
final class WishesJson {
    private static final int MOST_ROWS = 1_000; // openapi.yaml

    private WishesJson() {}

    sealed interface Read {
        record Wishes(ImportId importId, List<DecideRows.Wish> wishes, Map<RecordId, Boolean> keep) implements Read {}

        record Wrong(List<Problem.FieldError> errors) implements Read {}
    }

    static Read read(JsonObject body) {
        try {
            return wishes(body);
        } catch (IllegalArgumentException malformed) {
            // An id that no record of ours can have.
            return new Read.Wrong(List.of(new Problem.FieldError("rows", "id-form")));
        }
    }

    private static Read wishes(JsonObject body) {
        ImportId importId = new ImportId(body.text("importId"));
        List<JsonObject> rows = body.objects("rows");
        List<JsonObject> leavers = body.objects("leavers");
        int number = rows.size() + leavers.size();
        if (number == 0 || number > MOST_ROWS) {
            return new Read.Wrong(List.of(new Problem.FieldError("rows", "rows-number")));
        }
        List<Problem.FieldError> errors = new ArrayList<>();
        List<DecideRows.Wish> wishes = new ArrayList<>();
        for (JsonObject row : rows) {
            RowId id = new RowId(row.text("rowId"));
            Optional<String> typed = row.optionalText("category");
            Optional<DecideRows.Category> category = typed.flatMap(WishesJson::category);
            if (typed.isPresent() && category.isEmpty()) {
                errors.add(new Problem.FieldError(id.value(), "category-unknown"));
            }
            wishes.add(new DecideRows.Wish(
                    id,
                    row.number("version"),
                    category,
                    row.optionalText("recordId").map(RecordId::new),
                    row.optionalText("email")));
        }
        Map<RecordId, Boolean> keep = new LinkedHashMap<>();
        leavers.forEach(leaver -> keep.put(new RecordId(leaver.text("pupilId")), leaver.flag("keepActive")));
        return errors.isEmpty()
                ? new Read.Wishes(importId, List.copyOf(wishes), keep)
                : new Read.Wrong(List.copyOf(errors));
    }

    private static Optional<DecideRows.Category> category(String typed) {
        return switch (typed) {
            case "new" -> Optional.of(DecideRows.Category.NEW);
            case "existing" -> Optional.of(DecideRows.Category.EXISTING);
            case "skip" -> Optional.of(DecideRows.Category.SKIP);
            default -> Optional.empty();
        };
    }
}
