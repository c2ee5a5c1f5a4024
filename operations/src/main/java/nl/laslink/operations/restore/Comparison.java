package nl.laslink.operations.restore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.laslink.operations.Refused;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** A table compared with its copy: the number of items, and one school item by item. */
final class Comparison {
    private final DynamoDbClient client;

    Comparison(DynamoDbClient client) {
        this.client = client;
    }

    /** Items of one school: the same in both, changed since, erased since, new since; and one digest over the copy's. */
    record OfSchool(int same, int changed, int gone, int added, String digest) {}

    long count(String table) {
        return client.scanPaginator(s -> s.tableName(table).select(Select.COUNT)).stream()
                .mapToLong(page -> page.count())
                .sum();
    }

    /** The first school of a table of rosters. */
    String anySchool(String roster) {
        return client.scanPaginator(s -> s.tableName(roster).projectionExpression("pk")).items().stream()
                .findFirst()
                .map(item -> item.get("pk").s())
                .orElseThrow(() -> new Refused("There was no school at that moment."));
    }

    OfSchool compare(String school, String table, String copy) {
        Map<String, String> now = digests(school, table);
        Map<String, String> then = digests(school, copy);
        int same = 0;
        int changed = 0;
        int gone = 0;
        for (Map.Entry<String, String> item : then.entrySet()) {
            Optional<String> current = Optional.ofNullable(now.get(item.getKey()));
            if (current.isEmpty()) {
                gone++;
            } else if (current.get().equals(item.getValue())) {
                same++;
            } else {
                changed++;
            }
        }
        int added = (int)
                now.keySet().stream().filter(key -> !then.containsKey(key)).count();
        return new OfSchool(same, changed, gone, added, digest(then.toString()).substring(0, 16));
    }

    private Map<String, String> digests(String school, String table) {
        Map<String, String> digests = new TreeMap<>();
        client.queryPaginator(q -> q.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :school")
                        .expressionAttributeValues(Map.of(":school", AttributeValue.fromS(school))))
                .items()
                .forEach(item -> digests.put(item.get("sk").s(), digest(text(item))));
        return digests;
    }

    private static String text(Map<String, AttributeValue> item) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(item)
                .forEach((name, value) ->
                        text.append(name).append('=').append(text(value)).append('\n'));
        return text.toString();
    }

    private static String text(AttributeValue value) {
        return value.b() != null ? Base64.getEncoder().encodeToString(value.b().asByteArray()) : value.toString();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
