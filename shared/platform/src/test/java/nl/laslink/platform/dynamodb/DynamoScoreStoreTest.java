package nl.laslink.platform.dynamodb;

import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.ScoreStoreContract;
import nl.laslink.domain.testing.FreshSchools;

class DynamoScoreStoreTest extends ScoreStoreContract {

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected ScoreStore scores() {
        return new DynamoScoreStore(LocalTables.enhanced(), LocalTables.SCORES);
    }
}
