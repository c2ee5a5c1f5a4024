package nl.laslink.domain.imports;

import java.util.List;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.InMemoryCommitStore;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.InMemoryWorkUnderWay;

class WorkUnderWayTest extends WorkUnderWayContract {
    private final InMemoryTables tables = new InMemoryTables();

    @Override
    protected SchoolId freshSchool() {
        return SchoolId.parse("99XX-00");
    }

    @Override
    protected WorkUnderWay underWay() {
        return new InMemoryWorkUnderWay(tables);
    }

    @Override
    protected RosterStore rosters() {
        return new InMemoryRosterStore(tables);
    }

    @Override
    protected CommitStore commits() {
        return new InMemoryCommitStore(tables);
    }

    @Override
    protected ImportStore imports() {
        return new InMemoryImportStore(tables);
    }

    @Override
    protected List<String> events(SchoolId school) {
        return tables.events().stream().map(e -> e.getClass().getSimpleName()).toList();
    }
}
