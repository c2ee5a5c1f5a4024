package nl.laslink.local.emulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    /** How long an end waits for work that is going on. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Template template;
    private final InFlight inFlight;
    private final LocalDynamoDb dynamoDb;
    private final LocalQueues queues;
    private final LocalFunctions functions;
    private final Clock clock;
    private final EventBus bus;
    private final Schedules schedules;
    private final Deque<AutoCloseable> sources = new ArrayDeque<>();

    /**
     * @param parameters the template's parameters that have another value here
     * @param data the folder of the tables and queues; none keeps them in memory
     */
    public record Config(
            Path template,
            Map<String, String> parameters,
            int dynamoDbPort,
            int sqsPort,
            Optional<Path> data,
            Clock clock) {}

    private Emulator(
            Template template,
            InFlight inFlight,
            LocalDynamoDb dynamoDb,
            LocalQueues queues,
            LocalFunctions functions,
            Clock clock) {
        this.template = template;
        this.inFlight = inFlight;
        this.dynamoDb = dynamoDb;
        this.queues = queues;
        this.functions = functions;
        this.clock = clock;
        this.bus = new EventBus(template.rules(), queues::send, inFlight, clock);
        this.schedules = new Schedules(template.schedules(), functions, clock);
    }

    /**
     * Starts everything but the sources, so that first data can be put in place; then call {@link #begin}.
     *
     * @throws IllegalStateException when a part cannot start, for one because its port is taken; nothing is left running
     */
    public static Emulator start(Config config) {
        Template template = TemplateReader.read(
                config.template(), config.parameters(), queue -> LocalQueues.url(config.sqsPort(), queue));
        InFlight inFlight = new InFlight();
        CompletableFuture<LocalDynamoDb> tables = CompletableFuture.supplyAsync(
                () -> LocalDynamoDb.start(config.dynamoDbPort(), config.data(), template.tables()));
        CompletableFuture<LocalQueues> queues = CompletableFuture.supplyAsync(
                () -> LocalQueues.start(config.sqsPort(), config.data(), template.queues()));
        try {
            LocalFunctions functions = new LocalFunctions(template, inFlight, config.clock());
            return new Emulator(template, inFlight, tables.join(), queues.join(), functions, config.clock());
        } catch (RuntimeException failed) {
            closeIfStarted(tables);
            closeIfStarted(queues);
            throw failed instanceof CompletionException && failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : failed;
        }
    }

    private static void closeIfStarted(CompletableFuture<? extends AutoCloseable> part) {
        part.handle((started, _) -> {
                    if (started != null) {
                        close(started);
                    }
                    return null;
                })
                .join();
    }

    /** Lets queues, stream and schedules feed the functions. */
    public void begin() {
        template.functions().forEach(function -> {
            function.streamSources().forEach(source -> {
                inFlight.watch(() -> dynamoDb.isEmpty(source.table()));
                sources.push(new StreamPoller(dynamoDb, source, function.logicalId(), functions));
            });
            function.queueSources().forEach(source -> {
                inFlight.watch(() -> queues.count(source.queue()) == 0);
                sources.push(new QueuePoller(queues, source, function.logicalId(), functions));
            });
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

    /** Does what is due at the time to which the clock was moved; returns the schedules that ran. */
    public List<String> catchUp() {
        dynamoDb.expire(template.tables(), clock.instant());
        return schedules.catchUp();
    }

    public LocalQueues queues() {
        return queues;
    }

    /**
     * Stops what feeds the functions, after some seconds in which work that is going on may end: messages live in memory. The
     * services that functions call have to be there until then.
     */
    public void end() {
        schedules.close();
        try {
            inFlight.awaitIdle(DRAIN);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        while (!sources.isEmpty()) {
            close(sources.pop());
        }
    }

    @Override
    public void close() {
        if (!sources.isEmpty()) {
            end();
        }
        schedules.close();
        close(functions);
        close(queues);
        close(dynamoDb);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failed) {
            // AutoCloseable declares nothing narrower; the rest must still be stopped.
            System.err.println("a part did not stop: " + failed.getClass().getName());
        }
    }
}
