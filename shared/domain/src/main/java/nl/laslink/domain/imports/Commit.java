package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.school.SchoolId;

/** One run over many records of a school, following a stored plan; it only rolls forward. */
public sealed interface Commit {

    Header header();

    /**
     * @param baseRevision the revision of the school the plan was made from; the commit makes the next one
     * @param entries the number of records in the plan
     * @param importId the import it came from; none for a removal of external numbers
     */
    record Header(
            SchoolId school,
            CommitId id,
            Kind kind,
            Optional<ImportId> importId,
            Actor by,
            Instant at,
            long baseRevision,
            int entries,
            Import.Receipt receipt,
            CorrelationId correlation) {

        /** The same, for another revision of the school. */
        Header rebased(long revision, int stillTrue, Import.Receipt without) {
            return new Header(school, id, kind, importId, by, at, revision, stillTrue, without, correlation);
        }
    }

    enum Kind {
        /** A person pressed Gegevens importeren. */
        IMPORT,
        /** Known records that changed, by themselves. */
        QUIET,
        /** Verwijder nummers. */
        EXTERNAL_NUMBERS_REMOVAL
    }

    /** The plan is stored whole; {@code written} of its records are. */
    record Planned(Header header, int written) implements Commit {}

    record Done(Header header) implements Commit {}

    /** The school changed after the plan was made; nothing was written. */
    record Stale(Header header) implements Commit {}
}
