package nl.laslink.local.localstack;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nl.laslink.local.emulator.gateway.Invoker;
import nl.laslink.local.emulator.localapi.Chain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Sets things going in the stack, and looks from outside whether they have come to rest. */
final class DeployedChain implements Chain {
    private static final String PLANNER = "ExportScoresPlanFunction";
    private static final String SWEEP = "PublishEventsSweepFunction";
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Between the row of the outbox and the message in a queue an event is nowhere to be seen, for some milliseconds. */
    private static final int QUIET_LOOKS = 4;

    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private final EventBridgeClient bus;
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final Invoker functions;
    private final Stack stack;
    private final List<String> queues;
    private final Clock clock;

    /** {@code queues} are the logical ids of those that feed functions. */
    DeployedChain(
            EventBridgeClient bus,
            SqsClient sqs,
            DynamoDbClient dynamoDb,
            Invoker functions,
            Stack stack,
            List<String> queues,
            Clock clock) {
        this.bus = bus;
        this.sqs = sqs;
        this.dynamoDb = dynamoDb;
        this.functions = functions;
        this.stack = stack;
        this.queues = List.copyOf(queues);
        this.clock = clock;
    }

    @Override
    public String putEvent(String source, String detailType, String detail) {
        PutEventsRequestEntry event = PutEventsRequestEntry.builder()
                .eventBusName(stack.name("EventBus"))
                .source(source)
                .detailType(detailType)
                .detail(detail)
                .build();
        PutEventsResponse answer = bus.putEvents(p -> p.entries(event));
        if (answer.failedEntryCount() > 0) {
            throw new IllegalStateException("the bus did not take " + detailType);
        }
        return answer.entries().getFirst().eventId();
    }

    /** LocalStack takes the schedule and never fires it. */
    @Override
    public void startNight() {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        try {
            functions.invoke(PLANNER, "{\"scheduledAt\":\"" + now + "\"}");
        } catch (Exception failed) {
            // Invoker declares nothing narrower
            throw new IllegalStateException("the night did not start", failed);
        }
    }

    @Override
    public void startSweep() {
        try {
            functions.invoke(SWEEP, "{}");
        } catch (Exception failed) {
            // Invoker declares nothing narrower
            throw new IllegalStateException("the sweep did not start", failed);
        }
    }

    @Override
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        int quiet = 0;
        while (quiet < QUIET_LOOKS) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(LOOK);
            quiet = isQuiet() ? quiet + 1 : 0;
        }
        return true;
    }

    private boolean isQuiet() {
        if (dynamoDb.scan(s -> s.tableName(stack.name("OutboxTable")).select(Select.COUNT))
                        .count()
                > 0) {
            return false;
        }
        return queues.stream()
                .map(queue -> sqs.getQueueAttributes(
                        a -> a.queueUrl(stack.name(queue)).attributeNames(COUNTS)))
                .flatMap(answer -> answer.attributes().values().stream())
                .allMatch("0"::equals);
    }
}
