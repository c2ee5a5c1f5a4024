package nl.laslink.platform.dynamodb.mail;

import nl.laslink.domain.mail.DeliveryStatuses;
import nl.laslink.domain.mail.DeliveryStatusesContract;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.platform.dynamodb.LocalTables;

class DynamoDeliveryStatusesTest extends DeliveryStatusesContract {

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected DeliveryStatuses statuses() {
        return new DynamoDeliveryStatuses(LocalTables.enhanced(), LocalTables.LINKS);
    }
}
