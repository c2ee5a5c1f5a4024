package nl.laslink.local.emulator.dynamodb;

import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.local.emulator.template.Template;
import nl.laslink.local.emulator.template.Template.Key;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** DynamoDB Local in this process, listening on this machine only, with the template's tables. */
public final class LocalDynamoDb implements AutoCloseable {
    private final DynamoDBProxyServer server;
    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;

    private LocalDynamoDb(DynamoDBProxyServer server, DynamoDbClient client, DynamoDbStreamsClient streams) {
        this.server = server;
        this.client = client;
        this.streams = streams;
    }

    /** @param folder where the data stays; none keeps it in memory */
    public static LocalDynamoDb start(int port, Optional<Path> folder, List<Template.Table> tables) {
        List<String> arguments = new ArrayList<>(List.of("-port", Integer.toString(port), "-disableTelemetry"));
        arguments.addAll(
                folder.map(f -> List.of("-sharedDb", "-dbPath", f.toString())).orElse(List.of("-inMemory")));
        try {
            DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(arguments.toArray(String[]::new));
            onLoopback(server);
            server.start();
            URI address = URI.create("http://127.0.0.1:" + port);
            DynamoDbClient client = at(address, DynamoDbClient.builder()).build();
            DynamoDbStreamsClient streams =
                    at(address, DynamoDbStreamsClient.builder()).build();
            LocalDynamoDb started = new LocalDynamoDb(server, client, streams);
            try {
                started.create(tables);
            } catch (RuntimeException uncreatable) {
                started.close();
                throw uncreatable;
            }
            return started;
        } catch (Exception unstartable) {
            // DynamoDB Local declares nothing narrower.
            throw new IllegalStateException("DynamoDB Local cannot start on port " + port, unstartable);
        }
    }

    /** DynamoDB Local has no option for the address it listens on, which is 0.0.0.0. */
    private static void onLoopback(DynamoDBProxyServer proxy) throws ReflectiveOperationException {
        Field field = DynamoDBProxyServer.class.getDeclaredField("server");
        field.setAccessible(true);
        for (Connector connector : ((Server) field.get(proxy)).getConnectors()) {
            ((ServerConnector) connector).setHost("127.0.0.1");
        }
    }

    private static <B extends AwsClientBuilder<B, ?>> B at(URI address, B builder) {
        return builder.endpointOverride(address)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    public DynamoDbClient client() {
        return client;
    }

    DynamoDbStreamsClient streams() {
        return streams;
    }

    /** Whether a table holds nothing. */
    public boolean isEmpty(String table) {
        return client.scan(s -> s.tableName(table).limit(1).consistentRead(true))
                .items()
                .isEmpty();
    }

    /** Deletes the items whose time to live is over, as DynamoDB does within days. */
    public void expire(List<Template.Table> tables, Instant now) {
        for (Template.Table table : tables) {
            table.timeToLive().ifPresent(attribute -> client.scanPaginator(s -> s.tableName(table.name())
                            .filterExpression("#expires < :now")
                            .expressionAttributeNames(Map.of("#expires", attribute))
                            .expressionAttributeValues(
                                    Map.of(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())))))
                    .items()
                    .forEach(item -> client.deleteItem(d -> d.tableName(table.name())
                            .key(table.keys().stream()
                                    .map(Key::attribute)
                                    .collect(Collectors.toMap(name -> name, item::get))))));
        }
    }

    private void create(List<Template.Table> tables) {
        List<String> there = client.listTables().tableNames();
        tables.stream().filter(t -> !there.contains(t.name())).forEach(this::create);
        tables.stream().filter(t -> there.contains(t.name())).forEach(this::addIndexes);
    }

    /** A table of an earlier run may lack an index that the template has now. */
    private void addIndexes(Template.Table table) {
        Set<String> there =
                client.describeTable(d -> d.tableName(table.name())).table().globalSecondaryIndexes().stream()
                        .map(GlobalSecondaryIndexDescription::indexName)
                        .collect(Collectors.toSet());
        table.indexes().stream()
                .filter(index -> !there.contains(index.name()))
                .forEach(index -> client.updateTable(u -> u.tableName(table.name())
                        .attributeDefinitions(attributes(table))
                        .globalSecondaryIndexUpdates(List.of(GlobalSecondaryIndexUpdate.builder()
                                .create(c -> c.indexName(index.name())
                                        .keySchema(keys(index.keys()))
                                        .projection(p -> p.projectionType(index.projection())))
                                .build()))));
    }

    private static List<AttributeDefinition> attributes(Template.Table table) {
        return table.attributeTypes().entrySet().stream()
                .map(a -> AttributeDefinition.builder()
                        .attributeName(a.getKey())
                        .attributeType(a.getValue())
                        .build())
                .toList();
    }

    private void create(Template.Table table) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys(table.keys()));
        request.attributeDefinitions(attributes(table));
        if (!table.indexes().isEmpty()) {
            request.globalSecondaryIndexes(table.indexes().stream()
                    .map(i -> GlobalSecondaryIndex.builder()
                            .indexName(i.name())
                            .keySchema(keys(i.keys()))
                            .projection(p -> p.projectionType(i.projection()))
                            .build())
                    .toList());
        }
        table.streamViewType()
                .ifPresent(view ->
                        request.streamSpecification(s -> s.streamEnabled(true).streamViewType(view)));
        client.createTable(request.build());
    }

    private static List<KeySchemaElement> keys(List<Key> keys) {
        return keys.stream()
                .map(k -> KeySchemaElement.builder()
                        .attributeName(k.attribute())
                        .keyType(k.type())
                        .build())
                .toList();
    }

    @Override
    public void close() {
        streams.close();
        client.close();
        try {
            server.stop();
        } catch (Exception failed) {
            // DynamoDB Local declares nothing narrower; its data is in the file already.
            throw new IllegalStateException("DynamoDB Local did not stop", failed);
        }
    }
}
