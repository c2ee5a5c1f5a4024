package nl.laslink.fetchimport;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.imports.FetchId;
import nl.laslink.platform.event.EventEnvelope;
import nl.laslink.platform.event.EventJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Fetches from the LAS when somebody, or a night, asked for it, and for the first time when a link was approved. */
public final class FetchImportHandler implements RequestStreamHandler {
    private final FetchAndStage useCase;
    private final Log log = Log.of("fetch-import");

    public FetchImportHandler() {
        this(System.getenv());
    }

    public FetchImportHandler(Map<String, String> variables) {
        this(FetchImportWiring.of(FetchImportConfig.from(variables)));
    }

    FetchImportHandler(FetchAndStage useCase) {
        this.useCase = useCase;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, this::fetch);
    }

    private void fetch(QueueMessage message) {
        FetchAndStage.Request request = request(EventJson.decode(message.body()));
        FetchAndStage.Outcome outcome = useCase.execute(request);
        log.info("fetch")
                .with("school", request.school())
                .with("fetch", request.fetch())
                .with("correlationId", request.correlation())
                .with("outcome", outcome.getClass().getSimpleName())
                .write();
        if (outcome instanceof FetchAndStage.Outcome.Busy) {
            throw new QueueBatch.TryLater("import-busy");
        }
    }

    private static FetchAndStage.Request request(EventEnvelope envelope) {
        if (envelope.event() instanceof DomainEvent.FetchRequested asked) {
            return new FetchAndStage.Request(asked.school(), asked.fetch(), asked.night(), envelope.correlationId());
        }
        if (envelope.event() instanceof DomainEvent.LinkApproved approved) {
            // Named after the request, so that the message coming twice names the same contact.
            FetchId first = new FetchId("a-" + approved.request());
            return new FetchAndStage.Request(approved.school(), first, Optional.empty(), envelope.correlationId());
        }
        throw new IllegalArgumentException("fetch-import takes no " + envelope.detailType());
    }
}
