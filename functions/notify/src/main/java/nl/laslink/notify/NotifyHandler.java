package nl.laslink.notify;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import nl.laslink.platform.event.EventEnvelope;
import nl.laslink.platform.event.EventJson;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Writes the mails: one event each time. */
public final class NotifyHandler implements RequestStreamHandler {
    private final SendMails useCase;
    private final Log log;

    public NotifyHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public NotifyHandler(Map<String, String> variables, Clock clock) {
        this(NotifyWiring.of(NotifyConfig.from(variables), clock), Log.of("notify", variables));
    }

    NotifyHandler(SendMails useCase, Log log) {
        this.useCase = useCase;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, "notify", this::tell);
    }

    private void tell(QueueMessage message) {
        EventEnvelope envelope = EventJson.decode(message.body());
        Log.Line line = Log.line().event(envelope);
        switch (useCase.on(envelope.event(), envelope.correlationId())) {
            case SendMails.Outcome.Sent(int mails, int refused) ->
                line.outcome("sent").count("mails", mails).count("refused", refused);
            case SendMails.Outcome.NothingToSay() -> line.outcome("nothing-to-say");
            case SendMails.Outcome.TryLater(String code) -> {
                line.outcome("not-taken").with("code", code);
                throw new QueueBatch.TryLater("mail-" + code);
            }
            // It is redelivered and ends in the dead-letter queue, which has an alarm.
            case SendMails.Outcome.NobodyReached(String code) -> {
                line.outcome("nobody-reached").with("code", code);
                throw new QueueBatch.TryLater("nobody-reached");
            }
        }
    }
}
