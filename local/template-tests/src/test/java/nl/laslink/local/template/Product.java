package nl.laslink.local.template;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import nl.laslink.local.emulator.walk.ProductClient;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The whole product as bin/run starts it, in its own process with {@link RoleGuard} on its class path. */
final class Product implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final int PORTS = 6;

    private final Process process;
    private final URI address;
    private final URI dynamoDb;

    private Product(Process process, int port) {
        this.process = process;
        this.address = URI.create("http://localhost:" + port + "/");
        this.dynamoDb = URI.create("http://127.0.0.1:" + (port + 3));
    }

    static Product start(Path folder, Path record) throws IOException, InterruptedException {
        int port = freePorts();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + RoleGuard.RECORD + "=" + record,
                "-Drepository.root=" + CloudTemplate.ROOT,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "nl.laslink.local.emulator.Laslink"));
        command.addAll(List.of(
                "--port", String.valueOf(port), "--data", folder.resolve("data").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(CloudTemplate.ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("product.log").toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_EC2_METADATA_DISABLED", "true"));
        Map.of("SES", 2, "EVENTBRIDGE", 2, "KMS", 2, "DYNAMODB", 3, "SQS", 4)
                .forEach((service, offset) ->
                        environment.put("AWS_ENDPOINT_URL_" + service, "http://127.0.0.1:" + (port + offset)));
        Product product = new Product(builder.start(), port);
        product.awaitStart(folder.resolve("product.log"));
        return product;
    }

    private void awaitStart(Path log) throws IOException, InterruptedException {
        ProductClient client = new ProductClient(address);
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                client.get("/_local/health", "");
                return;
            } catch (IOException | ProductClient.UnexpectedAnswer notYet) {
                process.waitFor(200, TimeUnit.MILLISECONDS);
            }
        }
        close();
        throw new IllegalStateException("the product did not start:\n" + Files.readString(log));
    }

    /** Where the pages and the API are; ends in a slash. */
    URI address() {
        return address;
    }

    /** The content of each table, by the table's name. */
    Map<String, List<Map<String, AttributeValue>>> items() {
        Map<String, List<Map<String, AttributeValue>>> items = new TreeMap<>();
        try (DynamoDbClient client = client()) {
            for (String table : client.listTables().tableNames()) {
                items.put(
                        table,
                        client.scanPaginator(s -> s.tableName(table).consistentRead(true)).items().stream()
                                .toList());
            }
        }
        return items;
    }

    /** Writes an item past all functions. */
    void put(String table, Map<String, AttributeValue> item) {
        try (DynamoDbClient client = client()) {
            client.putItem(p -> p.tableName(table).item(item));
        }
    }

    private DynamoDbClient client() {
        return DynamoDbClient.builder()
                .endpointOverride(dynamoDb)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(); // or it writes on in a folder that goes
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The first of six ports in a row that are free now. */
    private static int freePorts() throws IOException {
        for (int first = 18_400; first < 28_000; first += 10) {
            if (areFree(first)) {
                return first;
            }
        }
        throw new IOException("no six ports in a row are free");
    }

    private static boolean areFree(int first) {
        for (int port = first; port < first + PORTS; port++) {
            try (ServerSocket socket = new ServerSocket(port)) {
                socket.getLocalPort();
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
