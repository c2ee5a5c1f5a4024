package nl.laslink.domain.imports;

import nl.laslink.domain.testing.InMemoryStores;
import nl.laslink.domain.testing.Stores;

class CommitStoreTest extends CommitStoreContract {
    private final Stores stores = new InMemoryStores();

    @Override
    protected Stores stores() {
        return stores;
    }
}
