package nl.laslink.recordscores;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.score.NormedScore;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.platform.event.TestCentreJson;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.JsonObject.UnreadableJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Records the events of the test centre: definitions of tests, and normed scores. */
public final class RecordScoresHandler implements RequestStreamHandler {
    private final RecordScore useCase;
    private final Log log;

    public RecordScoresHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public RecordScoresHandler(Map<String, String> variables, Clock clock) {
        this(RecordScoresWiring.of(RecordScoresConfig.from(variables), clock), Log.of("record-scores", variables));
    }

    RecordScoresHandler(RecordScore useCase, Log log) {
        this.useCase = useCase;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, "record", this::record);
    }

    private void record(QueueMessage message) {
        switch (outcome(message)) {
            case RecordScore.Outcome.Recorded(ScoreState state) ->
                Log.line().outcome("recorded").with("state", state.getClass().getSimpleName());
            case RecordScore.Outcome.Known() -> Log.line().outcome("known");
            case RecordScore.Outcome.DefinitionSaved() -> Log.line().outcome("definition-saved");
            case RecordScore.Outcome.DefinitionStale() -> Log.line().outcome("definition-stale");
            case RecordScore.Outcome.Moved() -> {
                Log.line().outcome("moved");
                throw new QueueBatch.TryLater("result-moved");
            }
        }
    }

    private RecordScore.Outcome outcome(QueueMessage message) {
        try {
            return outcome(JsonObject.parse(message.body()));
        } catch (UnreadableJson | TestCentreJson.FieldUnreadable | TestCentreJson.UnknownEvent unreadable) {
            // Its message names the field and holds no value of it. The queue ends such an event in its DLQ.
            Log.line().with("why", unreadable.getMessage());
            throw unreadable;
        }
    }

    private RecordScore.Outcome outcome(JsonObject envelope) {
        JsonObject detail = envelope.object("detail");
        // The test centre's own correlation id if it sends one, else the event's id.
        Log.line()
                .with("detailType", envelope.text("detail-type"))
                .with(
                        "correlationId",
                        detail.optionalText("correlationId")
                                .flatMap(CorrelationId::parse)
                                .or(() -> envelope.optionalText("id").flatMap(CorrelationId::parse))
                                .map(CorrelationId::value)
                                .orElse("-"));
        return switch (envelope.text("detail-type")) {
            case "TestDefined" -> useCase.define(TestCentreJson.definition(detail), TestCentreJson.sentAt(envelope));
            case "ScoreNormed" -> {
                NormedScore normed = TestCentreJson.normed(detail);
                Log.line().school(normed.school());
                yield useCase.record(normed);
            }
            default -> throw new TestCentreJson.UnknownEvent();
        };
    }
}
