package nl.laslink.domain.imports;

import nl.laslink.domain.testing.InMemoryStores;
import nl.laslink.domain.testing.Stores;

class ImportStoreTest extends ImportStoreContract {
    private final Stores stores = new InMemoryStores();

    @Override
    protected Stores stores() {
        return stores;
    }
}
