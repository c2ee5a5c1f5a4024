package nl.laslink.approvelink;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
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
                .get(
                        SERVICE + "/requests",
                        Access.CUSTOMER_SERVICE,
                        _ -> Reply.ok(w.view().openRequests()))
                .get(
                        SERVICE + "/schools",
                        Access.CUSTOMER_SERVICE,
                        r -> Reply.ok(w.view().schools(r.cursor())))
                .post(SERVICE + "/schools/{school}/resumption", Access.CUSTOMER_SERVICE, r -> resume(w, r));
        new DecisionRoutes(w).addTo(routes);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        routes.answer(in, out);
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
}
