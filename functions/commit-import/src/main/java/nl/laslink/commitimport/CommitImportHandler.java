package nl.laslink.commitimport;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.CommitId;
import nl.laslink.platform.event.EventEnvelope;
import nl.laslink.platform.event.EventJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.log.Metric;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Commits confirmed imports and automatic changes. A commit that crashes or runs out of time continues with the next message. */
public final class CommitImportHandler implements RequestStreamHandler {
    /** Left of the function's time when a commit is handed over: a batch of 16 records takes 13 s at the longest, the rest less. */
    private static final Duration TO_HAND_OVER = Duration.ofSeconds(15);

    private final CommitImport useCase;
    private final Log log;

    public CommitImportHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public CommitImportHandler(Map<String, String> variables, Clock clock) {
        this(CommitImportWiring.of(CommitImportConfig.from(variables), clock), Log.of("commit-import", variables));
    }

    CommitImportHandler(CommitImport useCase, Log log) {
        this.useCase = useCase;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, "commit", message -> commit(message, context));
    }

    private void commit(QueueMessage message, Context context) {
        EventEnvelope envelope = EventJson.decode(message.body());
        Log.Line line = Log.line().event(envelope);
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
        switch (outcome(envelope, useCase.in(left.minus(TO_HAND_OVER)))) {
            case CommitImport.Outcome.Committed(CommitId commit) -> {
                line.outcome("committed").with("commit", commit.value());
                if (!(envelope.event() instanceof DomainEvent.ExternalNumbersRemovalConfirmed)) {
                    line.metric(Metric.COMMITS, 1);
                }
            }
            case CommitImport.Outcome.Nothing() -> line.outcome("nothing");
            case CommitImport.Outcome.Stale() -> line.outcome("stale");
            case CommitImport.Outcome.HandedOver(CommitId commit, int written) ->
                line.outcome("handed-over").with("commit", commit.value()).count("written", written);
            case CommitImport.Outcome.Busy() -> {
                line.outcome("busy");
                throw new QueueBatch.TryLater("commit-busy");
            }
        }
    }

    private CommitImport.Outcome outcome(EventEnvelope envelope, Instant deadline) {
        if (envelope.event() instanceof DomainEvent.ImportConfirmed confirmed) {
            return useCase.confirmed(confirmed, deadline);
        }
        if (envelope.event() instanceof DomainEvent.ImportStaged staged) {
            return useCase.staged(staged, envelope.correlationId(), deadline);
        }
        if (envelope.event() instanceof DomainEvent.ExternalNumbersRemovalConfirmed removal) {
            return useCase.removeExternalNumbers(removal, deadline);
        }
        if (envelope.event() instanceof DomainEvent.CommitUnfinished unfinished) {
            return useCase.unfinished(unfinished, deadline);
        }
        if (envelope.event() instanceof DomainEvent.CorrectionConfirmed correction) {
            return useCase.correct(correction, deadline);
        }
        throw new IllegalArgumentException("commit-import takes no " + envelope.detailType());
    }
}
