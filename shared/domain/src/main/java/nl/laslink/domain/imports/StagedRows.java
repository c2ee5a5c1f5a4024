package nl.laslink.domain.imports;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The rows of an import as of one version of it, and where the store keeps them. Immutable. */
public record StagedRows(List<Row> rows, long version, Position position) {
    public StagedRows {
        rows = List.copyOf(rows);
    }

    /** Whether each of these rows is the next version of one of the rows. */
    public boolean areBefore(List<Row> next) {
        Map<RowId, Long> versions = rows.stream().collect(Collectors.toMap(Row::id, Row::version));
        return next.stream().allMatch(row -> Objects.equals(versions.get(row.id()), row.version() - 1));
    }

    /** Where a store keeps the rows; only the store that made it can read it. */
    public interface Position {}
}
