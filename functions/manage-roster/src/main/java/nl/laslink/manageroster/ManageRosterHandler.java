package nl.laslink.manageroster;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.log.Log;

/** Leerlingen beheren and the lists of a school, over HTTP. */
public final class ManageRosterHandler implements RequestStreamHandler {
    private static final String SCHOOL = "/api/schools/{school}";
    private static final int LONGEST_ID = 64; // RecordId

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
                .get(SCHOOL + "/roster", Access.SCHOOL, w.views().of(AuditAction.PUPILS_VIEWED, r -> w.roster()
                        .page(r.school(), r.cursor())
                        .map(Reply::ok)
                        .orElseGet(() -> Reply.refused(410, "roster-moved"))))
                .put(SCHOOL + "/pupils/{pupil}/status", Access.SCHOOL, r -> setStatus(w, r))
                .get(SCHOOL + "/audit", Access.SCHOOL, r -> Reply.ok(w.audit().latest(r.school())));
        new ChoiceRoutes(w).addTo(routes);
        new ScoreRoutes(w).addTo(routes);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        routes.answer(in, out);
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
