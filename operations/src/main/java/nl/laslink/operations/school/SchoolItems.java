package nl.laslink.operations.school;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.operations.Tables;
import nl.laslink.platform.json.JsonObject;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Everything that the tables hold of one school: its partition in five of them, and the rows of the outbox that name it. Keys
 * alone are read, so that no more of a school comes here than is needed to erase it.
 */
final class SchoolItems {
    private static final int BATCH = 25; // BatchWriteItem's limit
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** These record the state of the school. They are erased last, so that an interrupted erasure is seen and continues. */
    private static final Set<String> LAST = Set.of("SCHOOL", "LINK");

    private final DynamoDbClient client;
    private final Tables tables;

    SchoolItems(DynamoDbClient client, Tables tables) {
        this.client = client;
        this.tables = tables;
    }

    /** How many items there are in each table, by the table's name. */
    Map<String, Integer> count(SchoolId school) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put(tables.outbox(), outboxKeys(school).size());
        for (String table : tables.bySchool()) {
            counts.put(table, keys(table, school).size());
        }
        return counts;
    }

    void erase(SchoolId school) {
        delete(tables.outbox(), outboxKeys(school));
        for (String table : tables.bySchool()) {
            List<Map<String, AttributeValue>> keys = keys(table, school);
            delete(table, keys.stream().filter(key -> !isLast(key)).toList());
            delete(table, keys.stream().filter(SchoolItems::isLast).toList());
        }
    }

    private static boolean isLast(Map<String, AttributeValue> key) {
        return LAST.contains(key.get("sk").s());
    }

    private List<Map<String, AttributeValue>> keys(String table, SchoolId school) {
        return client
                .queryPaginator(q -> q.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :school")
                        .expressionAttributeValues(Map.of(":school", AttributeValue.fromS(school.toString())))
                        .projectionExpression("pk, sk"))
                .items()
                .stream()
                .toList();
    }

    /** The outbox is nearly always empty: a whole look costs nothing. */
    private List<Map<String, AttributeValue>> outboxKeys(SchoolId school) {
        return client
                .scanPaginator(
                        s -> s.tableName(tables.outbox()).consistentRead(true).projectionExpression("pk, detail"))
                .items()
                .stream()
                .filter(row -> JsonObject.parse(row.get("detail").s())
                        .optionalText("school")
                        .filter(school.toString()::equals)
                        .isPresent())
                .map(row -> Map.of("pk", row.get("pk")))
                .toList();
    }

    private void delete(String table, List<Map<String, AttributeValue>> keys) {
        for (int from = 0; from < keys.size(); from += BATCH) {
            List<WriteRequest> rest = keys.subList(from, Math.min(keys.size(), from + BATCH)).stream()
                    .map(key -> WriteRequest.builder()
                            .deleteRequest(DeleteRequest.builder().key(key).build())
                            .build())
                    .toList();
            while (!rest.isEmpty()) {
                rest = new ArrayList<>(client.batchWriteItem(BatchWriteItemRequest.builder()
                                .requestItems(Map.of(table, rest))
                                .build())
                        .unprocessedItems()
                        .getOrDefault(table, List.of()));
                if (!rest.isEmpty()) {
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while erasing; the same command continues from there", stopped);
        }
    }
}
