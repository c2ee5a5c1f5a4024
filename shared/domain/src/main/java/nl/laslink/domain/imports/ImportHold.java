package nl.laslink.domain.imports;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RowKind;

/**
 * So many known identities of one kind came with another person that the LAS has probably handed out its codes anew. Nothing
 * is committed without a person while it lasts.
 *
 * @param doubted the undecided rows whose ECK iD or LAS key a record has
 * @param total all rows of that kind
 * @param limit the most doubted rows without a hold
 */
public record ImportHold(RowKind kind, int doubted, int total, int limit) {
    private static final int ALWAYS_ALLOWED = 3;
    private static final int ALLOWED_PERCENT = 5;

    /** The kind with most of them. */
    static Optional<ImportHold> of(Collection<Row> rows, Roster roster, Import.Header header) {
        KnownRecords known = new KnownRecords(roster, header.las(), header.schoolYear());
        return Arrays.stream(RowKind.values())
                .map(kind -> of(kind, rows, known))
                .filter(hold -> hold.doubted > hold.limit)
                .max(Comparator.comparingInt(ImportHold::doubted));
    }

    private static ImportHold of(RowKind kind, Collection<Row> rows, KnownRecords known) {
        int total = 0;
        int doubted = 0;
        for (Row row : rows) {
            if (row.kind() == kind) {
                total++;
                doubted += row.isUndecided() && known.any(row.delivered()).isPresent() ? 1 : 0;
            }
        }
        return new ImportHold(kind, doubted, total, Math.max(ALWAYS_ALLOWED, total * ALLOWED_PERCENT / 100));
    }
}
