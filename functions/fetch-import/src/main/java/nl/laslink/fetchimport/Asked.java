package nl.laslink.fetchimport;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Leavers;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;

/** What an import asks a person: rows that wait, by id and version of what the LAS sent, and pupils who would leave. Immutable. */
record Asked(Set<RowId> rows, Set<RowId> changedRows, Set<RecordId> leavers) {

    static Asked of(Collection<Row> rows, Roster roster, Import.Header header) {
        List<Row> waiting = rows.stream().filter(Row::waits).toList();
        return new Asked(
                waiting.stream().map(Row::id).collect(Collectors.toSet()),
                waiting.stream().filter(Row::changed).map(Row::id).collect(Collectors.toSet()),
                Leavers.leaving(rows, roster, header).stream()
                        .map(l -> l.pupil().id())
                        .collect(Collectors.toSet()));
    }

    int size() {
        return rows.size() + leavers.size();
    }

    /** How much of this was not asked before; a row that the LAS changed since asks anew. */
    int without(Asked before) {
        Set<RowId> newRows = new HashSet<>(rows);
        newRows.removeAll(before.rows);
        changedRows.stream().filter(id -> !before.changedRows.contains(id)).forEach(newRows::add);
        Set<RecordId> newLeavers = new HashSet<>(leavers);
        newLeavers.removeAll(before.leavers);
        return newRows.size() + newLeavers.size();
    }
}
