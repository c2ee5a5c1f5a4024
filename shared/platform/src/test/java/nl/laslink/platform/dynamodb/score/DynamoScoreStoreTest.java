package nl.laslink.platform.dynamodb.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.ScoreStoreContract;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.platform.dynamodb.BodyItem;
import nl.laslink.platform.dynamodb.LocalTables;
import org.junit.jupiter.api.Test;

class DynamoScoreStoreTest extends ScoreStoreContract {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void readsAndReplacesDefinition_thatWasStoredWithoutATime() {
        TestCode code = new TestCode("oud-" + freshSchool());
        TestDefinition named = new TestDefinition(
                code,
                Optional.empty(),
                Optional.of("Rekenen"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        LocalTables.enhanced()
                .table(LocalTables.SCORES, BodyItem.SCHEMA)
                .putItem(BodyItem.of("TEST#" + code, "DEFINITION", bare(code)));

        assertThat(scores().definition(code, Optional.empty())).contains(bare(code));
        assertThat(scores().saveDefinition(named, AT, AT)).isTrue();
        assertThat(scores().saveDefinition(bare(code), AT.minusSeconds(1), AT)).isFalse();
        assertThat(scores().definition(code, Optional.empty())).contains(named);
    }

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected ScoreStore scores() {
        return new DynamoScoreStore(LocalTables.enhanced(), LocalTables.SCORES);
    }
}
