package nl.laslink.approvelink;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.Problem;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;

/** The decision about a request, over HTTP. A link in a mail opens a page; only the press on its button comes here. */
public final class ApproveLinkHandler implements RequestStreamHandler {
    private static final String SERVICE = "/api/customer-service";
    private final Routes routes;

    public ApproveLinkHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public ApproveLinkHandler(Map<String, String> variables, Clock clock) {
        this(ApproveLinkWiring.of(ApproveLinkConfig.from(variables), clock), Log.of("approve-link", variables));
    }

    ApproveLinkHandler(ApproveLinkWiring w, Log log) {
        this.routes = new Routes(log)
                .post("/api/approvals/view", Access.ANONYMOUS, r -> visit(w, r.json(), w.decide()::view))
                .post(
                        "/api/approvals/decision",
                        Access.ANONYMOUS,
                        r -> checked(
                                r,
                                decision -> visit(w, r.json(), v -> w.decide().decide(v, decision))))
                .get(
                        SERVICE + "/requests",
                        Access.CUSTOMER_SERVICE,
                        _ -> Reply.ok(w.view().openRequests()))
                .get(
                        SERVICE + "/schools",
                        Access.CUSTOMER_SERVICE,
                        r -> Reply.ok(w.view().schools(r.cursor())))
                .post(SERVICE + "/schools/{school}/resumption", Access.CUSTOMER_SERVICE, r -> resume(w, r))
                .post(
                        SERVICE + "/schools/{school}/decision",
                        Access.CUSTOMER_SERVICE,
                        r -> checked(r, decision -> decide(w, r, decision)));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        routes.answer(in, out);
    }

    private static Reply visit(
            ApproveLinkWiring w, JsonObject body, Function<DecideRequest.Visit, DecideRequest.Outcome> work) {
        return reply(
                w, VisitJson.read(body).map(work).orElseGet(DecideRequest.Outcome.Unknown::new), "approval-unknown");
    }

    private static Reply decide(ApproveLinkWiring w, HttpRequest r, Decision decision) {
        Optional<LinkRequestId> request =
                r.json().optionalText("request").flatMap(id -> VisitJson.parsed(LinkRequestId::new, id));
        DecideRequest.Outcome outcome = VisitJson.parsed(
                        SchoolId::parse, r.path().getOrDefault("school", ""))
                .flatMap(school -> request.map(
                        id -> w.decide().decide(school, id, decision, r.person().actor())))
                .orElseGet(DecideRequest.Outcome.Unknown::new);
        return reply(w, outcome, "no-such-request");
    }

    private static Reply resume(ApproveLinkWiring w, HttpRequest r) {
        return VisitJson.parsed(SchoolId::parse, r.path().getOrDefault("school", ""))
                .map(school -> {
                    int resumed = w.resume().resume(school, r.person().actor());
                    Log.line().school(school).outcome("resumed").count("resumed", resumed);
                    return Reply.ok(JsonObject.empty().put("resumed", resumed));
                })
                .orElseGet(() -> Reply.refused(404, "no-such-request"));
    }

    private static Reply reply(ApproveLinkWiring w, DecideRequest.Outcome outcome, String unknown) {
        return switch (outcome) {
            case DecideRequest.Outcome.Standing(Link link) ->
                Logged.standing(link, Reply.ok(w.view().request(link)));
            case DecideRequest.Outcome.Decided(Link link) ->
                Logged.decided(link, Reply.ok(w.view().request(link)));
            case DecideRequest.Outcome.Expired() -> Reply.refused(410, "approval-expired");
            case DecideRequest.Outcome.Unknown() -> Reply.refused(404, unknown);
        };
    }

    private static Reply checked(HttpRequest r, Function<Decision, Reply> work) {
        JsonObject body = r.json();
        String reason = body.optionalText("reason").orElse("");
        return switch (Decision.read(body.optionalText("decision").orElse(""), reason)) {
            case Decision.Read.Checked(Decision decision) -> work.apply(decision);
            case Decision.Read.Wrong(List<Decision.FieldError> errors) ->
                Reply.refused(Problem.fields(errors.stream()
                        .map(e -> new Problem.FieldError(e.field(), e.code()))
                        .toList()));
        };
    }
}
