package nl.laslink.local.emulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import nl.laslink.local.emulator.bus.EventBus;
import nl.laslink.local.emulator.dynamodb.LocalDynamoDb;
import nl.laslink.local.emulator.dynamodb.StreamPoller;
import nl.laslink.local.emulator.functions.Functions;
import nl.laslink.local.emulator.functions.LocalFunctions;
import nl.laslink.local.emulator.queues.LocalQueues;
import nl.laslink.local.emulator.queues.QueuePoller;
import nl.laslink.local.emulator.schedule.Schedules;
import nl.laslink.local.emulator.template.Template;
import nl.laslink.local.emulator.template.TemplateReader;
import nl.laslink.local.emulator.work.InFlight;

/**
 * Runs template.yaml on this machine: tables, queues, rules, schedules and functions, without the edge that people and the SDK's
 * other services come in by. The handlers find DynamoDB and SQS through the SDK's own variables.
 */
public final class Emulator implements AutoCloseable {
    /** How long a stop waits for work that is going on: messages live in memory. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Template template;
    private final InFlight inFlight = new InFlight();
    private final LocalDynamoDb dynamoDb;
    private final LocalQueues queues;
    private final LocalFunctions functions;
    private final EventBus bus;
    private final Schedules schedules;
    private final Deque<AutoCloseable> sources = new ArrayDeque<>();

    /**
     * @param parameters the template's parameters that have another value here
     * @param data the folder of the tables; none keeps them in memory
     */
    public record Config(
            Path template, Map<String, String> parameters, int dynamoDbPort, int sqsPort, Optional<Path> data) {}

    private Emulator(Config config) {
        this.template = TemplateReader.read(
                config.template(), config.parameters(), queue -> LocalQueues.url(config.sqsPort(), queue));
        CompletableFuture<LocalDynamoDb> tables = CompletableFuture.supplyAsync(
                () -> LocalDynamoDb.start(config.dynamoDbPort(), config.data(), template.tables()));
        CompletableFuture<LocalQueues> messages =
                CompletableFuture.supplyAsync(() -> LocalQueues.start(config.sqsPort(), template.queues()));
        this.functions = new LocalFunctions(template, inFlight);
        this.dynamoDb = tables.join();
        this.queues = messages.join();
        Clock clock = Clock.systemUTC();
        this.bus = new EventBus(template.rules(), queues::send, inFlight, clock);
        this.schedules = new Schedules(template.schedules(), functions, clock);
    }

    /** Starts everything but the sources, so that first data can be put in place; then call {@link #begin}. */
    public static Emulator start(Config config) {
        return new Emulator(config);
    }

    /** Lets queues, stream and schedules feed the functions. */
    public void begin() {
        inFlight.watch(queues::isEmpty);
        template.functions().forEach(function -> {
            function.streamSources().forEach(source -> {
                inFlight.watch(() -> dynamoDb.isEmpty(source.table()));
                sources.push(new StreamPoller(dynamoDb, source, function.logicalId(), functions));
            });
            function.queueSources()
                    .forEach(source -> sources.push(new QueuePoller(queues, source, function.logicalId(), functions)));
        });
        schedules.start();
    }

    public Template template() {
        return template;
    }

    public Functions functions() {
        return functions;
    }

    public EventBus bus() {
        return bus;
    }

    public Schedules schedules() {
        return schedules;
    }

    public InFlight inFlight() {
        return inFlight;
    }

    public LocalQueues queues() {
        return queues;
    }

    @Override
    public void close() {
        schedules.close();
        try {
            inFlight.awaitIdle(DRAIN);
            for (AutoCloseable source : sources) {
                source.close();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            // AutoCloseable declares nothing narrower; the rest must still be stopped.
            System.err.println("a source did not stop: " + failed.getClass().getName());
        }
        functions.close();
        queues.close();
        dynamoDb.close();
    }
}
