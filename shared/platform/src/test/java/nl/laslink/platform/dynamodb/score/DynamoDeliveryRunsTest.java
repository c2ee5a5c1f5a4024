package nl.laslink.platform.dynamodb.score;

import java.util.List;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.domain.score.DeliveryRunsContract;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.platform.dynamodb.LocalTables;

class DynamoDeliveryRunsTest extends DeliveryRunsContract {

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected DeliveryRuns runs() {
        return new DynamoDeliveryRuns(LocalTables.enhanced(), LocalTables.SCORES, LocalTables.EVENTS_AND_AUDIT);
    }

    @Override
    protected List<String> eventsOf(SchoolId school) {
        return LocalTables.eventsOf(school);
    }
}
