package nl.laslink.requestlink;

import java.util.List;
import nl.laslink.domain.link.Link;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.HttpResponse;
import nl.laslink.platform.http.Problem;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.log.Metric;

/** A school's link, over HTTP: request it, change it, end it, and remove the numbers that a former LAS left. */
record LinkRoutes(RequestLinkWiring w) {
    private static final String LINK = "/api/schools/{school}/link";

    Routes addTo(Routes routes) {
        return routes.get(
                        "/api/las-types",
                        Access.SIGNED_IN,
                        _ -> Reply.ok(w.view().types()))
                .get(LINK, Access.SCHOOL, r -> Reply.of(w.view().of(r.school(), 200)))
                .post(LINK, Access.SCHOOL, this::request)
                .put(LINK, Access.SCHOOL, this::change)
                .post(LINK + "/end", Access.SCHOOL, this::end)
                .post("/api/schools/{school}/external-numbers/removal", Access.SCHOOL, this::remove);
    }

    private Reply request(HttpRequest r) {
        return switch (w.request()
                .execute(r.school(), LinkFormJson.read(r.json()), r.person().actor())) {
            case RequestLink.Outcome.Requested(Link.Requested link) -> {
                Log.line().correlation(link.correlation()).outcome("requested").metric(Metric.REQUESTS, 1);
                yield Reply.of(w.view().of(r.school(), 201));
            }
            case RequestLink.Outcome.Wrong(List<LinkForm.FieldError> errors) -> wrong(errors);
            case RequestLink.Outcome.AlreadyRequested() -> Reply.refused(Problem.at("type", 409, "request-open"));
            case RequestLink.Outcome.AlreadyActive() -> Reply.refused(Problem.at("type", 409, "link-active"));
            case RequestLink.Outcome.NumbersRemain(int pupils, int groups) ->
                Reply.refused(409, "external-numbers", pupils, groups);
        };
    }

    private Reply change(HttpRequest r) {
        return changed(
                r,
                w.change()
                        .change(
                                r.school(),
                                r.ifMatch(),
                                LinkFormJson.read(r.json()),
                                r.person().actor(),
                                r.correlation()));
    }

    private Reply end(HttpRequest r) {
        return changed(r, w.change().end(r.school(), r.ifMatch(), r.person().actor(), r.correlation()));
    }

    private Reply changed(HttpRequest r, ChangeLink.Outcome outcome) {
        return switch (outcome) {
            case ChangeLink.Outcome.Changed _ -> Reply.of(w.view().of(r.school(), 200));
            case ChangeLink.Outcome.Wrong(List<LinkForm.FieldError> errors) -> wrong(errors);
            case ChangeLink.Outcome.NotPossible() -> Reply.refused(409, "no-active-link");
            case ChangeLink.Outcome.Moved(long version) -> Reply.moved(version);
        };
    }

    private Reply remove(HttpRequest r) {
        return switch (r.json().optionalText("mode").orElse("")) {
            case "check" -> Reply.ok(w.view().numbers(r.school()));
            case "execute" ->
                switch (w.removal().execute(r.school(), r.person().actor(), r.correlation())) {
                    case BEGUN -> Reply.of(HttpResponse.of(202, w.view().numbers(r.school())));
                    case NOTHING_TO_REMOVE -> Reply.ok(w.view().numbers(r.school()));
                    case LINK_IS_ACTIVE -> Reply.refused(409, "numbers-in-use");
                    case ALREADY_RUNNING -> Reply.refused(409, "removal-running");
                };
            default -> wrong(List.of(new LinkForm.FieldError("mode", "mode-unknown")));
        };
    }

    private static Reply wrong(List<LinkForm.FieldError> errors) {
        return Reply.refused(Problem.fields(errors.stream()
                .map(e -> new Problem.FieldError(e.field(), e.code()))
                .toList()));
    }
}
