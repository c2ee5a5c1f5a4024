package nl.laslink.fetchimport;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.laslink.domain.Word;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.link.Contact;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.Problem;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;

/** Test verbinding, over HTTP. */
public final class TestConnectionHandler implements RequestStreamHandler {
    /** What the years mean only an import tells: it knows the school's own type, which goes before that of its LAS. */
    private static final Set<Delivery.Kind> OF_THE_TYPE_OF_SCHOOL =
            EnumSet.of(Delivery.Kind.YEAR_GROUP_READ_AS_SECONDARY, Delivery.Kind.YEAR_GROUP_OF_SECONDARY_SCHOOL);

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
            case TestConnection.Outcome.Answered(FetchOutcome answer) -> answered(answer);
            case TestConnection.Outcome.NoActiveLink() -> Reply.refused(409, "no-active-link");
            case TestConnection.Outcome.Wrong(var errors) ->
                Reply.refused(Problem.fields(errors.stream()
                        .map(e -> new Problem.FieldError(e.field(), e.code()))
                        .toList()));
        };
    }

    private static Reply answered(FetchOutcome answer) {
        Contact contact = Contact.of(answer, Instant.EPOCH);
        boolean isSlow = answer instanceof Failed.Unanswered(var reason) && reason == NoAnswer.TIMEOUT;
        String outcome = isSlow ? "slow" : Word.of(contact.outcome());
        Log.line().outcome(outcome);
        JsonObject json = JsonObject.empty()
                .put("outcome", outcome)
                .put("reason", contact.reason())
                .put("reasons", contact.reasons());
        if (answer instanceof FetchOutcome.Delivered delivered) {
            json.put("counts", counts(delivered.delivery()))
                    .putObjects("warnings", warnings(delivered.delivery()), w -> JsonObject.empty()
                            .put("kind", w.kind())
                            .put("count", w.count()));
        }
        return Reply.ok(json);
    }

    private static List<Delivery.Warning> warnings(Delivery delivery) {
        return delivery.warnings().stream()
                .filter(w -> !OF_THE_TYPE_OF_SCHOOL.contains(w.kind()))
                .toList();
    }

    private static JsonObject counts(Delivery delivery) {
        return JsonObject.empty()
                .put("groups", delivery.groups().size())
                .put("teachers", delivery.teachers().size())
                .put("pupils", delivery.pupils().size());
    }

    private static TestConnection.Typed typed(JsonObject body) {
        return new TestConnection.Typed(
                text(body, "type"), text(body, "schoolYear"), text(body, "authorisationKey"), text(body, "schoolKey"));
    }

    private static String text(JsonObject body, String field) {
        return body.optionalText(field).map(String::strip).orElse("");
    }
}
