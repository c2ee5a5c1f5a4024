package nl.laslink.platform.dynamodb;

import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.LasTypesContract;

class DynamoLasTypesTest extends LasTypesContract {

    @Override
    protected LasTypes types() {
        return new DynamoLasTypes(LocalTables.enhanced(), LocalTables.LINKS);
    }
}
