package nl.laslink.manageroster;

import java.util.List;
import java.util.function.Function;
import nl.laslink.domain.Word;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.json.JsonObject;

/** What happens with the scores of a school, over HTTP; and, for customer service, with the events that were refused. */
record ScoreRoutes(ManageRosterWiring w) {
    private static final String SCORES = "/api/schools/{school}/scores";
    private static final String REFUSED = "/api/customer-service/schools/{school}/refused-scores";
    private static final int LONGEST_ID = 64; // the id of an event
    /** Each is a read and a write of some 10 ms, and the function has 25 s. */
    private static final int MOST_CHOSEN = 200;

    Routes addTo(Routes routes) {
        return routes.get(
                        SCORES, Access.SCHOOL, recorded(r -> Reply.ok(w.scores().page(r.school(), r.cursor()))))
                .get(SCORES + "/{score}", Access.SCHOOL, recorded(r -> w.scores()
                        .history(r.school(), r.path().getOrDefault("score", ""))
                        .map(Reply::ok)
                        .orElseGet(() -> Reply.refused(404, "no-such-score"))))
                .post(SCORES + "/sending", Access.SCHOOL, this::send)
                .post(
                        SCORES + "/withdrawal",
                        Access.SCHOOL,
                        r -> chosen(r, chosen -> w.onScores().withdraw(by(r), chosen)))
                .post(SCORES + "/closing", Access.SCHOOL, this::close)
                .get(
                        REFUSED,
                        Access.CUSTOMER_SERVICE,
                        r -> Reply.ok(w.arrivals().list(r.school())))
                .post(REFUSED + "/{arrival}/replay", Access.CUSTOMER_SERVICE, this::replay);
    }

    private Routes.Work recorded(Routes.Work work) {
        return w.views().of(AuditAction.SCORES_VIEWED, work);
    }

    private Reply send(HttpRequest r) {
        JsonObject body = r.json();
        boolean isEverything = body.has("everything") && body.flag("everything");
        return isEverything
                ? Reply.ok(view(w.onScores().sendEverything(by(r))))
                : chosen(r, chosen -> w.onScores().send(by(r), chosen));
    }

    private Reply close(HttpRequest r) {
        return Word.find(ScoreState.CloseReason.class, r.json().text("reason"))
                .map(reason -> chosen(r, chosen -> w.onScores().close(by(r), chosen, reason)))
                .orElseGet(() -> Reply.refused(422, "body-unreadable"));
    }

    private Reply replay(HttpRequest r) {
        String arrival = r.path().getOrDefault("arrival", "");
        boolean isThere = !arrival.isBlank()
                && arrival.length() <= LONGEST_ID
                && w.arrivals().replay(r.school(), arrival, r.person().actor(), r.correlation());
        return isThere ? Reply.ok(JsonObject.empty().put("id", arrival)) : Reply.refused(404, "no-such-arrival");
    }

    private static Reply chosen(HttpRequest r, Function<List<ActOnScores.Chosen>, ActOnScores.Done> work) {
        List<JsonObject> results = r.json().objects("results");
        if (results.isEmpty() || results.size() > MOST_CHOSEN) {
            return Reply.refused(422, "body-unreadable");
        }
        List<ActOnScores.Chosen> chosen;
        try {
            chosen = results.stream()
                    .map(one -> new ActOnScores.Chosen(new ResultKey(one.text("resultKey")), one.number("version")))
                    .toList();
        } catch (IllegalArgumentException malformed) {
            return Reply.refused(422, "body-unreadable");
        }
        return Reply.ok(view(work.apply(chosen)));
    }

    private static ActOnScores.By by(HttpRequest r) {
        return new ActOnScores.By(r.school(), r.person().actor(), r.correlation());
    }

    private static JsonObject view(ActOnScores.Done done) {
        return JsonObject.empty()
                .put("done", done.done())
                .putObjects("refused", done.refused(), refused -> JsonObject.empty()
                        .put("resultKey", refused.key().value())
                        .put("reason", Word.of(refused.why())));
    }
}
