package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.laslink.local.template.Product.Answer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Walks the whole chain of the product that runs, once for all tests that look at what it left: the school 98YY-00 requests,
 * is refused, requests again, is approved, reviews, commits, gets its scores delivered at night, changes its LAS while an
 * import is open, and ends its link. At the end the sweep publishes a row that the stream left behind.
 */
final class ChainWalk {
    static final String SCHOOL_ID = "98YY-00";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHOOL = "/api/schools/" + SCHOOL_ID;
    private static final Pattern MAIL_LINK =
            Pattern.compile("/goedkeuren#school=([^&]+)&request=([^&]+)&token=([\\w-]+)");

    private static Walked walked;

    private final Path folder;
    private Product product;
    private String beheerder;
    private String service;
    private String schoolYear;

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

    private JsonNode roster;

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
        try (Product started = Product.start(folder, record)) {
            product = started;
            beheerder = product.token("r.hamers@dekleinelinde.example");
            service = product.token("k.belhaj@laslink.example");
            sit(); // these results wait for the link
            rejectAndApprove();
            review();
            manage();
            deliver();
            changeLas();
            end();
            leaveBehind();
            List<JsonNode> mails = new ArrayList<>();
            ok(200, "GET", "/_local/mails", "", "").body().forEach(mails::add);
            return new Walked(Files.readAllLines(record), log(), product.items(), roster, mails);
        }
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

    private void rejectAndApprove() throws IOException, InterruptedException {
        ok(200, "GET", "/api/las-types", beheerder, "");
        schoolYear = ok(200, "GET", SCHOOL, beheerder, "")
                .body()
                .path("currentSchoolYear")
                .asText();
        ok(200, "POST", SCHOOL + "/link/test", beheerder, form("SchoolOAS"));
        ok(201, "POST", SCHOOL + "/link", beheerder, form("SchoolOAS"));
        idle();
        String request = ok(200, "GET", SCHOOL + "/link", beheerder, "")
                .body()
                .path("request")
                .path("id")
                .asText();
        ok(200, "GET", "/api/customer-service/requests", service, "");
        ok(
                200,
                "POST",
                "/api/customer-service/schools/98YY-00/decision",
                service,
                json(Map.of("request", request, "decision", "reject", "reason", "De school is onbekend.")));
        ok(201, "POST", SCHOOL + "/link", beheerder, form("SchoolOAS"));
        idle();
        approve();
        ok(200, "GET", "/api/customer-service/schools", service, "");
    }

    private void approve() throws IOException, InterruptedException {
        Matcher link = lastMailLink();
        Map<String, String> token = Map.of("school", link.group(1), "request", link.group(2), "token", link.group(3));
        ok(200, "POST", "/api/approvals/view", "", json(token));
        ObjectNode decision = JSON.valueToTree(token);
        ok(
                200,
                "POST",
                "/api/approvals/decision",
                "",
                decision.put("decision", "approve").toString());
        idle();
    }

    /** The first contact brought everything; then one group more, which is fetched twice and not wanted. */
    private void review() throws IOException, InterruptedException {
        decideAndConfirm();
        ok(
                200,
                "POST",
                product.simulator() + "/_sim/schools/98YY-00/edits",
                "",
                json(Map.of("kind", "group-arrives", "name", "Groep 9", "year", "8")));
        ok(202, "POST", SCHOOL + "/imports", beheerder, "{}");
        idle();
        ok(202, "POST", SCHOOL + "/imports", beheerder, "{}"); // and once more, into the import that stands
        idle();
        abort(ok(200, "GET", SCHOOL + "/import", beheerder, ""));
    }

    private void decideAndConfirm() throws IOException, InterruptedException {
        JsonNode rows =
                ok(200, "GET", SCHOOL + "/import/rows", beheerder, "").body().path("items");
        ObjectNode decisions = JSON.createObjectNode();
        ArrayNode decided = decisions.putArray("rows");
        rows.forEach(row -> {
            decisions.put("importId", importId());
            if (row.path("category").asText().equals("undecided")) {
                decided.addObject()
                        .put("rowId", row.path("rowId").asText())
                        .put("version", row.path("version").asInt())
                        .put("category", "new");
            }
        });
        ok(200, "POST", SCHOOL + "/import/decisions", beheerder, decisions.toString());
        ok(200, "GET", SCHOOL + "/import/summary", beheerder, "");
        Answer decidedAll = ok(200, "GET", SCHOOL + "/import", beheerder, "");
        answered(
                202,
                product.call(
                        "POST",
                        SCHOOL + "/import/confirmation",
                        beheerder,
                        "",
                        Map.of("If-Match", decidedAll.eTag().orElseThrow())));
        idle();
        assertThat(ok(200, "GET", SCHOOL + "/import", beheerder, "")
                        .body()
                        .path("state")
                        .asText())
                .isEqualTo("committed");
    }

    private void abort(Answer stood) throws IOException, InterruptedException {
        answered(
                200,
                product.call(
                        "POST",
                        SCHOOL + "/import/abort",
                        beheerder,
                        "{}",
                        Map.of("If-Match", stood.eTag().orElseThrow())));
    }

    private void manage() throws IOException, InterruptedException {
        roster = ok(200, "GET", SCHOOL + "/roster", beheerder, "").body();
        JsonNode pupil = Stream.of("pupils", "items")
                .map(roster::path)
                .filter(JsonNode::isArray)
                .findFirst()
                .orElseThrow()
                .get(0);
        answered(
                200,
                product.call(
                        "PUT",
                        SCHOOL + "/pupils/" + pupil.path("id").asText() + "/status",
                        beheerder,
                        "{\"active\":false}",
                        Map.of("If-Match", "\"" + pupil.path("version").asText() + "\"")));
        ok(200, "GET", SCHOOL + "/audit", beheerder, "");
    }

    private void deliver() throws IOException, InterruptedException {
        sit();
        normAgain();
        renameAGroupInTheLas(); // so that the night's import settles without a press
        ok(200, "POST", "/_local/night", "", "");
        ok(200, "GET", SCHOOL + "/scores", beheerder, "");
    }

    /** The test centre's own example, for a pupil of this school, and once more an hour later. */
    private void normAgain() throws IOException, InterruptedException {
        JsonNode pupil = ok(200, "GET", SCHOOL + "/roster", beheerder, "")
                .body()
                .path("pupils")
                .get(1);
        put("TestDefined", example("test-defined"));
        for (String normedAt : List.of("2026-11-21T15:04:05Z", "2026-11-21T16:04:05Z")) {
            put(
                    "ScoreNormed",
                    example("score-normed")
                            .put("school", "98YY-00")
                            .put("pupilId", pupil.path("id").asText())
                            .put("normedAt", normedAt));
            idle();
        }
    }

    private static ObjectNode example(String file) throws IOException {
        JsonNode batch = JSON.readTree(CloudTemplate.ROOT
                .resolve("events/record-scores/" + file + ".json")
                .toFile());
        return (ObjectNode) JSON.readTree(batch.at("/Records/0/body").asText()).path("detail");
    }

    private void put(String detailType, ObjectNode detail) throws IOException, InterruptedException {
        ObjectNode event = JSON.createObjectNode().put("source", "testcentre").put("detail-type", detailType);
        ok(200, "POST", "/_local/events", "", event.set("detail", detail).toString());
    }

    private void renameAGroupInTheLas() throws IOException, InterruptedException {
        String las = ok(200, "GET", "/_local/info", "", "")
                .body()
                .at("/addresses/lasSimulator")
                .asText();
        String group = ok(200, "GET", las + "_sim/schools/98YY-00", "", "")
                .body()
                .at("/groups/0/key")
                .asText();
        ok(
                200,
                "POST",
                las + "_sim/schools/98YY-00/edits",
                "",
                json(Map.of("kind", "group-renamed", "group", group, "name", "Groep Zonnebloem")));
    }

    private void sit() throws IOException, InterruptedException {
        for (JsonNode school : ok(200, "GET", "/_local/schools", "", "").body()) {
            if (school.path("school").asText().equals("98YY-00")) {
                // Every group: not each has pupils that the LAS knows.
                for (JsonNode group : school.path("groups")) {
                    String id = group.path("id").asText();
                    ok(200, "POST", "/_local/sittings", "", json(Map.of("school", "98YY-00", "group", id)));
                }
            }
        }
        idle();
    }

    private void end() throws IOException, InterruptedException {
        Answer active = ok(200, "GET", SCHOOL + "/link", beheerder, "");
        Answer changed = answered(
                200,
                product.call(
                        "PUT",
                        SCHOOL + "/link",
                        beheerder,
                        json(Map.of("schoolYear", schoolYear, "authorisationKey", "demo-sleutel-98YY-00")),
                        Map.of("If-Match", active.eTag().orElseThrow())));
        endLink(changed);
    }

    private void removeNumbers() throws IOException, InterruptedException {
        ok(200, "POST", SCHOOL + "/external-numbers/removal", beheerder, "{\"mode\":\"check\"}");
        ok(202, "POST", SCHOOL + "/external-numbers/removal", beheerder, "{\"mode\":\"execute\"}");
        idle();
    }

    private void endLink(Answer standing) throws IOException, InterruptedException {
        answered(
                200,
                product.call(
                        "POST",
                        SCHOOL + "/link/end",
                        beheerder,
                        "{}",
                        Map.of("If-Match", standing.eTag().orElseThrow())));
    }

    /** The open import is of the LAS that the school left: it makes way at the first contact with the new one. */
    private void changeLas() throws IOException, InterruptedException {
        ok(
                200,
                "POST",
                product.simulator() + "/_sim/schools/98YY-00/edits",
                "",
                json(Map.of("kind", "group-arrives", "name", "Groep 10", "year", "8")));
        ok(202, "POST", SCHOOL + "/imports", beheerder, "{}");
        idle();
        String before = importId();
        endLink(ok(200, "GET", SCHOOL + "/link", beheerder, ""));
        removeNumbers();
        ok(201, "POST", SCHOOL + "/link", beheerder, form("ESIS"));
        idle();
        approve();
        assertThat(importId()).isNotEmpty().isNotEqualTo(before);
    }

    /**
     * A row that the bus refuses when the stream brings it, as it has no detail type, and takes when the sweep does. The stream
     * brings the row as it was inserted, so that its function never publishes it, whenever it comes.
     */
    private void leaveBehind() throws IOException, InterruptedException {
        Map<String, AttributeValue> row = new HashMap<>(Map.of(
                "pk", AttributeValue.fromS("left-behind"),
                "schemaVersion", AttributeValue.fromN("1"),
                "detailType", AttributeValue.fromS(""),
                "detail", AttributeValue.fromS(json(Map.of("school", SCHOOL_ID, "correlationId", "left-behind"))),
                "createdAt",
                        AttributeValue.fromS(
                                Instant.now().minus(Duration.ofMinutes(3)).toString())));
        product.put("OutboxTable", row);
        row.put("detailType", AttributeValue.fromS("LeftBehind"));
        product.put("OutboxTable", row);
        ok(200, "POST", "/_local/sweep", "", "");
    }

    private String importId() {
        try {
            return ok(200, "GET", SCHOOL + "/import", beheerder, "")
                    .body()
                    .path("importId")
                    .asText();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Matcher lastMailLink() throws IOException, InterruptedException {
        Matcher last = null;
        for (JsonNode mail : ok(200, "GET", "/_local/mails", "", "").body()) {
            Matcher link = MAIL_LINK.matcher(mail.path("text").asText());
            if (link.find()) {
                String at = mail.path("at").asText();
                if (last == null || at.compareTo(newest) > 0) {
                    last = link;
                    newest = at;
                }
            }
        }
        assertThat(last).isNotNull();
        return last;
    }

    private String newest = "";

    private void idle() throws IOException, InterruptedException {
        ok(200, "POST", "/_local/idle", "", "");
    }

    private Answer ok(int status, String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return answered(status, product.call(method, path, token, body, Map.of()));
    }

    private Answer answered(int status, Answer answer) {
        assertThat(answer.status())
                .as("the answer %s, with the uses%n%s", answer.body(), denied())
                .isEqualTo(status);
        return answer;
    }

    private List<String> denied() {
        try (Stream<String> lines = Files.lines(folder.resolve("uses"))) {
            return lines.filter(line -> line.endsWith(" denied")).distinct().toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private String form(String type) {
        return json(Map.of(
                "type", type,
                "brin", "98YY",
                "dependance", "00",
                "schoolYear", schoolYear,
                "authorisationKey", "demo-sleutel-98YY-00",
                "schoolKey", ""));
    }

    private static String json(Map<String, String> fields) {
        return JSON.valueToTree(fields).toString();
    }
}
