package nl.laslink.recordscores;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import nl.laslink.domain.Word;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.RefusedArrival;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.JsonObject.UnreadableJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Takes what the test centre sends: definitions of tests, normed scores, and scores that no longer count. */
public final class RecordScoresHandler implements RequestStreamHandler {
    private static final String REPLAY = "ScoreReplayRequested";

    private final ReceiveEvent receiving;
    private final Log log;

    public RecordScoresHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public RecordScoresHandler(Map<String, String> variables, Clock clock) {
        this(RecordScoresWiring.of(RecordScoresConfig.from(variables), clock), Log.of("record-scores", variables));
    }

    RecordScoresHandler(ReceiveEvent receiving, Log log) {
        this.receiving = receiving;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, "record", this::record);
    }

    private void record(QueueMessage message) {
        JsonObject envelope;
        try {
            envelope = JsonObject.parse(message.body());
            if (envelope.text("detail-type").equals(REPLAY)) {
                replay(envelope.object("detail"));
                return;
            }
        } catch (UnreadableJson unreadable) {
            Log.line().with("why", unreadable.getMessage());
            throw unreadable;
        }
        logged(receiving.receive(envelope, message.body()));
    }

    private void replay(JsonObject detail) {
        SchoolId school = SchoolId.parse(detail.text("school"));
        Log.line()
                .school(school)
                .with("detailType", REPLAY)
                .with("correlationId", detail.optionalText("correlationId").orElse("-"));
        receiving.replay(school, detail.text("arrival")).ifPresentOrElse(RecordScoresHandler::logged, () -> Log.line()
                .outcome("known"));
    }

    private static void logged(RecordScore.Outcome outcome) {
        switch (outcome) {
            case RecordScore.Outcome.Recorded(ScoreState state) ->
                Log.line().outcome("recorded").with("state", state.getClass().getSimpleName());
            case RecordScore.Outcome.Known() -> Log.line().outcome("known");
            case RecordScore.Outcome.Superseded() -> Log.line().outcome("superseded");
            case RecordScore.Outcome.Withdrawn _ -> Log.line().outcome("withdrawn");
            case RecordScore.Outcome.DefinitionSaved() -> Log.line().outcome("definition-saved");
            case RecordScore.Outcome.DefinitionStale() -> Log.line().outcome("definition-stale");
            case RecordScore.Outcome.Refused(RefusedArrival.Reason reason) ->
                Log.line().outcome("refused").with("code", Word.of(reason));
            case RecordScore.Outcome.Moved() -> {
                Log.line().outcome("moved");
                throw new QueueBatch.TryLater("result-moved");
            }
        }
    }
}
