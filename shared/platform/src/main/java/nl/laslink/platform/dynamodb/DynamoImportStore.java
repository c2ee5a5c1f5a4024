package nl.laslink.platform.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.Trail;
import nl.laslink.domain.imports.*;
import nl.laslink.domain.school.SchoolId;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Not written yet; stands here so that wirings compile. */
public final class DynamoImportStore implements ImportStore {

    public DynamoImportStore(DynamoDbEnhancedClient client, String importsTable, TrailTables trails) {}

    @Override
    public Optional<Import> find(SchoolId school) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Row> rows(SchoolId school, ImportId importId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ImportWrite stage(
            Import.Open next, List<Row> rows, List<RowId> gone, FetchRun ended, byte[] rawXml, Trail trail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ImportWrite decide(Import.Open next, List<Row> rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ImportWrite advance(Import next, Optional<Commit.Planned> commit, Trail trail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean requestFetch(FetchRun run, Instant runningSince, Trail trail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void endFetch(FetchRun run, Trail trail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<FetchRun> latestFetch(SchoolId school) {
        throw new UnsupportedOperationException();
    }
}
