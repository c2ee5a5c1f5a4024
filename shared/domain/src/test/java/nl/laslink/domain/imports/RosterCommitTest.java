package nl.laslink.domain.imports;

import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.InMemoryCommitStore;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryTables;

class RosterCommitTest extends RosterCommitContract {
    private final InMemoryTables tables = new InMemoryTables();
    private int schools;

    @Override
    protected SchoolId freshSchool() {
        return SchoolId.parse("99XX-%02d".formatted(schools++));
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
}
