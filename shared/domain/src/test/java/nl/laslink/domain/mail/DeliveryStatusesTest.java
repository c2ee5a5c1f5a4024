package nl.laslink.domain.mail;

import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.domain.testing.InMemoryDeliveryStatuses;
import nl.laslink.domain.testing.InMemoryTables;

class DeliveryStatusesTest extends DeliveryStatusesContract {
    private final InMemoryTables tables = new InMemoryTables();

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected DeliveryStatuses statuses() {
        return new InMemoryDeliveryStatuses(tables);
    }
}
