package nl.laslink.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final String SECRET_TEXT = "Noor van der Meer";
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Routes routes = new Routes(Invoke.log(new PrintStream(logged, true, StandardCharsets.UTF_8)))
            .get("/hello", Access.ANONYMOUS, _ -> Reply.ok(JsonObject.empty().put("hello", "world")))
            .post("/echo", Access.ANONYMOUS, r -> Reply.ok(r.json()))
            .put("/version", Access.ANONYMOUS, r -> Reply.moved(r.ifMatch() + 1))
            .post(
                    "/wrong",
                    Access.ANONYMOUS,
                    _ -> Reply.refused(Problem.fields(List.of(new Problem.FieldError("brin", "brin-form")))))
            .get("/broken", Access.ANONYMOUS, _ -> {
                throw new IllegalStateException(SECRET_TEXT);
            })
            .get("/closed", Access.SIGNED_IN, _ -> Reply.ok(JsonObject.empty()));

    @Test
    void answersRoute_neverCached() {
        JsonObject answer = call("GET", "/hello", "");

        assertThat(answer.integer("statusCode")).isEqualTo(200);
        assertThat(answer.text("body")).isEqualTo("{\"hello\":\"world\"}");
        assertThat(answer.object("headers").text("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void reads_whatApiGatewayEncoded() {
        String body = Base64.getEncoder().encodeToString("{\"naam\":\"Zoë\"}".getBytes(StandardCharsets.UTF_8));

        JsonObject answer = call(event("POST", "/echo", body).put("isBase64Encoded", true));

        assertThat(answer.text("body")).isEqualTo("{\"naam\":\"Zoë\"}");
    }

    @Test
    void answers404_whenRouteIsUnknown() {
        assertThat(problem(call("POST", "/hello", ""), 404)).isEqualTo("/problems/not-found");
        assertThat(problem(call("GET", "/nowhere", ""), 404)).isEqualTo("/problems/not-found");
    }

    @Test
    void answersCurrentVersion_whenWriteWasBasedOnAnother() {
        JsonObject event = event("PUT", "/version", "{}");
        event.put("headers", JsonObject.empty().put("If-Match", "\"3\""));

        JsonObject answer = call(event);

        assertThat(problem(answer, 412)).isEqualTo("/problems/moved");
        assertThat(answer.object("headers").text("ETag")).isEqualTo("\"4\"");
    }

    @Test
    void refusesWrite_withoutVersion() {
        assertThat(problem(call("PUT", "/version", "{}"), 422)).isEqualTo("/problems/if-match-missing");
    }

    @Test
    void refusesBody_thatIsNoJsonObject() {
        for (String body : new String[] {"", "[]", "{", "null", "\"x\""}) {
            assertThat(problem(call("POST", "/echo", body), 422)).as(body).isEqualTo("/problems/body-unreadable");
        }
    }

    @Test
    void namesFieldInBothLanguages_whenItIsWrong() {
        JsonObject answer = call("POST", "/wrong", "{}");

        JsonObject problem = JsonObject.parse(answer.text("body"));
        JsonObject error = problem.objects("errors").getFirst();
        assertThat(answer.object("headers").text("Content-Type")).startsWith("application/problem+json");
        assertThat(problem.text("title")).isEqualTo("Controleer de velden.");
        assertThat(problem.object("en").text("title")).isEqualTo("Check the fields.");
        assertThat(error.text("field")).isEqualTo("brin");
        assertThat(error.text("message")).isEqualTo("Een brincode heeft 2 cijfers en 2 letters, zoals 12AB.");
        assertThat(error.text("en")).isEqualTo("A BRIN code is 2 digits and 2 letters, such as 12AB.");
        assertThat(problem.text("reference")).isEqualTo("req-1");
    }

    @Test
    void answers500WithReference_andTellsNothingOfIt_whenUnforeseen() {
        JsonObject answer = call("GET", "/broken", "");

        assertThat(problem(answer, 500)).isEqualTo("/problems/unforeseen");
        assertThat(answer.text("body")).contains("req-1").doesNotContain(SECRET_TEXT);
        assertThat(log()).contains("IllegalStateException", "req-1").doesNotContain(SECRET_TEXT);
    }

    @Test
    void refusesAccess_beforeWorkIsDone() {
        assertThat(problem(call("GET", "/closed", ""), 403)).isEqualTo("/problems/not-signed-in");
    }

    @Test
    void logsRouteAndStatus_butNothingThatWasTyped() {
        JsonObject event = event("POST", "/echo", "{\"naam\":\"" + SECRET_TEXT + "\"}");
        event.put("path", "/echo/" + SECRET_TEXT);
        event.put("queryStringParameters", JsonObject.empty().put("q", SECRET_TEXT));

        call(event);

        JsonObject line = JsonObject.parse(log());
        assertThat(line.text("route")).isEqualTo("POST /echo");
        assertThat(line.integer("status")).isEqualTo(200);
        assertThat(log()).doesNotContain(SECRET_TEXT);
    }

    @Test
    void logsNoRequestId_ofAnotherForm() {
        JsonObject event = event("GET", "/broken", "");
        event.put("requestContext", JsonObject.empty().put("requestId", SECRET_TEXT));

        JsonObject answer = call(event);

        assertThat(JsonObject.parse(answer.text("body")).text("reference")).isEqualTo("unknown");
        assertThat(JsonObject.parse(log()).text("correlationId")).isEqualTo("unknown");
        assertThat(log()).doesNotContain(SECRET_TEXT);
    }

    @Test
    void logsTheSubject_whenSomebodyIsSignedIn() {
        call(signedIn("4b1c2d3e-0000-4000-8000-000000000001"));

        assertThat(JsonObject.parse(log()).text("subject")).isEqualTo("4b1c2d3e-0000-4000-8000-000000000001");
    }

    @Test
    void logsNoSubject_ofNobodyOrOfAnotherForm() {
        call("GET", "/hello", "");
        call(signedIn(SECRET_TEXT));

        assertThat(log()).doesNotContain("subject", SECRET_TEXT);
    }

    private static JsonObject signedIn(String subject) {
        return event("GET", "/closed", "")
                .put(
                        "requestContext",
                        JsonObject.empty()
                                .put("requestId", "req-1")
                                .put(
                                        "authorizer",
                                        JsonObject.empty()
                                                .put(
                                                        "claims",
                                                        JsonObject.empty().put("sub", subject))));
    }

    @Test
    void namesItsRoutes() {
        assertThat(routes.names())
                .contains("GET /hello", "POST /echo", "PUT /version")
                .hasSize(6);
    }

    private JsonObject call(String method, String resource, String body) {
        return call(event(method, resource, body));
    }

    private JsonObject call(JsonObject event) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            routes.answer(new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)), out);
            return JsonObject.parse(out.toString(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static JsonObject event(String method, String resource, String body) {
        return JsonObject.empty()
                .put("httpMethod", method)
                .put("resource", resource)
                .put("body", body)
                .put("requestContext", JsonObject.empty().put("requestId", "req-1"));
    }

    private static String problem(JsonObject answer, int status) {
        assertThat(answer.integer("statusCode")).as(answer.text("body")).isEqualTo(status);
        return JsonObject.parse(answer.text("body")).text("type");
    }

    private String log() {
        return logged.toString(StandardCharsets.UTF_8);
    }
}
