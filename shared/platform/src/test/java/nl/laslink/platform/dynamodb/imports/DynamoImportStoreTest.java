package nl.laslink.platform.dynamodb.imports;

import nl.laslink.domain.imports.ImportStoreContract;
import nl.laslink.domain.testing.Stores;
import nl.laslink.platform.dynamodb.DynamoStores;

class DynamoImportStoreTest extends ImportStoreContract {

    @Override
    protected Stores stores() {
        return new DynamoStores();
    }
}
