package nl.laslink.platform.dynamodb.imports;

import nl.laslink.domain.imports.RosterStoreContract;
import nl.laslink.domain.testing.Stores;
import nl.laslink.platform.dynamodb.DynamoStores;

class DynamoRosterStoreTest extends RosterStoreContract {

    @Override
    protected Stores stores() {
        return new DynamoStores();
    }
}
