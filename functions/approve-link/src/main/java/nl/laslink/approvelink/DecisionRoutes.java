package nl.laslink.approvelink;

import java.util.List;
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

/** The decision about a request, over HTTP: from the page that a mail opens, or by customer service from its own pages. */
record DecisionRoutes(ApproveLinkWiring w) {
    private static final String SERVICE = "/api/customer-service";

    Routes addTo(Routes routes) {
        return routes.post("/api/approvals/view", Access.ANONYMOUS, r -> visit(r.json(), w.decide()::view))
                .post(
                        "/api/approvals/decision",
                        Access.ANONYMOUS,
                        r -> checked(
                                r, decision -> visit(r.json(), v -> w.decide().decide(v, decision))))
                .post(
                        SERVICE + "/schools/{school}/decision",
                        Access.CUSTOMER_SERVICE,
                        r -> checked(r, decision -> decide(r, decision)));
    }

    private Reply visit(JsonObject body, Function<DecideRequest.Visit, DecideRequest.Outcome> work) {
        return reply(VisitJson.read(body).map(work).orElseGet(DecideRequest.Outcome.Unknown::new), "approval-unknown");
    }

    private Reply decide(HttpRequest r, Decision decision) {
        Optional<LinkRequestId> request =
                r.json().optionalText("request").flatMap(id -> VisitJson.parsed(LinkRequestId::new, id));
        DecideRequest.Outcome outcome = VisitJson.parsed(
                        SchoolId::parse, r.path().getOrDefault("school", ""))
                .flatMap(school -> request.map(
                        id -> w.decide().decide(school, id, decision, r.person().actor())))
                .orElseGet(DecideRequest.Outcome.Unknown::new);
        return reply(outcome, "no-such-request");
    }

    private Reply reply(DecideRequest.Outcome outcome, String unknown) {
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
