package nl.laslink.commitimport;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.CommitId;
import nl.laslink.platform.event.EventEnvelope;
import nl.laslink.platform.event.EventJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.log.Metric;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Commits what was confirmed and what settles by itself. A commit that dies half-way is finished when its message comes again. */
public final class CommitImportHandler implements RequestStreamHandler {
    private final CommitImport useCase;
    private final Log log;

    public CommitImportHandler() {
        this(System.getenv());
    }

    public CommitImportHandler(Map<String, String> variables) {
        this(CommitImportWiring.of(CommitImportConfig.from(variables)), Log.of("commit-import", variables));
    }

    CommitImportHandler(CommitImport useCase, Log log) {
        this.useCase = useCase;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, "commit", this::commit);
    }

    private void commit(QueueMessage message) {
        EventEnvelope envelope = EventJson.decode(message.body());
        Log.Line line = Log.line().event(envelope);
        switch (outcome(envelope)) {
            case CommitImport.Outcome.Committed(CommitId commit) -> {
                line.outcome("committed").with("commit", commit.value());
                if (!(envelope.event() instanceof DomainEvent.ExternalNumbersRemovalConfirmed)) {
                    line.metric(Metric.COMMITS, 1);
                }
            }
            case CommitImport.Outcome.Nothing() -> line.outcome("nothing");
            case CommitImport.Outcome.Stale() -> line.outcome("stale");
            case CommitImport.Outcome.Busy() -> {
                line.outcome("busy");
                throw new QueueBatch.TryLater("commit-busy");
            }
        }
    }

    private CommitImport.Outcome outcome(EventEnvelope envelope) {
        if (envelope.event() instanceof DomainEvent.ImportConfirmed confirmed) {
            return useCase.confirmed(confirmed);
        }
        if (envelope.event() instanceof DomainEvent.ImportStaged staged) {
            return useCase.staged(staged, envelope.correlationId());
        }
        if (envelope.event() instanceof DomainEvent.ExternalNumbersRemovalConfirmed removal) {
            return useCase.removeExternalNumbers(removal);
        }
        throw new IllegalArgumentException("commit-import takes no " + envelope.detailType());
    }
}
