package nl.laslink.recordmail;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.Word;
import nl.laslink.domain.mail.MailFate;
import nl.laslink.domain.mail.MailFates;
import nl.laslink.domain.mail.Recipient;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.log.Metric;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Records the events of SES about sent mails: delivered, bounced, complained. */
public final class RecordMailHandler implements RequestStreamHandler {
    private final MailFates fates;
    private final Log log;

    public RecordMailHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    /** As all handlers have; this one reads no time. */
    public RecordMailHandler(Map<String, String> variables, Clock clock) {
        this(RecordMailWiring.of(RecordMailConfig.from(variables)), Log.of("record-mail", variables));
    }

    RecordMailHandler(MailFates fates, Log log) {
        this.fates = fates;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, "mail", this::record);
    }

    private void record(QueueMessage message) {
        JsonObject event = JsonObject.parse(message.body());
        MailEventJson.chain(event).ifPresent(Log.line()::correlation);
        Optional<MailFate> told = MailEventJson.read(event);
        if (told.isEmpty()) {
            Log.line().outcome("passed");
            return;
        }
        MailFate fate = told.get();
        Log.line().school(fate.school()).with("recipient", fate.recipient()).outcome(Word.of(fate.outcome()));
        fates.record(fate);
        if (fate.recipient().equals(Recipient.CUSTOMER_SERVICE) && fate.outcome() != MailFate.Outcome.DELIVERED) {
            // No school can repair the address of customer service: its requests wait on the page Aanvragen, and we
            // must look.
            Log.line()
                    .alarming()
                    .with("code", "customer-service-unreached")
                    .metric(Metric.CUSTOMER_SERVICE_UNREACHED, 1);
        }
    }
}
