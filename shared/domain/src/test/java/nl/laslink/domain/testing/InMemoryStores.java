package nl.laslink.domain.testing;

import java.util.List;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.school.SchoolId;

/** The twins. */
public final class InMemoryStores implements Stores {
    private final InMemoryTables tables = new InMemoryTables();
    private int schools;

    @Override
    public SchoolId freshSchool() {
        return SchoolId.parse("99XX-%02d".formatted(schools++));
    }

    @Override
    public RosterStore rosters() {
        return new InMemoryRosterStore(tables);
    }

    @Override
    public CommitStore commits() {
        return new InMemoryCommitStore(tables);
    }

    @Override
    public ImportStore imports() {
        return new InMemoryImportStore(tables);
    }

    @Override
    public List<String> events(SchoolId school) {
        return tables.events().stream()
                .filter(e -> e.school().equals(school))
                .map(e -> e.getClass().getSimpleName())
                .sorted()
                .toList();
    }
}
