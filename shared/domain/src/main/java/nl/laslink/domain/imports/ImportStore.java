package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.Trail;
import nl.laslink.domain.school.SchoolId;

/** Port to the imports: one per school, its rows, and the latest contact. */
public interface ImportStore {

    Optional<Import> find(SchoolId school);

    /** The rows of an import, consistent, in no particular order. */
    List<Row> rows(SchoolId school, ImportId importId);

    /**
     * Stages a delivery: stores {@code rows}, removes {@code gone}, then stores the import when its stored version is the one
     * before (none for version 1 or when another import stood there), ends the fetch and leaves the trail. Readers may see
     * new rows a moment before the new version.
     */
    ImportWrite stage(Import.Open next, List<Row> rows, List<RowId> gone, FetchRun ended, byte[] rawXml, Trail trail);

    /** Stores decided rows, each when it still has the version before, together with the import's next version: all or none. */
    ImportWrite decide(Import.Open next, List<Row> rows);

    /** Stores the import's next stage with its trail; for confirm and abort. {@code commit} is stored along when there is one. */
    ImportWrite advance(Import next, Optional<Commit.Planned> commit, Trail trail);

    /** Stores a requested contact with its trail, unless one requested after {@code runningSince} is still running. */
    boolean requestFetch(FetchRun run, Instant runningSince, Trail trail);

    /** Stores how a contact ended that staged nothing. */
    void endFetch(FetchRun run, Trail trail);

    Optional<FetchRun> latestFetch(SchoolId school);

    sealed interface ImportWrite {
        record Saved() implements ImportWrite {}

        /** Something moved meanwhile; read again. */
        record Moved() implements ImportWrite {}
    }
}
