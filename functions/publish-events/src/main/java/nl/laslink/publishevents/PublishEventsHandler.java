package nl.laslink.publishevents;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.event.OutboxRow;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;

/** Publishes the rows of the outbox's stream; the first row that the bus refused, and all after it, are redelivered. */
public final class PublishEventsHandler implements RequestStreamHandler {
    private final PublishEvents useCase;
    private final Log log;

    public PublishEventsHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public PublishEventsHandler(Map<String, String> variables, Clock clock) {
        this(PublishEventsWiring.of(PublishEventsConfig.from(variables), clock), Log.of("publish-events", variables));
    }

    PublishEventsHandler(PublishEvents useCase, Log log) {
        this.useCase = useCase;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        List<StreamRecord> records = StreamRecord.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        List<OutboxRow> rows = records.stream().flatMap(r -> r.row().stream()).toList();
        Set<String> refused = PublishedLines.during(log, "publish", () -> useCase.publish(rows))
                .published()
                .refused()
                .keySet();
        Optional<StreamRecord> failed = records.stream()
                .filter(r -> r.row().filter(row -> refused.contains(row.id())).isPresent())
                .findFirst();
        JsonObject answer = JsonObject.empty()
                .putObjects("batchItemFailures", failed.stream().toList(), r -> JsonObject.empty()
                        .put("itemIdentifier", r.sequenceNumber()));
        out.write(answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
