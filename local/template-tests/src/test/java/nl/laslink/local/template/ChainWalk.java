package nl.laslink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.laslink.local.emulator.walk.ProductClient;
import nl.laslink.local.emulator.walk.SchoolWalk;
import nl.laslink.platform.dynamodb.SortableTime;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Walks the whole chain of a product of its own, once for all tests that look at what it left: every step of {@link SchoolWalk},
 * and a row that the stream left behind, which the sweep publishes.
 */
final class ChainWalk {
    static final String SCHOOL_ID = SchoolWalk.SCHOOL;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Walked walked;

    private final Path folder;
    /**
     * What the walk left.
     *
     * @param uses what each function did, a line of {@link RoleGuard} each
     * @param log the lines of all functions
     * @param tables the items of each table, at the end of the walk
     * @param roster what the school's roster was, as the pages get it
     */
    record Walked(
            List<String> uses,
            List<JsonNode> log,
            Map<String, List<Map<String, AttributeValue>>> tables,
            JsonNode roster,
            List<JsonNode> mails) {

        List<JsonNode> lines(String function) {
            return log.stream()
                    .filter(l -> l.path("function").asText().equals(function))
                    .toList();
        }
    }

    private ChainWalk(Path folder) {
        this.folder = folder;
    }

    static synchronized Walked once() throws IOException, InterruptedException {
        if (walked == null) {
            Path folder = Files.createTempDirectory("chain-walk");
            try {
                walked = new ChainWalk(folder).walk();
            } finally {
                delete(folder);
            }
        }
        return walked;
    }

    /** With all in it, deepest first. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private Walked walk() throws IOException, InterruptedException {
        Path record = folder.resolve("uses");
        try (Product product = Product.start(folder, record)) {
            ProductClient client = new ProductClient(product.address());
            SchoolWalk school = new SchoolWalk(client, product.address(), CloudTemplate.ROOT.resolve("events"));
            for (SchoolWalk.Step step : school.whole()) {
                walk(step);
            }
            JsonNode roster = school.roster();
            leaveBehind(product);
            loseMessageOfFetch(product, "under-way");
            client.call(200, "POST", "/_local/sweep", "", "");
            loseMessageOfFetch(product, "stuck");
            walk(new SchoolWalk.Step("a stuck fetch", school::resumeStuckWork));
            List<JsonNode> mails = new ArrayList<>();
            client.mails().forEach(mails::add);
            return new Walked(Files.readAllLines(record), log(), product.items(), roster, mails);
        }
    }

    private void walk(SchoolWalk.Step step) throws IOException, InterruptedException {
        try {
            step.walk();
        } catch (ProductClient.UnexpectedAnswer unexpected) {
            throw new AssertionError("step \"" + step.name() + "\"; denied uses: " + denied(), unexpected);
        }
    }

    private List<String> denied() throws IOException {
        return Files.readAllLines(folder.resolve("uses")).stream()
                .filter(line -> line.endsWith(" denied"))
                .distinct()
                .toList();
    }

    /** What DynamoDB Local prints there too is not JSON. */
    private List<JsonNode> log() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("data/functions.log"))) {
            if (line.startsWith("{\"level\"")) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    /** The last fetch as if it had not ended, silent for 20 minutes. */
    private static void loseMessageOfFetch(Product product, String work) throws IOException {
        Map<String, AttributeValue> fetch = product.items().get("ImportsTable").stream()
                .filter(item -> item.get("pk").s().equals(SCHOOL_ID)
                        && item.get("sk").s().equals("FETCH"))
                .findFirst()
                .map(HashMap::new)
                .orElseThrow();
        ObjectNode run = (ObjectNode) JSON.readTree(fetch.get("body").s());
        run.remove(List.of("ended", "brought"));
        fetch.put("body", AttributeValue.fromS(run.toString()));
        fetch.put("state", AttributeValue.fromS("running"));
        fetch.put("work", AttributeValue.fromS(work));
        fetch.put(
                "progressAt", AttributeValue.fromS(SortableTime.of(Instant.now().minus(Duration.ofMinutes(20)))));
        product.put("ImportsTable", fetch);
    }

    /**
     * A row that the bus refuses when the stream brings it, as it has no detail type, and takes when the sweep does. The stream
     * brings the row as it was inserted, so that its function never publishes it, whenever it comes.
     */
    private static void leaveBehind(Product product) {
        Map<String, AttributeValue> row = new HashMap<>(Map.of(
                "pk", AttributeValue.fromS("left-behind"),
                "schemaVersion", AttributeValue.fromN("1"),
                "detailType", AttributeValue.fromS(""),
                "detail", AttributeValue.fromS("{\"school\":\"" + SCHOOL_ID + "\",\"correlationId\":\"left-behind\"}"),
                "createdAt",
                        AttributeValue.fromS(
                                Instant.now().minus(Duration.ofMinutes(3)).toString())));
        product.put("OutboxTable", row);
        row.put("detailType", AttributeValue.fromS("LeftBehind"));
        product.put("OutboxTable", row);
    }
}
