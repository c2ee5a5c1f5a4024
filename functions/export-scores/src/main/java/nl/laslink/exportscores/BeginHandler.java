package nl.laslink.exportscores;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import nl.laslink.domain.Word;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.SchemaVersion;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Begins one school's night, once, however often its message comes. */
public final class BeginHandler implements RequestStreamHandler {
    private final BeginNight useCase;
    private final Log log;

    public BeginHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public BeginHandler(Map<String, String> variables, Clock clock) {
        this(ExportScoresWiring.begin(BeginConfig.from(variables), clock), Log.of("export-scores-begin", variables));
    }

    BeginHandler(BeginNight useCase, Log log) {
        this.useCase = useCase;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, "night-begun", this::begin);
    }

    private void begin(QueueMessage message) {
        JsonObject body = JsonObject.parse(message.body());
        SchemaVersion.check("a school's night", body);
        SchoolId school = SchoolId.parse(body.text("school"));
        Night night = new Night(body.instant("scheduledAt"));
        CorrelationId correlation = new CorrelationId(body.text("correlationId"));
        Log.line().school(school).correlation(correlation).with("night", night.id());
        Log.line().outcome(Word.of(useCase.execute(school, night, correlation)));
    }
}
