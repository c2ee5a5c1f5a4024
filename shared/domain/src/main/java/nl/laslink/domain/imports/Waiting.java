package nl.laslink.domain.imports;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;

/**
 * What of an import waits for a person's decision, for the mail and for the pages alike: rows that do not go by themselves, and
 * pupils who would leave. A teacher who only lacks an address is nothing to decide; those are counted apart. Immutable.
 */
public record Waiting(Set<RowId> rows, Set<RowId> changedRows, Set<RecordId> leavers, int withoutEmail) {

    public static Waiting of(Collection<Row> rows, Roster roster, Import.Header header) {
        List<Row> waiting =
                rows.stream().filter(row -> row.waits() && !row.lacksEmail()).toList();
        return new Waiting(
                waiting.stream().map(Row::id).collect(Collectors.toSet()),
                waiting.stream().filter(Row::changed).map(Row::id).collect(Collectors.toSet()),
                Leavers.leaving(rows, roster, header).stream()
                        .map(l -> l.pupil().id())
                        .collect(Collectors.toSet()),
                Math.toIntExact(rows.stream().filter(Row::lacksEmail).count()));
    }

    public int toDecide() {
        return rows.size() + leavers.size();
    }

    /** How much of this did not wait before; a row that the LAS changed since waits anew. */
    public int without(Waiting before) {
        Set<RowId> newRows = new HashSet<>(rows);
        newRows.removeAll(before.rows);
        changedRows.stream().filter(id -> !before.changedRows.contains(id)).forEach(newRows::add);
        Set<RecordId> newLeavers = new HashSet<>(leavers);
        newLeavers.removeAll(before.leavers);
        return newRows.size() + newLeavers.size();
    }
}
