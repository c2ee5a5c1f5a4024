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
import nl.laslink.domain.mail.DeliveryStatus;
import nl.laslink.domain.mail.DeliveryStatuses;
import nl.laslink.domain.mail.Recipient;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.log.Metric;
import nl.laslink.platform.queue.QueueBatch;
import nl.laslink.platform.queue.QueueMessage;

/** Records the events of SES about sent mails: delivered, bounced, complained. */
public final class RecordMailHandler implements RequestStreamHandler {
    private final DeliveryStatuses statuses;
    private final Log log;

    public RecordMailHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    /** As all handlers have; this one reads no time. */
    public RecordMailHandler(Map<String, String> variables, Clock clock) {
        this(RecordMailWiring.of(RecordMailConfig.from(variables)), Log.of("record-mail", variables));
    }

    RecordMailHandler(DeliveryStatuses statuses, Log log) {
        this.statuses = statuses;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        QueueBatch.process(in, out, context, log, "mail", this::record);
    }

    private void record(QueueMessage message) {
        JsonObject event = JsonObject.parse(message.body());
        MailEventJson.chain(event).ifPresent(Log.line()::correlation);
        Optional<DeliveryStatus> told = MailEventJson.read(event);
        if (told.isEmpty()) {
            Log.line().outcome("passed");
            return;
        }
        DeliveryStatus status = told.get();
        Log.line().school(status.school()).with("recipient", status.recipient()).outcome(Word.of(status.outcome()));
        statuses.record(status);
        if (status.recipient().equals(Recipient.CUSTOMER_SERVICE)
                && status.outcome() != DeliveryStatus.Outcome.DELIVERED) {
            // No school can repair the address of customer service: its requests wait on the page Aanvragen, and we
            // must look.
            Log.line()
                    .alarming()
                    .with("code", "customer-service-unreached")
                    .metric(Metric.CUSTOMER_SERVICE_UNREACHED, 1);
        }
    }
}
