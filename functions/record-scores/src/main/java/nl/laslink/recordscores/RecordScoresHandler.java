package nl.laslink.recordscores;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import nl.laslink.platform.event.TestCentreJson;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.JsonObject.UnreadableJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Takes what the test centre tells: definitions of tests, and normed scores. */
public final class RecordScoresHandler implements RequestStreamHandler {
    private final RecordScore useCase;
    private final Log log;

    public RecordScoresHandler() {
        this(System.getenv());
    }

    public RecordScoresHandler(Map<String, String> variables) {
        this(RecordScoresWiring.of(RecordScoresConfig.from(variables)), Log.of("record-scores"));
    }

    RecordScoresHandler(RecordScore useCase, Log log) {
        this.useCase = useCase;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, this::record);
    }

    private void record(QueueMessage message) {
        RecordScore.Outcome outcome;
        try {
            outcome = outcome(JsonObject.parse(message.body()));
        } catch (UnreadableJson | TestCentreJson.FieldUnreadable | TestCentreJson.UnknownEvent unreadable) {
            // Its message names the field and holds no value of it. The queue ends such an event in its DLQ.
            log.error("event-unreadable")
                    .with("message", message.id())
                    .with("why", unreadable.getMessage())
                    .write();
            throw unreadable;
        }
        log.info("recorded")
                .with("message", message.id())
                .with("outcome", outcome.getClass().getSimpleName())
                .write();
        if (outcome instanceof RecordScore.Outcome.Moved) {
            throw new QueueBatch.TryLater("result-moved");
        }
    }

    private RecordScore.Outcome outcome(JsonObject envelope) {
        JsonObject detail = envelope.object("detail");
        return switch (envelope.text("detail-type")) {
            case "TestDefined" -> useCase.define(TestCentreJson.definition(detail));
            case "ScoreNormed" -> useCase.record(TestCentreJson.normed(detail));
            default -> throw new TestCentreJson.UnknownEvent();
        };
    }
}
