package nl.laslink.domain.link;

import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.InMemoryTables;

class LasTypesTest extends LasTypesContract {
    private final InMemoryTables tables = new InMemoryTables();

    @Override
    protected LasTypes types() {
        return new InMemoryLasTypes(tables);
    }
}
