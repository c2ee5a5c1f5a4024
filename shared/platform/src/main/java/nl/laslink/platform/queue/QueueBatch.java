package nl.laslink.platform.queue;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;

/**
 * Works through an SQS batch so that one message fails alone: it is reported as a batch item failure and the queue brings it
 * again, while the others are done. When the time runs out, the rest is reported as failed and redelivered.
 */
public final class QueueBatch {
    /** What must be left of the function's time before another message is begun, in milliseconds. */
    private static final int NEEDED_MILLIS = 3_000;

    private QueueBatch() {}

    /** What a function does with one message; an exception makes the queue bring it again. */
    @FunctionalInterface
    public interface Work {
        /** {@link Log#line} has what it did. */
        void on(QueueMessage message);
    }

    /** The message cannot be worked on now, which is not an error: the queue brings it again. */
    public static final class TryLater extends RuntimeException {
        public TryLater(String why) {
            super(why);
        }
    }

    /** {@code job} is the event of the line in which each message ends. */
    public static void process(InputStream in, OutputStream out, Context context, Log log, String job, Work work)
            throws IOException {
        JsonObject event = JsonObject.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        List<String> failed = new ArrayList<>();
        for (JsonObject record : event.objects("Records")) {
            QueueMessage message = new QueueMessage(record.text("messageId"), record.text("body"));
            if (context.getRemainingTimeInMillis() < NEEDED_MILLIS || !isDone(message, log.info(job), work)) {
                failed.add(message.id());
            }
        }
        JsonObject answer = JsonObject.empty().putObjects("batchItemFailures", failed, id -> JsonObject.empty()
                .put("itemIdentifier", id));
        out.write(answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    // The handler's edge: whatever goes wrong with one message must not fail the others of its batch.
    private static boolean isDone(QueueMessage message, Log.Line line, Work work) {
        return line.with("message", message.id()).during(() -> {
            try {
                work.on(message);
                return true;
            } catch (TryLater later) {
                line.with("later", later.getMessage());
                return false;
            } catch (RuntimeException failure) {
                Label.on(line, message.body());
                line.failed(failure);
                return false;
            }
        });
    }
}
