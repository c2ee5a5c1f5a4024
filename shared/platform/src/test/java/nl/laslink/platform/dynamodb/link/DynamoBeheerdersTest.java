package nl.laslink.platform.dynamodb.link;

import nl.laslink.domain.link.Beheerders;
import nl.laslink.domain.link.BeheerdersContract;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.platform.dynamodb.LocalTables;

class DynamoBeheerdersTest extends BeheerdersContract {

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected Beheerders beheerders() {
        return new DynamoBeheerders(LocalTables.enhanced(), LocalTables.LINKS);
    }
}
