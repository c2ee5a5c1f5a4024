package nl.laslink.domain.imports;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.roster.RecordId;

/** Which rows are linked to which existing record: one existing record takes one row. */
final class Claims {
    private final Map<RecordId, Set<RowId>> rows = new HashMap<>();

    static Claims of(Collection<? extends Row> rows) {
        Claims claims = new Claims();
        rows.forEach(row -> row.target().ifPresent(record -> claims.add(record, row.id())));
        return claims;
    }

    void add(RecordId record, RowId row) {
        rows.computeIfAbsent(record, _ -> new LinkedHashSet<>()).add(row);
    }

    /** Another row that is linked to this record. */
    Optional<RowId> taker(RecordId record, RowId except) {
        return rows.getOrDefault(record, Set.of()).stream()
                .filter(row -> !row.equals(except))
                .findFirst();
    }
}
