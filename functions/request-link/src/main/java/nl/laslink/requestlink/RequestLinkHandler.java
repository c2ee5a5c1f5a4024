package nl.laslink.requestlink;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.log.Log;

/** The form of a link, over HTTP. */
public final class RequestLinkHandler implements RequestStreamHandler {
    private final Routes routes;

    public RequestLinkHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public RequestLinkHandler(Map<String, String> variables, Clock clock) {
        this(RequestLinkWiring.of(RequestLinkConfig.from(variables), clock), Log.of("request-link", variables));
    }

    RequestLinkHandler(RequestLinkWiring w, Log log) {
        this.routes = new LinkRoutes(w).addTo(new Routes(log));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        routes.answer(in, out);
    }
}
