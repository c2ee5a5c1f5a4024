package nl.laslink.platform.dynamodb.score;

import java.util.List;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.ScoreStoreContract;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.platform.dynamodb.LocalTables;

class DynamoScoreStoreTest extends ScoreStoreContract {

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected ScoreStore scores() {
        return new DynamoScoreStore(LocalTables.enhanced(), LocalTables.SCORES, LocalTables.TRAILS);
    }

    @Override
    protected List<String> eventsOf(SchoolId school) {
        return LocalTables.eventsOf(school);
    }
}
