package nl.laslink.platform.dynamodb.link;

import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.LasTypesContract;
import nl.laslink.platform.dynamodb.LocalTables;

class DynamoLasTypesTest extends LasTypesContract {

    @Override
    protected LasTypes types() {
        return new DynamoLasTypes(LocalTables.enhanced(), LocalTables.LINKS);
    }
}
