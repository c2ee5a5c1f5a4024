package nl.laslink.publishevents;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import nl.laslink.domain.event.EventPublisher;
import nl.laslink.platform.log.Log;

/** Every 5 minutes: publishes what the stream left behind. */
public final class SweepHandler implements RequestStreamHandler {
    private final PublishEvents useCase;
    private final Log log = Log.of("publish-events-sweep");

    public SweepHandler() {
        this(System.getenv());
    }

    public SweepHandler(Map<String, String> variables) {
        this(PublishEventsWiring.of(PublishEventsConfig.from(variables)));
    }

    SweepHandler(PublishEvents useCase) {
        this.useCase = useCase;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) {
        EventPublisher.Published published = useCase.sweep();
        log.info("swept")
                .count("accepted", published.accepted().size())
                .count("refused", published.refused().size())
                .write();
    }
}
