package nl.laslink.publishevents;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import nl.laslink.platform.log.Log;

/** Every 5 minutes: publishes what the stream left behind. */
public final class SweepHandler implements RequestStreamHandler {
    private final PublishEvents useCase;
    private final Log log;

    public SweepHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public SweepHandler(Map<String, String> variables, Clock clock) {
        this(
                PublishEventsWiring.of(PublishEventsConfig.from(variables), clock),
                Log.of("publish-events-sweep", variables));
    }

    SweepHandler(PublishEvents useCase, Log log) {
        this.useCase = useCase;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) {
        PublishedLines.during(log, "sweep", useCase::sweep);
    }
}
