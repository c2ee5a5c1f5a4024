package nl.laslink.manageroster;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nl.laslink.domain.Word;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;

/** Leerlingen beheren and the lists of a school, over HTTP. */
public final class ManageRosterHandler implements RequestStreamHandler {
    private static final String SCHOOL = "/api/schools/{school}";
    private static final String REFUSED = "/api/customer-service/schools/{school}/refused-scores";
    private static final int LONGEST_ID = 64; // RecordId
    /** Each is a read and a write of some 10 ms, and the function has 25 s. */
    private static final int MOST_CHOSEN = 200;

    private final Routes routes;

    public ManageRosterHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public ManageRosterHandler(Map<String, String> variables, Clock clock) {
        this(ManageRosterWiring.of(ManageRosterConfig.from(variables), clock), Log.of("manage-roster", variables));
    }

    ManageRosterHandler(ManageRosterWiring w, Log log) {
        this.routes = new Routes(log)
                .get(SCHOOL, Access.SCHOOL, r -> Reply.ok(w.roster().school(r.school())))
                .get(SCHOOL + "/roster", Access.SCHOOL, r -> w.roster()
                        .page(r.school(), r.cursor())
                        .map(Reply::ok)
                        .orElseGet(() -> Reply.refused(410, "roster-moved")))
                .put(SCHOOL + "/pupils/{pupil}/status", Access.SCHOOL, r -> setStatus(w, r))
                .get(SCHOOL + "/scores", Access.SCHOOL, r -> Reply.ok(w.scores().page(r.school(), r.cursor())))
                .get(SCHOOL + "/scores/{score}", Access.SCHOOL, r -> w.scores()
                        .history(r.school(), r.path().getOrDefault("score", ""))
                        .map(Reply::ok)
                        .orElseGet(() -> Reply.refused(404, "no-such-score")))
                .post(SCHOOL + "/scores/sending", Access.SCHOOL, r -> send(w, r))
                .post(
                        SCHOOL + "/scores/withdrawal",
                        Access.SCHOOL,
                        r -> chosen(r, chosen -> w.onScores().withdraw(by(r), chosen)))
                .post(SCHOOL + "/scores/closing", Access.SCHOOL, r -> close(w, r))
                .get(
                        REFUSED,
                        Access.CUSTOMER_SERVICE,
                        r -> Reply.ok(w.arrivals().list(r.school())))
                .post(REFUSED + "/{arrival}/replay", Access.CUSTOMER_SERVICE, r -> replay(w, r))
                .get(SCHOOL + "/audit", Access.SCHOOL, r -> Reply.ok(w.audit().latest(r.school())));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        routes.answer(in, out);
    }

    private static Reply replay(ManageRosterWiring w, HttpRequest r) {
        String arrival = r.path().getOrDefault("arrival", "");
        boolean isThere = !arrival.isBlank()
                && arrival.length() <= LONGEST_ID
                && w.arrivals().replay(r.school(), arrival, r.person().actor(), r.correlation());
        return isThere ? Reply.ok(JsonObject.empty().put("id", arrival)) : Reply.refused(404, "no-such-arrival");
    }

    private static Reply send(ManageRosterWiring w, HttpRequest r) {
        JsonObject body = r.json();
        boolean isEverything = body.has("everything") && body.flag("everything");
        return isEverything
                ? Reply.ok(view(w.onScores().sendEverything(by(r))))
                : chosen(r, chosen -> w.onScores().send(by(r), chosen));
    }

    private static Reply close(ManageRosterWiring w, HttpRequest r) {
        return Word.find(ScoreState.CloseReason.class, r.json().text("reason"))
                .map(reason -> chosen(r, chosen -> w.onScores().close(by(r), chosen, reason)))
                .orElseGet(() -> Reply.refused(422, "body-unreadable"));
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

    private static Reply setStatus(ManageRosterWiring w, HttpRequest r) {
        String pupil = r.path().getOrDefault("pupil", "");
        if (pupil.isBlank() || pupil.length() > LONGEST_ID) {
            return Reply.refused(404, "no-such-pupil");
        }
        RecordId id = new RecordId(pupil);
        SetPupilStatus.Status status =
                r.json().flag("active") ? SetPupilStatus.Status.ACTIVE : SetPupilStatus.Status.INACTIVE;
        return switch (w.status()
                .execute(r.school(), id, r.ifMatch(), status, r.person().actor(), r.correlation())) {
            case SetPupilStatus.Outcome.Changed _ ->
                w.roster().pupil(r.school(), id).map(Reply::of).orElseGet(() -> Reply.refused(404, "no-such-pupil"));
            case SetPupilStatus.Outcome.NoSuchPupil() -> Reply.refused(404, "no-such-pupil");
            case SetPupilStatus.Outcome.CommitAtWork() -> Reply.refused(409, "commit-running");
            case SetPupilStatus.Outcome.Moved(long version) -> Reply.moved(version);
        };
    }
}
