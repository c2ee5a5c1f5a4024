package nl.laslink.exportscores;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Map;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.platform.event.EventEnvelope;
import nl.laslink.platform.event.EventJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Delivers a school's results once the night's contact is over, whatever came of it. */
public final class SendHandler implements RequestStreamHandler {
    private final Work work;
    private final Log log = Log.of("export-scores-send");

    /** What a night does with a school's results: looks again at those that wait, then delivers what is due. */
    record Work(ReleaseScores release, SendScores send) {}

    public SendHandler() {
        this(System.getenv());
    }

    public SendHandler(Map<String, String> variables) {
        this(ExportScoresWiring.send(SendConfig.from(variables)));
    }

    SendHandler(Work work) {
        this.work = work;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, message -> send(message, context.getAwsRequestId()));
    }

    private void send(QueueMessage message, String invocation) {
        EventEnvelope envelope = EventJson.decode(message.body());
        if (!(envelope.event() instanceof DomainEvent.FetchEnded ended)) {
            throw new IllegalArgumentException("export-scores sends on no " + envelope.detailType());
        }
        if (ended.night().isEmpty()) {
            return; // a person's contact; its scores wait for the night
        }
        LocalDate night = ended.night().get();
        int released = work.release().execute(ended.school());
        // Twice the same message may be at work at once (SQS delivers at least once): the invocation tells them apart.
        SendScores.Outcome outcome =
                work.send().execute(ended.school(), night, message.id() + "." + invocation, envelope.correlationId());
        log.info("scores")
                .with("school", ended.school())
                .with("night", night)
                .with("correlationId", envelope.correlationId())
                .with("outcome", outcome.getClass().getSimpleName())
                .count("released", released)
                .write();
        if (outcome instanceof SendScores.Outcome.Busy) {
            throw new QueueBatch.TryLater("another-sender");
        }
    }
}
