package nl.laslink.local.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks a school from the request to the scores that its LAS got, over HTTP as pages and people do. */
final class Walk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHOOL = "98YY-00";
    private static final String OF_SCHOOL = "/api/schools/" + SCHOOL;
    private static final Pattern MAIL_LINK =
            Pattern.compile("/goedkeuren#school=([^&]+)&request=([^&]+)&token=([\\w-]+)");
    private static final Duration LIMIT = Duration.ofMinutes(6); // a little longer than the product waits itself

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI web;
    private final URI restApi;
    private JsonNode info = JSON.createObjectNode();
    private String beheerder = "";
    private String step = "";

    /**
     * @param web where the pages and the gateway are
     * @param restApi the stage of the API that CloudFormation made, which asks for no token here; ends in a slash
     */
    Walk(URI web, URI restApi) {
        this.web = web;
        this.restApi = restApi;
    }

    /** The chain is broken at this step; the message is for a person. */
    static final class Broken extends RuntimeException {
        Broken(String step, String why) {
            super("localstack: it broke at \"" + step + "\": " + why);
        }
    }

    private record Answer(int status, JsonNode body, Optional<String> eTag) {}

    /** @throws Broken at the first step that does not do what it should */
    void go() throws InterruptedException {
        try {
            step("pages and sign-in", this::signIn);
            step("no sign-in, no data", this::refuse);
            step("request", this::request);
            step("mail and approval", this::approve);
            step("fetch", this::fetched);
            step("review and commit", this::review);
            step("score", this::score);
            step("night", this::night);
        } catch (IOException lost) {
            throw new Broken(step, "no answer: " + lost);
        }
    }

    @FunctionalInterface
    private interface Step {
        void walk() throws IOException, InterruptedException;
    }

    private void step(String name, Step step) throws IOException, InterruptedException {
        this.step = name;
        long begin = System.nanoTime();
        step.walk();
        System.out.printf("  %-20s %5.1f s%n", name, (System.nanoTime() - begin) / 1e9);
    }

    private void signIn() throws IOException, InterruptedException {
        call(200, "GET", "/config.json", "");
        info = call(200, "GET", "/_local/info", "").body();
        beheerder = token("r.hamers@dekleinelinde.example");
        call(200, "GET", OF_SCHOOL, beheerder);
        call(200, "GET", "/api/las-types", beheerder);
    }

    /** The gateway refuses as the authorizer would; where nothing does, the function itself refuses who has no claims. */
    private void refuse() throws IOException, InterruptedException {
        call(401, "GET", OF_SCHOOL, "");
        call(403, "GET", "/api/schools/99XX-00", beheerder);
        int status =
                send(restApi.resolve("." + OF_SCHOOL), "GET", "", "", Map.of()).status();
        check(status == 401 || status == 403, "a function answers " + status + " to a call without claims");
    }

    private void request() throws IOException, InterruptedException {
        ObjectNode form = JSON.createObjectNode()
                .put("type", "SchoolOAS")
                .put("brin", "98YY")
                .put("dependance", "00")
                .put("schoolYear", schoolYear())
                .put("authorisationKey", "demo-sleutel-98YY-00")
                .put("schoolKey", "");
        call(201, "POST", OF_SCHOOL + "/link", beheerder, form);
        idle();
    }

    /** Through the API that CloudFormation made: its paths, its deployment and its permission to call the function. */
    private void approve() throws IOException, InterruptedException {
        Matcher link = mailLink();
        ObjectNode token = JSON.createObjectNode()
                .put("school", link.group(1))
                .put("request", link.group(2))
                .put("token", link.group(3));
        answered(200, send(restApi.resolve("./api/approvals/view"), "POST", "", token.toString(), Map.of()));
        token.put("decision", "approve");
        answered(200, send(restApi.resolve("./api/approvals/decision"), "POST", "", token.toString(), Map.of()));
        idle();
        String state = call(200, "GET", OF_SCHOOL + "/link", beheerder)
                .body()
                .path("state")
                .asText();
        check(state.equals("active"), "the link is " + state);
    }

    private void fetched() throws IOException, InterruptedException {
        JsonNode fetched = call(200, "GET", OF_SCHOOL + "/import", beheerder).body();
        check(!fetched.path("importId").asText().isEmpty(), "there is no import: " + fetched);
    }

    private void review() throws IOException, InterruptedException {
        JsonNode rows =
                call(200, "GET", OF_SCHOOL + "/import/rows", beheerder).body().path("items");
        ObjectNode decisions = JSON.createObjectNode()
                .put(
                        "importId",
                        call(200, "GET", OF_SCHOOL + "/import", beheerder)
                                .body()
                                .path("importId")
                                .asText());
        ArrayNode decided = decisions.putArray("rows");
        rows.forEach(row -> {
            if (row.path("category").asText().equals("undecided")) {
                decided.addObject()
                        .put("rowId", row.path("rowId").asText())
                        .put("version", row.path("version").asInt())
                        .put("category", "new");
            }
        });
        if (!decided.isEmpty()) {
            call(200, "POST", OF_SCHOOL + "/import/decisions", beheerder, decisions);
        }
        Answer summed = call(200, "GET", OF_SCHOOL + "/import", beheerder);
        String version = summed.eTag().orElseThrow(() -> new Broken(step, "the import has no ETag"));
        answered(
                202,
                send(
                        web.resolve(OF_SCHOOL + "/import/confirmation"),
                        "POST",
                        beheerder,
                        "{\"keepActive\":[]}",
                        Map.of("If-Match", version)));
        idle();
        String state = call(200, "GET", OF_SCHOOL + "/import", beheerder)
                .body()
                .path("state")
                .asText();
        check(state.equals("committed"), "the import is " + state);
    }

    private void score() throws IOException, InterruptedException {
        int pupils = 0;
        for (JsonNode school : call(200, "GET", "/_local/schools", "").body()) {
            if (school.path("school").asText().equals(SCHOOL)) {
                ObjectNode sitting = JSON.createObjectNode()
                        .put("school", SCHOOL)
                        .put("group", school.path("groups").get(0).path("id").asText());
                pupils = call(200, "POST", "/_local/sittings", "", sitting)
                        .body()
                        .path("pupils")
                        .asInt();
            }
        }
        check(pupils > 0, "nobody sat the test");
    }

    private void night() throws IOException, InterruptedException {
        call(200, "POST", "/_local/night", "", JSON.createObjectNode());
        URI simulator = URI.create(info.path("addresses").path("lasSimulator").asText());
        JsonNode results = answered(
                        200, send(simulator.resolve("/_sim/schools/" + SCHOOL + "/results"), "GET", "", "", Map.of()))
                .body();
        check(!results.isEmpty(), "the LAS got no results");
        call(200, "GET", OF_SCHOOL + "/scores", beheerder);
    }

    private Matcher mailLink() throws IOException, InterruptedException {
        for (JsonNode mail : call(200, "GET", "/_local/mails", "").body()) {
            Matcher link = MAIL_LINK.matcher(mail.path("text").asText());
            if (link.find()) {
                return link;
            }
        }
        throw new Broken(step, "no mail asks for approval");
    }

    private String schoolYear() throws IOException, InterruptedException {
        return call(200, "GET", OF_SCHOOL, beheerder).body().path("schoolYear").asText("2026-2027");
    }

    private void idle() throws IOException, InterruptedException {
        call(200, "POST", "/_local/idle", "", JSON.createObjectNode());
    }

    private String token(String email) throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder();
        info.path("token").path("form").properties().forEach(field -> {
            String value =
                    field.getKey().equals("username") ? email : field.getValue().asText();
            form.append(field.getKey())
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                    .append('&');
        });
        URI address = URI.create(info.path("token").path("url").asText());
        return answered(
                        200,
                        send(
                                address,
                                "POST",
                                "",
                                form.toString(),
                                Map.of("Content-Type", "application/x-www-form-urlencoded")))
                .body()
                .path("id_token")
                .asText();
    }

    private Answer call(int status, String method, String path, String token) throws IOException, InterruptedException {
        return answered(status, send(web.resolve(path), method, token, "", Map.of()));
    }

    private Answer call(int status, String method, String path, String token, JsonNode body)
            throws IOException, InterruptedException {
        return answered(status, send(web.resolve(path), method, token, body.toString(), Map.of()));
    }

    private Answer send(URI address, String method, String token, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .setHeader("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        headers.forEach(request::setHeader);
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean isJson = answer.body().startsWith("{") || answer.body().startsWith("[");
        return new Answer(
                answer.statusCode(),
                isJson ? JSON.readTree(answer.body()) : JSON.createObjectNode(),
                answer.headers().firstValue("ETag"));
    }

    private Answer answered(int status, Answer answer) {
        check(answer.status() == status, "answered " + answer.status() + " and not " + status + ": " + answer.body());
        return answer;
    }

    private void check(boolean holds, String why) {
        if (!holds) {
            throw new Broken(step, why);
        }
    }
}
