package nl.laslink.domain.imports;

import nl.laslink.domain.testing.InMemoryStores;
import nl.laslink.domain.testing.Stores;

class RosterStoreTest extends RosterStoreContract {
    private final Stores stores = new InMemoryStores();

    @Override
    protected Stores stores() {
        return stores;
    }
}
