package nl.laslink.platform.dynamodb.imports;

import java.util.List;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.WorkUnderWay;
import nl.laslink.domain.imports.WorkUnderWayContract;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.DynamoStores;
import nl.laslink.platform.dynamodb.LocalTables;

class DynamoWorkUnderWayTest extends WorkUnderWayContract {
    private final DynamoStores stores = new DynamoStores();

    @Override
    protected SchoolId freshSchool() {
        return stores.freshSchool();
    }

    @Override
    protected WorkUnderWay underWay() {
        return new DynamoWorkUnderWay(LocalTables.enhanced(), LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT);
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

    @Override
    protected List<String> events(SchoolId school) {
        return LocalTables.eventsOf(school);
    }
}
