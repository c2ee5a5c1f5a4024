package nl.laslink.exportscores;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import nl.laslink.domain.event.CorrelationId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.Night;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Begins one school's night, once, however often its message comes. */
public final class BeginHandler implements RequestStreamHandler {
    private final BeginNight useCase;
    private final Log log = Log.of("export-scores-begin");

    public BeginHandler() {
        this(System.getenv());
    }

    public BeginHandler(Map<String, String> variables) {
        this(ExportScoresWiring.begin(BeginConfig.from(variables)));
    }

    BeginHandler(BeginNight useCase) {
        this.useCase = useCase;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, this::begin);
    }

    private void begin(QueueMessage message) {
        JsonObject body = JsonObject.parse(message.body());
        SchoolId school = SchoolId.parse(body.text("school"));
        Night night = new Night(body.instant("scheduledAt"));
        CorrelationId correlation = new CorrelationId(body.text("correlationId"));
        BeginNight.Outcome outcome = useCase.execute(school, night, correlation);
        log.info("night-begun")
                .with("school", school)
                .with("night", night.id())
                .with("correlationId", correlation)
                .with("outcome", outcome)
                .write();
    }
}
