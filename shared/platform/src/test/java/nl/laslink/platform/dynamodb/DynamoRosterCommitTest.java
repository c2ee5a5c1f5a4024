package nl.laslink.platform.dynamodb;

import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterCommitContract;
import nl.laslink.domain.roster.RosterStore;
import nl.laslink.domain.school.SchoolId;

class DynamoRosterCommitTest extends RosterCommitContract {
    private static final AtomicInteger SCHOOLS = new AtomicInteger();

    @Override
    protected SchoolId freshSchool() {
        return SchoolId.parse("98YX-%02d".formatted(SCHOOLS.getAndIncrement()));
    }

    @Override
    protected RosterStore rosters() {
        return new DynamoRosterStore(
                LocalTables.enhanced(), LocalTables.ROSTER, LocalTables.IMPORTS, LocalTables.TRAILS);
    }

    @Override
    protected CommitStore commits() {
        return new DynamoCommitStore(LocalTables.enhanced(), LocalTables.IMPORTS, LocalTables.TRAILS);
    }

    @Override
    protected ImportStore imports() {
        return new DynamoImportStore(LocalTables.enhanced(), LocalTables.IMPORTS, LocalTables.TRAILS);
    }
}
