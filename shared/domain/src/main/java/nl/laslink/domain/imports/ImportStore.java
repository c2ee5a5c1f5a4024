package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.SchoolId;

/** Port to the imports: one per school, its rows, and the latest contact. */
public interface ImportStore {

    Optional<Import> find(SchoolId school);

    /** The school's import, and its rows as of the same version while it is open at {@code now}. */
    Optional<WithRows> findWithRows(SchoolId school, Instant now);

    /** {@code rows} is none when the import is not open, or its personal data may not be used any more. */
    record WithRows(Import stored, Optional<StagedRows> rows) {}

    /**
     * Stages a delivery: stores the import with {@code rows} in place of the rows before when its stored version is the one
     * before (none for version 1 or when another import was there), ends the fetch and writes the events and audit entries, all together.
     */
    ImportWrite stage(Import.Open next, List<Row> rows, FetchRun ended, byte[] rawXml, EventsAndAudit eventsAndAudit);

    /** Stores decided rows of {@code before}, with the import's next version: all or none. */
    ImportWrite decide(Import.Open next, StagedRows before, List<Row> decided);

    /** Stores the import's next stage with its events and audit entries; for confirm and abort. {@code commit} is stored along when there is one. */
    ImportWrite advance(Import next, Optional<Commit.Planned> commit, EventsAndAudit eventsAndAudit);

    /** The rows of the school's import, whatever its stage; none when there never were any. */
    List<Row> rows(SchoolId school);

    /**
     * Stores the plan of a commit anew for the school as it is now, with the rows as they are after that commit, when the
     * import's stored version is the one before and nothing of the commit is written.
     */
    ImportWrite rebase(Import.Committing next, List<Row> rows, Commit.Planned commit, List<PlanEntry> plan);

    /** Stores a requested contact with its events and audit entries, unless one requested after {@code runningSince} is still running. */
    boolean requestFetch(FetchRun run, Instant runningSince, EventsAndAudit eventsAndAudit);

    /** Stores how a contact ended that staged nothing. */
    void endFetch(FetchRun run, EventsAndAudit eventsAndAudit);

    Optional<FetchRun> latestFetch(SchoolId school);

    /** Every contact of the last year that ended, newest first. */
    List<FetchRun> endedFetches(SchoolId school);

    sealed interface ImportWrite {
        record Saved() implements ImportWrite {}

        /** Another writer was first; read again. */
        record Moved() implements ImportWrite {}
    }
}
