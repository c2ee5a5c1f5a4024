package nl.laslink.fetchimport;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.Problem;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;

/** Test verbinding, over HTTP. */
public final class TestConnectionHandler implements RequestStreamHandler {
    private final Routes routes;

    public TestConnectionHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public TestConnectionHandler(Map<String, String> variables, Clock clock) {
        this(FetchImportWiring.of(TestConnectionConfig.from(variables), clock), Log.of("test-connection", variables));
    }

    TestConnectionHandler(TestConnection useCase, Log log) {
        this.routes = new Routes(log).post("/api/schools/{school}/link/test", Access.SCHOOL, r -> test(useCase, r));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        routes.answer(in, out);
    }

    private static Reply test(TestConnection useCase, HttpRequest r) {
        return switch (useCase.execute(r.school(), typed(r.json()))) {
            case TestConnection.Outcome.Answered(FetchOutcome answer) -> {
                Log.line().outcome(TestView.outcome(answer));
                yield Reply.ok(TestView.of(answer));
            }
            case TestConnection.Outcome.NoActiveLink() -> Reply.refused(409, "no-active-link");
            case TestConnection.Outcome.Wrong(var errors) ->
                Reply.refused(Problem.fields(errors.stream()
                        .map(e -> new Problem.FieldError(e.field(), e.code()))
                        .toList()));
        };
    }

    private static TestConnection.Typed typed(JsonObject body) {
        return new TestConnection.Typed(
                text(body, "type"), text(body, "schoolYear"), text(body, "authorisationKey"), text(body, "schoolKey"));
    }

    private static String text(JsonObject body, String field) {
        return body.optionalText(field).map(String::strip).orElse("");
    }
}
