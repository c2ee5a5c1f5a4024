package nl.laslink.recordscores;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.Word;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.NormedScore;
import nl.laslink.domain.score.RefusedArrival;
import nl.laslink.domain.score.RefusedArrivals;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.WithdrawnScore;
import nl.laslink.platform.event.TestCentreJson;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.JsonObject.UnreadableJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Takes what the test centre sends: definitions of tests, normed scores, and scores that no longer count. */
public final class RecordScoresHandler implements RequestStreamHandler {
    private static final String REPLAY = "ScoreReplayRequested";

    private final RecordScore useCase;
    private final RefusedArrivals arrivals;
    private final Clock clock;
    private final Log log;

    /** What this function works with. */
    record Work(RecordScore useCase, RefusedArrivals arrivals, Clock clock) {}

    public RecordScoresHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public RecordScoresHandler(Map<String, String> variables, Clock clock) {
        this(RecordScoresWiring.of(RecordScoresConfig.from(variables), clock), Log.of("record-scores", variables));
    }

    RecordScoresHandler(Work work, Log log) {
        this.useCase = work.useCase();
        this.arrivals = work.arrivals();
        this.clock = work.clock();
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
        logged(take(envelope, message.body()));
    }

    /** Offers an event again that was refused; refused once more it stays where it is. */
    private void replay(JsonObject detail) {
        SchoolId school = SchoolId.parse(detail.text("school"));
        String arrival = detail.text("arrival");
        Log.line()
                .school(school)
                .with("detailType", REPLAY)
                .with("correlationId", detail.optionalText("correlationId").orElse("-"));
        Optional<RefusedArrival> refused = arrivals.find(school, arrival);
        if (refused.isEmpty()) {
            Log.line().outcome("known");
            return;
        }
        Log.line().with("replayed", refused.get().detailType());
        RecordScore.Outcome outcome =
                take(JsonObject.parse(refused.get().event()), refused.get().event());
        if (!(outcome instanceof RecordScore.Outcome.Refused || outcome instanceof RecordScore.Outcome.Moved)) {
            arrivals.remove(school, arrival);
        }
        logged(outcome);
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

    /** One that names no school of ours ends in the queue's DLQ; any other that is refused is kept for customer service. */
    private RecordScore.Outcome take(JsonObject envelope, String event) {
        Optional<SchoolId> school = school(envelope);
        school.ifPresent(Log.line()::school);
        try {
            RecordScore.Outcome outcome = outcome(envelope);
            if (outcome instanceof RecordScore.Outcome.Refused(RefusedArrival.Reason reason)) {
                keep(envelope, school.orElseThrow(), reason, Optional.empty(), event);
            }
            return outcome;
        } catch (UnreadableJson | TestCentreJson.FieldUnreadable | TestCentreJson.UnknownEvent unreadable) {
            // Its message names the field and holds no value of it.
            Log.line().with("why", unreadable.getMessage());
            if (school.isEmpty() || envelope.optionalText("id").isEmpty()) {
                throw unreadable;
            }
            RefusedArrival.Reason reason = RefusedArrival.Reason.UNREADABLE;
            keep(envelope, school.get(), reason, Optional.of(unreadable.getMessage()), event);
            return new RecordScore.Outcome.Refused(reason);
        }
    }

    private void keep(
            JsonObject envelope, SchoolId school, RefusedArrival.Reason reason, Optional<String> field, String event) {
        arrivals.add(new RefusedArrival(
                school, envelope.text("id"), clock.instant(), envelope.text("detail-type"), reason, field, event));
    }

    private static Optional<SchoolId> school(JsonObject envelope) {
        try {
            return envelope.optionalObject("detail")
                    .flatMap(d -> d.optionalText("school"))
                    .map(SchoolId::parse);
        } catch (IllegalArgumentException | UnreadableJson malformed) {
            return Optional.empty();
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
                NormedScore normed = TestCentreJson.normed(detail, TestCentreJson.sentAt(envelope));
                yield useCase.record(normed);
            }
            case "ScoreWithdrawn" -> {
                WithdrawnScore withdrawn = TestCentreJson.withdrawn(detail);
                yield useCase.withdraw(withdrawn);
            }
            default -> throw new TestCentreJson.UnknownEvent();
        };
    }
}
