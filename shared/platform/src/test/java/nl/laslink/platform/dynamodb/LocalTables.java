package nl.laslink.platform.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.json.JsonObject;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/** Our tables in a DynamoDB that runs in this process, made once; every test uses schools of its own. */
public final class LocalTables {
    public static final String LINKS = "Links";
    public static final String IMPORTS = "Imports";
    public static final String ROSTER = "Roster";
    public static final String SCORES = "Scores";
    public static final EventsAndAuditTables EVENTS_AND_AUDIT = new EventsAndAuditTables("Audit", "Outbox");
    public static final DynamoDbClient CLIENT = create();

    private LocalTables() {}

    public static DynamoDbEnhancedClient enhanced() {
        return AwsClients.enhanced(CLIENT);
    }

    /** Every item of a table, raw. */
    public static List<Map<String, AttributeValue>> items(String table) {
        return CLIENT.scanPaginator(s -> s.tableName(table).consistentRead(true)).items().stream()
                .toList();
    }

    /** The items of one partition, raw. */
    public static List<Map<String, AttributeValue>> items(String table, String partition) {
        return items(table).stream()
                .filter(item -> item.get("pk").s().equals(partition))
                .toList();
    }

    /** The names of the events that wait in the outbox about this school, in no particular order. */
    public static List<String> eventsOf(SchoolId school) {
        return items(EVENTS_AND_AUDIT.outboxTable()).stream()
                .filter(item ->
                        JsonObject.parse(item.get("detail").s()).text("school").equals(school.toString()))
                .map(item -> item.get("detailType").s())
                .toList();
    }

    private static DynamoDbClient create() {
        DynamoDbClient client = DynamoDBEmbedded.create(true).dynamoDbClient();
        createTables(client);
        return client;
    }

    /** Makes the tables of template.yaml. */
    public static void createTables(DynamoDbClient client) {
        table(client, LINKS, true, new Index("byState", "state", "pk"));
        table(client, IMPORTS, true, new Index("byProgress", "work", "progressAt"));
        table(client, ROSTER, true);
        table(client, SCORES, true);
        table(client, EVENTS_AND_AUDIT.auditTable(), true);
        table(client, EVENTS_AND_AUDIT.outboxTable(), false);
    }

    private record Index(String name, String hash, String range) {}

    private static void table(DynamoDbClient client, String name, boolean sorted, Index... sparse) {
        List<KeySchemaElement> keys = new ArrayList<>();
        List<AttributeDefinition> attributes = new ArrayList<>();
        key(keys, attributes, "pk", KeyType.HASH);
        if (sorted) {
            key(keys, attributes, "sk", KeyType.RANGE);
        }
        List<GlobalSecondaryIndex> indexes = new ArrayList<>();
        for (Index index : sparse) {
            List<KeySchemaElement> indexKeys = new ArrayList<>();
            key(indexKeys, attributes, index.hash(), KeyType.HASH);
            if (index.range().equals("pk")) {
                indexKeys.add(keys.getFirst().toBuilder().keyType(KeyType.RANGE).build());
            } else {
                key(indexKeys, attributes, index.range(), KeyType.RANGE);
            }
            indexes.add(GlobalSecondaryIndex.builder()
                    .indexName(index.name())
                    .keySchema(indexKeys)
                    .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                    .build());
        }
        client.createTable(c -> c.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys)
                .attributeDefinitions(attributes)
                .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes));
    }

    private static void key(
            List<KeySchemaElement> keys, List<AttributeDefinition> attributes, String name, KeyType type) {
        keys.add(KeySchemaElement.builder().attributeName(name).keyType(type).build());
        attributes.add(AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build());
    }
}
