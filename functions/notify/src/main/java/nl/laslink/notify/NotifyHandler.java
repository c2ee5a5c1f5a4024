package nl.laslink.notify;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import nl.laslink.platform.event.EventEnvelope;
import nl.laslink.platform.event.EventJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Writes the mails: one event each time. */
public final class NotifyHandler implements RequestStreamHandler {
    private final SendMails useCase;
    private final Log log = Log.of("notify");

    public NotifyHandler() {
        this(System.getenv());
    }

    public NotifyHandler(Map<String, String> variables) {
        this(NotifyWiring.of(NotifyConfig.from(variables)));
    }

    NotifyHandler(SendMails useCase) {
        this.useCase = useCase;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, this::tell);
    }

    private void tell(QueueMessage message) {
        EventEnvelope envelope = EventJson.decode(message.body());
        SendMails.Outcome outcome = useCase.on(envelope.event());
        Log.Line line = log.info("notify")
                .with("school", envelope.event().school())
                .with("detailType", envelope.detailType())
                .with("correlationId", envelope.correlationId())
                .with("outcome", outcome.getClass().getSimpleName());
        switch (outcome) {
            case SendMails.Outcome.Sent(int mails, int refused) ->
                line.count("mails", mails).count("refused", refused).write();
            case SendMails.Outcome.NothingToSay() -> line.write();
            case SendMails.Outcome.TryLater(String code) -> {
                line.with("code", code).write();
                throw new QueueBatch.TryLater("mail-" + code);
            }
            // Comes again and ends in the dead-letter queue, where an alarm stands.
            case SendMails.Outcome.NobodyReached(String code) -> {
                line.with("code", code).write();
                throw new QueueBatch.TryLater("nobody-reached");
            }
        }
    }
}
