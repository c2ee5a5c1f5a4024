package nl.laslink.local.emulator.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The parts of template.yaml that run on this machine, with every reference resolved. {@code mailEvents} are the SES events
 * took, in its words. Immutable.
 */
public record Template(
        List<Function> functions,
        List<Table> tables,
        List<Queue> queues,
        List<Rule> rules,
        List<Schedule> schedules,
        Set<String> mailEvents) {
    public Template {
        functions = List.copyOf(functions);
        tables = List.copyOf(tables);
        queues = List.copyOf(queues);
        rules = List.copyOf(rules);
        schedules = List.copyOf(schedules);
        mailEvents = Set.copyOf(mailEvents);
    }

    /** A function and what starts it; schedules start theirs by name. */
    public record Function(
            String logicalId,
            String handler,
            Map<String, String> environment,
            Duration timeout,
            List<Route> routes,
            List<QueueSource> queueSources,
            List<StreamSource> streamSources) {}

    /** {@code path} has placeholders in braces; {@code signedIn} says whether the authorizer stands before it. */
    public record Route(String method, String path, boolean signedIn) {}

    public record QueueSource(String queue, int batchSize, OptionalInt maximumConcurrency) {}

    /** {@code filters} are patterns as JSON; a record that none of them matches is not handed over. */
    public record StreamSource(String table, int batchSize, int maximumRetries, List<String> filters) {}

    public record Table(
            String name,
            Map<String, String> attributeTypes,
            List<Key> keys,
            List<Index> indexes,
            Optional<String> streamViewType,
            Optional<String> timeToLive) {}

    /** {@code type} is HASH or RANGE. */
    public record Key(String attribute, String type) {}

    public record Index(String name, List<Key> keys, String projection) {}

    public record Queue(String name, Duration visibility, Optional<Redrive> redrive) {}

    public record Redrive(String deadLetterQueue, int maxReceiveCount) {}

    /** {@code pattern} is the rule's event pattern as JSON. */
    public record Rule(String name, String pattern, List<String> queues) {}

    /** {@code input} may hold {@code <aws.scheduler.scheduled-time>}. */
    public record Schedule(String name, String expression, String zone, String function, String input) {}
}
