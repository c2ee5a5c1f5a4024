package nl.laslink.domain.imports;

import java.time.Duration;
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
     * @param undo what it takes back; none unless it is an undo
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
            CorrelationId correlation,
            Optional<Undo> undo) {
        /** How long a commit can be undone, and its changes are shown by name. */
        public static final Duration UNDO_TIME = Duration.ofDays(30);

        /** Of a commit that takes nothing back. */
        public Header(
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
            this(school, id, kind, importId, by, at, baseRevision, entries, receipt, correlation, Optional.empty());
        }

        /** The same, for another revision of the school. */
        Header rebased(long revision, int stillTrue, Import.Receipt without) {
            return new Header(school, id, kind, importId, by, at, revision, stillTrue, without, correlation, undo);
        }

        public Instant undoUntil() {
            return at.plus(UNDO_TIME);
        }
    }

    /**
     * What an undo takes back.
     *
     * @param kept the number of chosen records that could not go back
     */
    record Undo(CommitId of, int restored, int removed, int kept) {}

    enum Kind {
        /** A person pressed Gegevens importeren. */
        IMPORT,
        /** Known records that changed, by themselves. */
        QUIET,
        /** Verwijder nummers. */
        EXTERNAL_NUMBERS_REMOVAL,
        /** Two records of one pupil became one. */
        MERGE,
        /** A link with the LAS went to the pupil it belongs to. */
        LINK_MOVE,
        /** Ongedaan maken, of a commit of any kind. */
        UNDO
    }

    /** The plan is stored whole; {@code written} of its records are. */
    record Planned(Header header, int written) implements Commit {}

    record Done(Header header) implements Commit {}

    /** The school changed after the plan was made; nothing was written. */
    record Stale(Header header) implements Commit {}
}
