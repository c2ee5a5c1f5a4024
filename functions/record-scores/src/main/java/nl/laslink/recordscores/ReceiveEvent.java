package nl.laslink.recordscores;

import java.time.Clock;
import java.util.Optional;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.RefusedArrival;
import nl.laslink.domain.score.RefusedArrivals;
import nl.laslink.platform.event.TestCentreJson;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.JsonObject.UnreadableJson;
import nl.laslink.platform.json.SchemaVersion;
import nl.laslink.platform.log.Log;

/** Reads an event of the test centre and gives it to the use case; an event that is refused is kept for customer service. */
record ReceiveEvent(RecordScore useCase, RefusedArrivals arrivals, EventSchemas schemas, Clock clock) {

    /**
     * @param event the envelope as it came
     * @throws UnreadableJson when it names no school of ours: then the queue's DLQ keeps it; so with the other two
     */
    RecordScore.Outcome receive(JsonObject envelope, String event) {
        Optional<SchoolId> school = school(envelope);
        school.ifPresent(Log.line()::school);
        try {
            RecordScore.Outcome outcome = outcome(envelope);
            if (outcome instanceof RecordScore.Outcome.Refused(RefusedArrival.Reason reason)) {
                keep(envelope, school.orElseThrow(), reason, Optional.empty(), event);
            }
            return outcome;
        } catch (EventSchemas.SchemaViolated
                | UnreadableJson
                | TestCentreJson.FieldUnreadable
                | TestCentreJson.UnknownEvent unreadable) {
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

    /** Replays a refused event; if it is refused again, it stays. Empty when it is no longer kept. */
    Optional<RecordScore.Outcome> replay(SchoolId school, String arrival) {
        return arrivals.find(school, arrival).map(refused -> {
            Log.line().with("replayed", refused.detailType());
            RecordScore.Outcome outcome = receive(JsonObject.parse(refused.event()), refused.event());
            if (!(outcome instanceof RecordScore.Outcome.Refused || outcome instanceof RecordScore.Outcome.Moved)) {
                arrivals.remove(school, arrival);
            }
            return outcome;
        });
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
        SchemaVersion.check(envelope.text("detail-type"), detail);
        schemas.check(envelope.text("detail-type"), detail);
        return switch (envelope.text("detail-type")) {
            case "TestDefined" -> useCase.define(TestCentreJson.definition(detail), TestCentreJson.sentAt(envelope));
            case "ScoreNormed" -> useCase.record(TestCentreJson.normed(detail, TestCentreJson.sentAt(envelope)));
            case "ScoreWithdrawn" -> useCase.withdraw(TestCentreJson.withdrawn(detail));
            default -> throw new TestCentreJson.UnknownEvent();
        };
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
}
