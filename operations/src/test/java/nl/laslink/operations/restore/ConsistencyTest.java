package nl.laslink.operations.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.platform.dynamodb.LocalTables;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ConsistencyTest {
    private static final AtomicInteger SCHOOLS = new AtomicInteger(10);

    private final String school = SCHOOLS.getAndIncrement() + "BB-00";

    private List<String> findings() {
        return new Consistency(LocalTables.CLIENT)
                .findings(LocalTables.ROSTER, LocalTables.IMPORTS).stream()
                        .filter(finding -> finding.startsWith(school))
                        .toList();
    }

    private void put(String table, String sk, Map<String, AttributeValue> rest) {
        Map<String, AttributeValue> item = new HashMap<>(rest);
        item.put("pk", AttributeValue.fromS(school));
        item.put("sk", AttributeValue.fromS(sk));
        LocalTables.CLIENT.putItem(p -> p.tableName(table).item(item));
    }

    private void schoolAt(String revision, String lockedBy) {
        put(
                LocalTables.ROSTER,
                "SCHOOL",
                Map.of("revision", AttributeValue.fromN(revision), "lockedBy", AttributeValue.fromS(lockedBy)));
    }

    private void recordAt(String revision, String commit) {
        put(
                LocalTables.ROSTER,
                "RECORD#1",
                Map.of("revision", AttributeValue.fromN(revision), "commit", AttributeValue.fromS(commit)));
    }

    private void commit(String id, String stage, int base) {
        put(
                LocalTables.IMPORTS,
                "COMMIT#" + id,
                Map.of(
                        "stage",
                        AttributeValue.fromS(stage),
                        "header",
                        AttributeValue.fromS("{\"baseRevision\":" + base + "}")));
    }

    @Test
    void findsNothing_atRest() {
        schoolAt("2", "-");
        recordAt("2", "c1");
        commit("c1", "done", 1);

        assertThat(findings()).isEmpty();
    }

    @Test
    void findsNothing_whileACommitIsUnderWay() {
        schoolAt("2", "c2");
        recordAt("3", "c2");
        commit("c2", "planned", 2);

        assertThat(findings()).isEmpty();
    }

    @Test
    void findsRecords_thatAreYoungerThanTheirSchool() {
        schoolAt("2", "-");
        recordAt("3", "c2");
        commit("c2", "planned", 2);

        assertThat(findings()).containsExactly(school + ": 1 records are of revision 3, the school is at 2");
    }

    @Test
    void findsRecords_whoseLockHasNoPlan() {
        schoolAt("2", "c2");
        recordAt("3", "c2");

        assertThat(findings()).containsExactly(school + ": 1 records are of revision 3, the school is at 2");
    }

    @Test
    void findsAFinishedCommit_thatTheRosterDoesNotHave() {
        schoolAt("2", "-");
        recordAt("2", "c1");
        commit("c3", "done", 3);

        assertThat(findings()).containsExactly(school + ": a finished commit made revision 4, the school is at 2");
    }
}
