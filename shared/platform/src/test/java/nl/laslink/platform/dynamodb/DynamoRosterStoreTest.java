package nl.laslink.platform.dynamodb;

import nl.laslink.domain.imports.RosterStoreContract;
import nl.laslink.domain.testing.Stores;

class DynamoRosterStoreTest extends RosterStoreContract {

    @Override
    protected Stores stores() {
        return new DynamoStores();
    }
}
