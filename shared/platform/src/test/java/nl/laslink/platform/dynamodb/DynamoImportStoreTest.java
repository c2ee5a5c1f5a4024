package nl.laslink.platform.dynamodb;

import nl.laslink.domain.imports.ImportStoreContract;
import nl.laslink.domain.testing.Stores;

class DynamoImportStoreTest extends ImportStoreContract {

    @Override
    protected Stores stores() {
        return new DynamoStores();
    }
}
