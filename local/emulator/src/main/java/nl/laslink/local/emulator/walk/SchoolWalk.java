package nl.laslink.local.emulator.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.laslink.local.emulator.walk.ProductClient.Answer;
import nl.laslink.local.emulator.walk.ProductClient.UnexpectedAnswer;

/**
 * The steps of one demonstration school through the whole product, over HTTP as pages and people call it. Every step checks
 * what it left. The tests of the emulator and the check of LocalStack walk the same steps.
 */
public final class SchoolWalk {
    public static final String SCHOOL = "98YY-00";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OF_SCHOOL = "/api/schools/" + SCHOOL;
    private static final String KEY = "demo-sleutel-" + SCHOOL;
    private static final Pattern MAIL_LINK =
            Pattern.compile("/goedkeuren#school=([^&]+)&request=([^&]+)&token=([\\w-]+)");

    private final ProductClient product;
    private final URI approvals;
    private final Path examples;

    private String beheerder = "";
    private String customerService = "";
    private String schoolYear = "";
    private String newestMail = "";
    private final Set<String> groupsBefore = new HashSet<>();

    /**
     * @param approvals the API without sign-in, to which the mail link leads; ends in a slash
     * @param examples the folder with the example events of each function
     */
    public SchoolWalk(ProductClient product, URI approvals, Path examples) {
        this.product = product;
        this.approvals = approvals;
        this.examples = examples;
    }

    /** One step with a name for people. */
    public record Step(String name, Action action) {
        /** @throws UnexpectedAnswer when the product does something else than it should */
        public void walk() throws IOException, InterruptedException {
            action.run();
        }
    }

    @FunctionalInterface
    public interface Action {
        void run() throws IOException, InterruptedException;
    }

    /** From the sign-in to the scores that the LAS received. */
    public List<Step> toFirstScores() {
        return Stream.of(
                        upToCommit(),
                        List.of(
                                new Step("sitting", this::takeTestOfImportedGroup),
                                new Step("night", this::sendScores)))
                .flatMap(List::stream)
                .toList();
    }

    /** The same and all around it: scores that wait, a later import, an edit, another LAS, and the end of the link. */
    public List<Step> whole() {
        return Stream.of(
                        List.of(new Step("scores before the link", this::takeEveryTest)),
                        upToCommit(),
                        List.of(
                                new Step("a later import, aborted", this::abortLaterImport),
                                new Step("roster and log", this::editPupil),
                                new Step("sitting", this::takeEveryTest),
                                new Step("a corrected score", this::correctScore),
                                new Step("a change in the LAS", this::renameGroupInTheLas),
                                new Step("night", this::sendScores),
                                new Step("preview of an undo", this::previewUndo),
                                new Step("a score withdrawn and sent again", this::withdrawAndSendAgain),
                                new Step("a refused score, offered again", this::replayRefusedScore),
                                new Step("another LAS", this::changeLas),
                                new Step("end of the link", this::endLink)))
                .flatMap(List::stream)
                .toList();
    }

    private List<Step> upToCommit() {
        return List.of(
                new Step("pages and sign-in", this::signIn),
                new Step("no sign-in, no data", this::refuseStrangers),
                new Step("request and rejection", this::reject),
                new Step("request and approval", this::approveRequest),
                new Step("review and commit", this::commitFirstImport));
    }

    private void signIn() throws IOException, InterruptedException {
        product.get("/config.json", "");
        beheerder = product.token("r.hamers@dekleinelinde.example");
        customerService = product.token("k.belhaj@laslink.example");
        schoolYear = product.get(OF_SCHOOL, beheerder)
                .body()
                .path("currentSchoolYear")
                .asText();
        product.get("/api/las-types", beheerder);
    }

    /** The gateway refuses as the authorizer would; where nothing does, the function itself refuses who has no claims. */
    private void refuseStrangers() throws IOException, InterruptedException {
        product.call(401, "GET", OF_SCHOOL, "", "");
        product.call(403, "GET", "/api/schools/99XX-00", beheerder, "");
        int status = product.send("GET", approval(OF_SCHOOL), "", "", Map.of()).status();
        check(status == 401 || status == 403, "a function answers " + status + " to a call without claims");
    }

    /** In every group: the LAS does not know the pupils of each. */
    private void takeEveryTest() throws IOException, InterruptedException {
        int pupils = 0;
        for (JsonNode group : groups()) {
            pupils += sit(group);
        }
        product.awaitIdle();
        check(pupils > 0, "nobody took the test");
    }

    private void reject() throws IOException, InterruptedException {
        product.call(200, "POST", OF_SCHOOL + "/link/test", beheerder, form("SchoolOAS"));
        request("SchoolOAS");
        product.get("/api/customer-service/requests", customerService);
        product.call(
                200,
                "POST",
                "/api/customer-service/schools/" + SCHOOL + "/decision",
                customerService,
                json(Map.of(
                        "request", link().path("request").path("id").asText(),
                        "decision", "reject",
                        "reason", "De school is onbekend.")));
        product.awaitIdle();
        check(link().path("state").asText().equals("rejected"), "the link is " + link().path("state"));
    }

    private void approveRequest() throws IOException, InterruptedException {
        request("SchoolOAS");
        approve();
        product.get("/api/customer-service/schools", customerService);
        check(!openImport().isEmpty(), "nothing was fetched");
    }

    private void request(String lasType) throws IOException, InterruptedException {
        product.call(201, "POST", OF_SCHOOL + "/link", beheerder, form(lasType));
        product.awaitIdle();
    }

    private void approve() throws IOException, InterruptedException {
        Matcher link = lastMailLink();
        ObjectNode token = JSON.createObjectNode()
                .put("school", link.group(1))
                .put("request", link.group(2))
                .put("token", link.group(3));
        product.call(200, "POST", approval("/api/approvals/view"), "", token.toString());
        token.put("decision", "approve");
        product.call(200, "POST", approval("/api/approvals/decision"), "", token.toString());
        product.awaitIdle();
        check(link().path("state").asText().equals("active"), "the link is " + link().path("state"));
    }

    private String approval(String path) {
        return approvals.resolve("." + path).toString();
    }

    /** Everybody of whom a person must decide is new, except a teacher whose address is in use. */
    private void commitFirstImport() throws IOException, InterruptedException {
        for (JsonNode group : groups()) {
            groupsBefore.add(group.path("id").asText());
        }
        ObjectNode decisions = JSON.createObjectNode().put("importId", openImport());
        ArrayNode decided = decisions.putArray("rows");
        for (JsonNode row :
                product.get(OF_SCHOOL + "/import/rows", beheerder).body().path("items")) {
            if (row.path("category").asText().equals("undecided")) {
                ObjectNode decision = decided.addObject()
                        .put("rowId", row.path("rowId").asText())
                        .put("version", row.path("version").asInt());
                boolean hasAccount = row.path("kind").asText().equals("teacher") && row.has("certainRecordId");
                if (hasAccount) {
                    decision.put("category", "existing")
                            .put("recordId", row.path("certainRecordId").asText());
                } else {
                    decision.put("category", "new");
                }
            }
        }
        product.call(200, "POST", OF_SCHOOL + "/import/decisions", beheerder, decisions.toString());
        product.get(OF_SCHOOL + "/import/summary", beheerder);
        Answer decidedAll = product.get(OF_SCHOOL + "/import", beheerder);
        product.call(202, "POST", OF_SCHOOL + "/import/confirmation", beheerder, "", decidedAll.ifMatch());
        product.awaitIdle();
        String state = product.get(OF_SCHOOL + "/import", beheerder)
                .body()
                .path("state")
                .asText();
        check(state.equals("committed"), "the import is " + state);
    }

    private void previewUndo() throws IOException, InterruptedException {
        for (JsonNode commit :
                product.get(OF_SCHOOL + "/imports", beheerder).body().path("items")) {
            if (commit.path("kind").asText().equals("import")) {
                String path = OF_SCHOOL + "/imports/" + commit.path("commitId").asText() + "/undo-preview";
                product.call(200, "POST", path, beheerder, "{}");
                return;
            }
        }
        throw new UnexpectedAnswer("no import is in the history");
    }

    /** What customer service does with a fetch or commit that is stuck. */
    public void resumeStuckWork() throws IOException, InterruptedException {
        int resumed = product.call(
                        200, "POST", "/api/customer-service/schools/" + SCHOOL + "/resumption", customerService, "")
                .body()
                .path("resumed")
                .asInt();
        product.awaitIdle();
        check(resumed == 1, resumed + " stuck fetches or commits were resumed");
    }

    private void takeTestOfImportedGroup() throws IOException, InterruptedException {
        for (JsonNode group : groups()) {
            if (!groupsBefore.contains(group.path("id").asText())) {
                check(sit(group) > 0, "nobody took the test");
                product.awaitIdle();
                return;
            }
        }
        throw new UnexpectedAnswer("no group was imported");
    }

    private void sendScores() throws IOException, InterruptedException {
        product.call(200, "POST", "/_local/night", "", "");
        JsonNode results = product.get(lasSchool() + "/results", "").body().path("results");
        check(!results.isEmpty(), "the LAS got no results");
        product.get(OF_SCHOOL + "/scores", beheerder);
    }

    /** A score that the LAS took is withdrawn, and sent again at once. */
    private void withdrawAndSendAgain() throws IOException, InterruptedException {
        JsonNode accepted = score("accepted");
        product.call(200, "POST", OF_SCHOOL + "/scores/withdrawal", beheerder, chosen(accepted));
        product.call(200, "POST", OF_SCHOOL + "/scores/sending", beheerder, chosen(score("withdrawn")));
        product.awaitIdle();
        JsonNode again = product.get(
                        OF_SCHOOL + "/scores/" + accepted.path("id").asText(), beheerder)
                .body();
        check(again.path("state").asText().equals("accepted"), "the score that was sent again is not accepted");
    }

    /** A score of the future is refused, and again when customer service offers it again. */
    private void replayRefusedScore() throws IOException, InterruptedException {
        put("ScoreNormed", example("score-normed").put("school", SCHOOL).put("normedAt", "2999-01-01T00:00:00Z"));
        put("ScoreWithdrawn", example("score-withdrawn").put("school", SCHOOL));
        product.awaitIdle();
        String refused = "/api/customer-service/schools/" + SCHOOL + "/refused-scores";
        JsonNode items = product.get(refused, customerService).body().path("items");
        check(!items.isEmpty(), "no score was refused");
        for (JsonNode item : items) {
            product.call(200, "POST", refused + "/" + item.path("id").asText() + "/replay", customerService, "");
        }
        product.awaitIdle();
    }

    private JsonNode score(String state) throws IOException, InterruptedException {
        JsonNode items = product.get(OF_SCHOOL + "/scores", beheerder).body().path("items");
        for (JsonNode score : items) {
            if (score.path("state").asText().equals(state)) {
                return score;
            }
        }
        throw new IllegalStateException("no score is " + state);
    }

    private static String chosen(JsonNode score) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("results")
                .addObject()
                .put("resultKey", score.path("resultKey").asText())
                .put("version", score.path("version").asLong());
        return body.toString();
    }

    /** One group more, which is fetched twice into the same import and not wanted. */
    private void abortLaterImport() throws IOException, InterruptedException {
        addGroupInTheLas("Groep 9");
        fetch();
        fetch();
        product.get(OF_SCHOOL + "/choices", beheerder);
        Answer open = product.get(OF_SCHOOL + "/import", beheerder);
        product.call(200, "POST", OF_SCHOOL + "/import/abort", beheerder, "{}", open.ifMatch());
    }

    private void fetch() throws IOException, InterruptedException {
        product.call(202, "POST", OF_SCHOOL + "/imports", beheerder, "{}");
        product.awaitIdle();
    }

    private void editPupil() throws IOException, InterruptedException {
        JsonNode pupil = roster().path("pupils").get(0);
        product.call(
                200,
                "PUT",
                OF_SCHOOL + "/pupils/" + pupil.path("id").asText() + "/status",
                beheerder,
                "{\"active\":false}",
                Map.of("If-Match", "\"" + pupil.path("version").asText() + "\""));
        product.get(OF_SCHOOL + "/audit", beheerder);
    }

    /** The test centre's own example for a pupil of this school, and once more an hour later. */
    private void correctScore() throws IOException, InterruptedException {
        JsonNode pupil = roster().path("pupils").get(1);
        put("TestDefined", example("test-defined"));
        for (String normedAt : List.of("2026-11-21T15:04:05Z", "2026-11-21T16:04:05Z")) {
            put(
                    "ScoreNormed",
                    example("score-normed")
                            .put("school", SCHOOL)
                            .put("pupilId", pupil.path("id").asText())
                            .put("normedAt", normedAt));
            product.awaitIdle();
        }
    }

    /** The night's import settles without a press. */
    private void renameGroupInTheLas() throws IOException, InterruptedException {
        String group = product.get(lasSchool(), "").body().at("/groups/0/key").asText();
        editLas(Map.of("kind", "group-renamed", "group", group, "name", "Groep Zonnebloem"));
    }

    /** The open import is of the LAS that the school left: the first contact with the new one supersedes it. */
    private void changeLas() throws IOException, InterruptedException {
        addGroupInTheLas("Groep 10");
        fetch();
        String before = openImport();
        endLink(product.get(OF_SCHOOL + "/link", beheerder));
        removeNumbers();
        request("ESIS");
        approve();
        String after = openImport();
        check(!after.isEmpty() && !after.equals(before), "the import of the former LAS is still open");
    }

    private void removeNumbers() throws IOException, InterruptedException {
        product.call(200, "POST", OF_SCHOOL + "/external-numbers/removal", beheerder, "{\"mode\":\"check\"}");
        product.call(202, "POST", OF_SCHOOL + "/external-numbers/removal", beheerder, "{\"mode\":\"execute\"}");
        product.awaitIdle();
    }

    private void endLink() throws IOException, InterruptedException {
        Answer active = product.get(OF_SCHOOL + "/link", beheerder);
        endLink(product.call(
                200,
                "PUT",
                OF_SCHOOL + "/link",
                beheerder,
                json(Map.of("schoolYear", schoolYear, "authorisationKey", KEY)),
                active.ifMatch()));
    }

    private void endLink(Answer active) throws IOException, InterruptedException {
        product.call(200, "POST", OF_SCHOOL + "/link/end", beheerder, "{}", active.ifMatch());
    }

    /** The school's groups, teachers and pupils as the pages get them. */
    public JsonNode roster() throws IOException, InterruptedException {
        return product.get(OF_SCHOOL + "/roster", beheerder).body();
    }

    private JsonNode link() throws IOException, InterruptedException {
        return product.get(OF_SCHOOL + "/link", beheerder).body();
    }

    private String openImport() throws IOException, InterruptedException {
        return product.get(OF_SCHOOL + "/import", beheerder)
                .body()
                .path("importId")
                .asText();
    }

    private JsonNode groups() throws IOException, InterruptedException {
        for (JsonNode school : product.get("/_local/schools", "").body()) {
            if (school.path("school").asText().equals(SCHOOL)) {
                return school.path("groups");
            }
        }
        throw new UnexpectedAnswer("the school is not there");
    }

    /** Returns the number of pupils who took the test. */
    private int sit(JsonNode group) throws IOException, InterruptedException {
        String sitting = json(Map.of("school", SCHOOL, "group", group.path("id").asText()));
        return product.call(200, "POST", "/_local/sittings", "", sitting)
                .body()
                .path("pupils")
                .asInt();
    }

    private ObjectNode example(String name) throws IOException {
        JsonNode batch = JSON.readTree(
                examples.resolve("record-scores/" + name + ".json").toFile());
        return (ObjectNode) JSON.readTree(batch.at("/Records/0/body").asText()).path("detail");
    }

    private void put(String detailType, ObjectNode detail) throws IOException, InterruptedException {
        ObjectNode event = JSON.createObjectNode().put("source", "testcentre").put("detail-type", detailType);
        product.call(
                200, "POST", "/_local/events", "", event.set("detail", detail).toString());
    }

    private void addGroupInTheLas(String name) throws IOException, InterruptedException {
        editLas(Map.of("kind", "group-arrives", "name", name, "year", "8"));
    }

    private void editLas(Map<String, String> edit) throws IOException, InterruptedException {
        product.call(200, "POST", lasSchool() + "/edits", "", json(edit));
    }

    private String lasSchool() throws IOException, InterruptedException {
        return product.lasSimulator() + "_sim/schools/" + SCHOOL;
    }

    /** A link of a mail that is newer than the last one; a rejected request has a mail too. */
    private Matcher lastMailLink() throws IOException, InterruptedException {
        Matcher last = null;
        for (JsonNode mail : product.mails()) {
            Matcher link = MAIL_LINK.matcher(mail.path("text").asText());
            if (link.find() && mail.path("at").asText().compareTo(newestMail) > 0) {
                last = link;
                newestMail = mail.path("at").asText();
            }
        }
        if (last == null) {
            throw new UnexpectedAnswer("no mail has a link to an approval");
        }
        return last;
    }

    private String form(String lasType) {
        return json(Map.of(
                "type",
                lasType,
                "brin",
                SCHOOL.substring(0, 4),
                "dependance",
                SCHOOL.substring(5),
                "schoolYear",
                schoolYear,
                "authorisationKey",
                KEY,
                "schoolKey",
                ""));
    }

    private static String json(Map<String, String> fields) {
        return JSON.valueToTree(fields).toString();
    }

    private static void check(boolean holds, String why) {
        if (!holds) {
            throw new UnexpectedAnswer(why);
        }
    }
}
