package nl.laslink.local.emulator.queues;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import nl.laslink.local.emulator.functions.BatchAnswer;
import nl.laslink.local.emulator.functions.Functions;
import nl.laslink.local.emulator.template.Template.QueueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Hands a queue's messages to a function in batches, as Lambda does: what it reports as failed, or all when it throws, comes
 * again until the queue gives it up. One thing differs: the wait before a retry is seconds, 2, 4, 8, … up to 64, and not the
 * queue's visibility timeout of minutes, so that a person sees the retry; after the last one it is given up at once.
 */
public final class QueuePoller implements AutoCloseable {
    /** Enough to see that messages pass each other; two processors gain nothing from more. */
    private static final int AT_ONCE = 4;

    private static final int LONG_POLL_SECONDS = 5;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

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
            } catch (RuntimeException unreachable) {
                // Whatever it is: a queue that nobody reads any more would look like work that never ends.
                if (!stopping) {
                    System.err.println(source.queue() + " cannot be read: "
                            + unreachable.getClass().getName());
                    LockSupport.parkNanos(AFTER_TROUBLE.toNanos());
                }
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
        Set<String> all = messages.stream().map(Message::messageId).collect(Collectors.toSet());
        try {
            return BatchAnswer.failed(functions.invoke(function, SqsEvent.of(source.queue(), messages)), all);
        } catch (Functions.FunctionFailed thrown) {
            System.err.println(thrown.getMessage());
            return all;
        }
    }

    private void retryLater(Message message) {
        int received = Integer.parseInt(
                message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
        queues.client().changeMessageVisibility(c -> c.queueUrl(queues.url(source.queue()))
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(Math.toIntExact(
                        queues.retryWait(source.queue(), received).toSeconds())));
    }

    @Override
    public void close() {
        stopping = true;
        threads.forEach(Thread::interrupt);
    }
}
