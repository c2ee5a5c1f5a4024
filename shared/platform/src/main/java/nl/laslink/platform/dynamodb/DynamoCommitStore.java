package nl.laslink.platform.dynamodb;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.Trail;
import nl.laslink.domain.imports.*;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.SchoolId;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Not written yet; stands here so that wirings compile. */
public final class DynamoCommitStore implements CommitStore {

    public DynamoCommitStore(DynamoDbEnhancedClient client, String importsTable, TrailTables trails) {}

    @Override
    public void storePlan(SchoolId school, CommitId commit, List<PlanEntry> entries) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void start(Commit.Planned commit, Trail trail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Commit> find(SchoolId school, CommitId commit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PlanEntry> plan(SchoolId school, CommitId commit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void progress(SchoolId school, CommitId commit, int written) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void giveUp(Commit.Stale commit, Optional<Import.Open> reopened, Trail trail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Commit> latestRemoval(SchoolId school) {
        throw new UnsupportedOperationException();
    }
}
