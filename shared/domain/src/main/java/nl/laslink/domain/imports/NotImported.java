package nl.laslink.domain.imports;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.imports.Decision.Basis;
import nl.laslink.domain.imports.Proposal.Reason;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RowKind;

/** The records of pupils whom a person deliberately does not import: a skipped row is certain to be about them. */
public final class NotImported {
    private NotImported() {}

    /** With the choices of earlier imports; those of this one count when it is confirmed. */
    public static Set<RecordId> remembered(Collection<Row> rows) {
        SkippedGroups groups = SkippedGroups.remembered(rows);
        return of(
                rows,
                row -> row.decision().equals(new Decision.Skip(Basis.REMEMBERED))
                        || row.decision().equals(SkippedGroups.GOES_ALONG) && groups.have(row.delivered()));
    }

    public static Set<RecordId> confirmed(Collection<Row> rows) {
        return of(rows, Row::isSkipped);
    }

    private static Set<RecordId> of(Collection<Row> rows, Predicate<Row> skipped) {
        return rows.stream()
                .filter(row -> row.kind() == RowKind.PUPIL)
                .filter(skipped)
                .flatMap(row -> Stream.concat(
                        row.known().stream(),
                        row.proposals().stream()
                                .filter(p ->
                                        p.isExact(RowKind.PUPIL) || p.reasons().contains(Reason.SAME_IDENTITY))
                                .map(Proposal::record)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
