package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The content of the tables after {@link ChainWalk}. */
class ChainTablesTest {
    @Test
    void everyItemSaysItsVersion_inEveryTable() throws IOException, InterruptedException {
        Map<String, List<Map<String, AttributeValue>>> tables = ChainWalk.once().tables();

        assertThat(tables.keySet())
                .containsExactlyInAnyOrder(
                        "AuditTable", "ImportsTable", "LinksTable", "OutboxTable", "RosterTable", "ScoresTable");
        tables.forEach((table, items) -> {
            // Every event was published, so nothing is left to publish.
            assertThat(items.isEmpty()).as(table).isEqualTo(table.equals("OutboxTable"));
            assertThat(items).as(table).allSatisfy(item -> assertThat(item.get("schemaVersion"))
                    .as("%s %s", table, item.get("sk"))
                    .isEqualTo(AttributeValue.fromN("1")));
        });
    }
}
