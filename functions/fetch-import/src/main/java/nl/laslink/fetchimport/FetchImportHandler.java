package nl.laslink.fetchimport;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.Word;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.link.Contact;
import nl.laslink.platform.event.EventEnvelope;
import nl.laslink.platform.event.EventJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.log.Metric;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Fetches from the LAS on request of a person or a night, and for the first time after the approval of a link. */
public final class FetchImportHandler implements RequestStreamHandler {
    private final FetchAndStage useCase;
    private final Log log;

    public FetchImportHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public FetchImportHandler(Map<String, String> variables, Clock clock) {
        this(FetchImportWiring.of(FetchImportConfig.from(variables), clock), Log.of("fetch-import", variables));
    }

    FetchImportHandler(FetchAndStage useCase, Log log) {
        this.useCase = useCase;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, "fetch", this::fetch);
    }

    private void fetch(QueueMessage message) {
        EventEnvelope envelope = EventJson.decode(message.body());
        FetchAndStage.Request request = request(envelope);
        Log.Line line = Log.line().event(envelope).with("fetch", request.fetch());
        switch (useCase.execute(request)) {
            case FetchAndStage.Outcome.Staged staged ->
                line.outcome("staged")
                        .importId(staged.importId())
                        .count("toDecide", staged.toDecide())
                        .metric(Metric.CONTACTS, 1)
                        .metric(Metric.LAS_AWAY, -1)
                        .metric(Metric.IMPORTS, 1)
                        .metric(Metric.ROWS_HELD, staged.newToDecide());
            case FetchAndStage.Outcome.NothingStaged(Contact contact) ->
                line.outcome(Word.of(contact.outcome()))
                        .with(
                                "reason",
                                contact.reason().map(FailureReason::word).orElse("-"))
                        .metric(Metric.CONTACTS, 1)
                        .metric(Metric.LAS_AWAY, contact.outcome() == Contact.Outcome.UNREACHABLE ? 1 : -1);
            case FetchAndStage.Outcome.AlreadyDone() -> line.outcome("already-done");
            case FetchAndStage.Outcome.Superseded() -> line.outcome("superseded");
            case FetchAndStage.Outcome.NotLinked() -> line.outcome("not-linked");
            case FetchAndStage.Outcome.Busy() -> {
                line.outcome("busy");
                throw new QueueBatch.TryLater("import-busy");
            }
        }
    }

    private static FetchAndStage.Request request(EventEnvelope envelope) {
        if (envelope.event() instanceof DomainEvent.FetchRequested asked) {
            return new FetchAndStage.Request(
                    asked.school(), asked.fetch(), asked.night(), envelope.time(), envelope.correlationId());
        }
        if (envelope.event() instanceof DomainEvent.LinkApproved approved) {
            // Named after the request, so that the message coming twice names the same contact.
            FetchId first = new FetchId("a-" + approved.request());
            return new FetchAndStage.Request(
                    approved.school(), first, Optional.empty(), envelope.time(), envelope.correlationId());
        }
        throw new IllegalArgumentException("fetch-import takes no " + envelope.detailType());
    }
}
