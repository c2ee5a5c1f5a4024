package nl.laslink.local.emulator.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.laslink.local.emulator.functions.Functions;
import nl.laslink.local.emulator.template.Template.QueueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Hands a queue's messages to a function in batches, as Lambda does: what it reports as failed, or all when it throws, comes
 * again until the queue gives it up. One thing differs: the wait before a retry is seconds, 2, 4, 8, …, and not the queue's
 * visibility timeout of minutes, so that a person sees the retry.
 */
public final class QueuePoller implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Enough to see that messages pass each other; two processors gain nothing from more. */
    private static final int AT_ONCE = 4;

    private static final int LONG_POLL_SECONDS = 5;

    private final LocalQueues queues;
    private final QueueSource source;
    private final String function;
    private final Functions functions;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    public QueuePoller(LocalQueues queues, QueueSource source, String function, Functions functions) {
        this.queues = queues;
        this.source = source;
        this.function = function;
        this.functions = functions;
        int atOnce = Math.min(AT_ONCE, source.maximumConcurrency().orElse(AT_ONCE));
        for (int i = 0; i < atOnce; i++) {
            threads.add(Thread.ofVirtual().name(source.queue() + " " + i).start(this::run));
        }
    }

    private void run() {
        while (!stopping) {
            try {
                List<Message> messages = queues.client()
                        .receiveMessage(r -> r.queueUrl(queues.url(source.queue()))
                                .maxNumberOfMessages(Math.min(10, source.batchSize()))
                                .waitTimeSeconds(LONG_POLL_SECONDS)
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                        .messages();
                if (!messages.isEmpty()) {
                    hand(messages);
                }
            } catch (SdkException | IllegalStateException unreachable) {
                if (!stopping) {
                    System.err.println(source.queue() + " cannot be read: "
                            + unreachable.getClass().getName());
                }
                return;
            }
        }
    }

    private void hand(List<Message> messages) {
        Set<String> failed = failed(messages);
        for (Message message : messages) {
            if (failed.contains(message.messageId())) {
                retryLater(message);
            } else {
                queues.client().deleteMessage(d -> d.queueUrl(queues.url(source.queue()))
                        .receiptHandle(message.receiptHandle()));
            }
        }
    }

    private Set<String> failed(List<Message> messages) {
        Set<String> failed = new HashSet<>();
        try {
            JsonNode answer = JSON.readTree(functions.invoke(function, SqsEvent.of(source.queue(), messages)));
            answer.path("batchItemFailures")
                    .forEach(f -> failed.add(f.path("itemIdentifier").asText()));
        } catch (Functions.FunctionFailed | IOException thrown) {
            System.err.println(thrown.getMessage());
            messages.forEach(m -> failed.add(m.messageId()));
        }
        return failed;
    }

    private void retryLater(Message message) {
        int received = Integer.parseInt(
                message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
        Duration wait = Duration.ofSeconds(1L << Math.min(received, 6));
        Duration longest = queues.visibility(source.queue());
        queues.client().changeMessageVisibility(c -> c.queueUrl(queues.url(source.queue()))
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(Math.toIntExact((wait.compareTo(longest) < 0 ? wait : longest).toSeconds())));
    }

    @Override
    public void close() {
        stopping = true;
        threads.forEach(Thread::interrupt);
    }
}
