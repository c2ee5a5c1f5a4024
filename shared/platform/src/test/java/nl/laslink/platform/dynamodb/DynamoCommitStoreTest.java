package nl.laslink.platform.dynamodb;

import nl.laslink.domain.imports.CommitStoreContract;
import nl.laslink.domain.testing.Stores;

class DynamoCommitStoreTest extends CommitStoreContract {

    @Override
    protected Stores stores() {
        return new DynamoStores();
    }
}
