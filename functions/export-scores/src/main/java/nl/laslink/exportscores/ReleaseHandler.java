package nl.laslink.exportscores;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.event.EventEnvelope;
import nl.laslink.platform.event.EventJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Makes waiting results ready when what they waited for came: a link, or pupils with keys. */
public final class ReleaseHandler implements RequestStreamHandler {
    private final ReleaseScores useCase;
    private final Log log;

    public ReleaseHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public ReleaseHandler(Map<String, String> variables, Clock clock) {
        this(
                ExportScoresWiring.release(ReleaseConfig.from(variables), clock),
                Log.of("export-scores-release", variables));
    }

    ReleaseHandler(ReleaseScores useCase, Log log) {
        this.useCase = useCase;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, "scores-released", this::release);
    }

    private void release(QueueMessage message) {
        EventEnvelope envelope = EventJson.decode(message.body());
        Log.line().event(envelope);
        SchoolId school = envelope.event().school();
        int released = envelope.event() instanceof DomainEvent.ImportCommitted
                ? useCase.afterImport(school)
                : useCase.execute(school);
        Log.line().count("released", released).outcome(released == 0 ? "nothing-waited" : "released");
    }
}
