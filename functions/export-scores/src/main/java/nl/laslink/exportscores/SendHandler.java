package nl.laslink.exportscores;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.platform.event.EventEnvelope;
import nl.laslink.platform.event.EventJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.log.Metric;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Sends a school's results after the night's contact, whatever its outcome, or when a person requests it. */
public final class SendHandler implements RequestStreamHandler {
    private final Work work;
    private final Log log;
    private final Clock clock;

    /** What a night does with a school's results: looks again at those that wait, then delivers what is due. */
    record Work(ReleaseScores release, SendScores send) {}

    public SendHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public SendHandler(Map<String, String> variables, Clock clock) {
        this(
                ExportScoresWiring.send(SendConfig.from(variables), clock),
                Log.of("export-scores-send", variables),
                clock);
    }

    SendHandler(Work work, Log log, Clock clock) {
        this.work = work;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, "scores", message -> send(message, context.getAwsRequestId()));
    }

    private void send(QueueMessage message, String invocation) {
        EventEnvelope envelope = EventJson.decode(message.body());
        Log.line().event(envelope);
        Optional<Occasion> occasion = occasion(envelope);
        if (occasion.isEmpty()) {
            Log.line().outcome("not-at-night"); // a person's contact; its scores wait for the night
            return;
        }
        int superseded = work.release().afterCorrectedNorms(occasion.get().school());
        int released = work.release().execute(occasion.get().school());
        Log.line()
                .with("night", occasion.get().day())
                .count("superseded", superseded)
                .count("released", released);
        // SQS delivers at least once, so two invocations may have the same message; the request id distinguishes them.
        SendScores.Outcome outcome =
                work.send().execute(occasion.get(), message.id() + "." + invocation, envelope.correlationId());
        switch (outcome) {
            case SendScores.Outcome.Delivered(Tally.Counts counts) -> counted("delivered", counts);
            case SendScores.Outcome.NotDelivered(Failed failed, Tally.Counts counts) -> {
                Log.line().with("code", failed.worst().word());
                counted(
                        switch (failed) {
                            case Failed.Refused _ -> "refused";
                            case Failed.Unanswered _ -> "unanswered";
                            case Failed.Unreadable _ -> "unreadable";
                        },
                        counts);
            }
            case SendScores.Outcome.Resting() -> Log.line().outcome("resting");
            case SendScores.Outcome.NothingDue() -> Log.line().outcome("nothing-due");
            case SendScores.Outcome.NotLinked() -> Log.line().outcome("not-linked");
            case SendScores.Outcome.Busy() -> {
                Log.line().outcome("busy");
                throw new QueueBatch.TryLater("another-sender");
            }
        }
    }

    private Optional<Occasion> occasion(EventEnvelope envelope) {
        if (envelope.event() instanceof DomainEvent.FetchEnded ended) {
            return ended.night().map(night -> new Occasion.Night(ended, night));
        }
        if (envelope.event() instanceof DomainEvent.SendingRequested asked) {
            return Optional.of(new Occasion.Pressed(asked, LocalDate.ofInstant(clock.instant(), Sending.DUTCH)));
        }
        throw new IllegalArgumentException("export-scores sends on no " + envelope.detailType());
    }

    private static void counted(String outcome, Tally.Counts counts) {
        Log.line()
                .outcome(outcome)
                .metric(Metric.DELIVERIES, 1)
                .metric(Metric.SCORES_ACCEPTED, counts.accepted())
                .metric(Metric.SCORES_REFUSED, counts.refused())
                .metric(Metric.SCORES_HELD_BACK, counts.heldBack())
                .metric(Metric.OLDEST_DUE_SCORE, counts.oldestHeldBack().toSeconds());
    }
}
