package nl.laslink.platform.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.Trail;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.roster.*;
import nl.laslink.domain.school.SchoolId;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Not written yet; stands here so that wirings compile. */
public final class DynamoRosterStore implements RosterStore {

    public DynamoRosterStore(
            DynamoDbEnhancedClient client, String rosterTable, String importsTable, TrailTables trails) {}

    @Override
    public Roster read(SchoolId school) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LockOutcome lock(SchoolId school, CommitId commit, Instant now, Instant until) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unlock(SchoolId school, CommitId commit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PutOutcome put(SchoolId school, CommitId commit, long revision, PlanEntry entry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FlipOutcome flip(Commit.Done commit, Optional<Import.Committed> closed, Trail trail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EditOutcome edit(SchoolId school, RosterRecord after, long expectedRevision, Trail trail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void seed(SchoolId school, String name, List<RosterRecord> records) {
        throw new UnsupportedOperationException();
    }
}
