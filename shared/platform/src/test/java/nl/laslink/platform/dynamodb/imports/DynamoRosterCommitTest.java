package nl.laslink.platform.dynamodb.imports;

import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterCommitContract;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.DynamoStores;

class DynamoRosterCommitTest extends RosterCommitContract {
    private final DynamoStores stores = new DynamoStores();

    @Override
    protected SchoolId freshSchool() {
        return stores.freshSchool();
    }

    @Override
    protected RosterStore rosters() {
        return stores.rosters();
    }

    @Override
    protected CommitStore commits() {
        return stores.commits();
    }

    @Override
    protected ImportStore imports() {
        return stores.imports();
    }
}
