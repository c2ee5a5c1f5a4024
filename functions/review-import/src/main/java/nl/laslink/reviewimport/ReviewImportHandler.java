package nl.laslink.reviewimport;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.log.Log;

/** The review of an import, over HTTP: fetch now, look, decide, and close it one way or the other. */
public final class ReviewImportHandler implements RequestStreamHandler {
    private final Routes routes;

    public ReviewImportHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public ReviewImportHandler(Map<String, String> variables, Clock clock) {
        this(ReviewImportWiring.of(ReviewImportConfig.from(variables), clock), Log.of("review-import", variables));
    }

    ReviewImportHandler(ReviewImportWiring w, Log log) {
        this.routes = new Routes(log);
        new ImportRoutes(w).addTo(routes);
        new RowRoutes(w).addTo(routes);
        new CommitRoutes(w).addTo(routes);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        routes.answer(in, out);
    }
}
