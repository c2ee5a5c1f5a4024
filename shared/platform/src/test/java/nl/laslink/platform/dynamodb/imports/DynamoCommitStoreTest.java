package nl.laslink.platform.dynamodb.imports;

import nl.laslink.domain.imports.CommitStoreContract;
import nl.laslink.domain.testing.Stores;
import nl.laslink.platform.dynamodb.DynamoStores;

class DynamoCommitStoreTest extends CommitStoreContract {

    @Override
    protected Stores stores() {
        return new DynamoStores();
    }
}
