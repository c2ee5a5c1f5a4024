package nl.laslink.platform.log;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.event.EventEnvelope;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.SchemaVersion;

/**
 * JSON lines on standard output, which Lambda hands to CloudWatch. A line holds a fixed event name, ids and counts: never a
 * free text, a name, an address or a key. Every message and every request ends in one line; its numbers become metrics because
 * the line is in CloudWatch's Embedded Metric Format
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 */
public final class Log {
    private static final ScopedValue<Line> CURRENT = ScopedValue.newInstance();
    private static final PrintStream NOWHERE = new PrintStream(PrintStream.nullOutputStream());

    private final PrintStream out;
    private final String function;
    private final String namespace;
    private final Clock clock;

    /** @param namespace under which CloudWatch keeps the metrics */
    public Log(PrintStream out, String function, String namespace, Clock clock) {
        this.out = out;
        this.function = function;
        this.namespace = namespace;
        this.clock = clock;
    }

    /** @throws Environment.Incomplete when the variables do not name the metrics' namespace */
    public static Log of(String function, Map<String, String> variables) {
        Environment environment = new Environment(variables);
        String namespace = environment.required("METRICS_NAMESPACE");
        environment.check();
        return new Log(System.out, function, namespace, Clock.systemUTC());
    }

    public Line info(String event) {
        return new Line("INFO", event);
    }

    public Line error(String event) {
        return new Line("ERROR", event);
    }

    /** The line of the job that this thread is at; one that goes nowhere when there is none. */
    public static Line line() {
        return CURRENT.orElse(new Log(NOWHERE, "none", "none", Clock.systemUTC()).info("none"));
    }

    /** The same work, in another thread, for the job that this thread is at. */
    public static <T> Callable<T> carried(Callable<T> work) {
        Line line = line();
        return () -> ScopedValue.where(CURRENT, line).call(work::call);
    }

    /** One line, written by {@link #write}. Two threads may add to it. */
    public final class Line {
        private final JsonObject json = JsonObject.empty();
        private final Map<Metric, Long> metrics = new EnumMap<>(Metric.class);
        private final long begun = System.nanoTime();

        private Line(String level, String event) {
            json.put("level", level).put("function", function).put("event", event);
        }

        /** An id or a word of ours; never what a person or a LAS typed. */
        public synchronized Line with(String name, Object id) {
            json.put(name, String.valueOf(id));
            return this;
        }

        public synchronized Line count(String name, long number) {
            json.put(name, number);
            return this;
        }

        public Line school(SchoolId school) {
            return with("school", school);
        }

        public Line correlation(CorrelationId correlation) {
            return with("correlationId", correlation);
        }

        public Line importId(ImportId id) {
            return with("importId", id.value());
        }

        /** What an event tells: its kind, its school, its chain, and its import where it has one. */
        public Line event(EventEnvelope envelope) {
            if (envelope.event() instanceof DomainEvent.ImportStaged e) {
                importId(e.importId());
            } else if (envelope.event() instanceof DomainEvent.ImportConfirmed e) {
                importId(e.importId());
            } else if (envelope.event() instanceof DomainEvent.ImportCommitted e) {
                importId(e.importId());
            }
            return with("detailType", envelope.detailType())
                    .school(envelope.event().school())
                    .correlation(envelope.correlationId());
        }

        /** A word of ours, in lower case with hyphens. */
        public Line outcome(String word) {
            return with("outcome", word);
        }

        public boolean hasOutcome() {
            return json.has("outcome");
        }

        /** Adds to what the line says of this metric already. */
        public synchronized Line metric(Metric metric, long value) {
            metrics.merge(metric, value, Long::sum);
            return this;
        }

        /** A person must look at it. */
        public Line alarming() {
            return with("level", "ERROR");
        }

        /**
         * The job failed. Says the classes of the exception and its causes and where it was thrown; its messages may quote
         * data and stay out. {@code code} is the innermost class.
         */
        public Line failed(Throwable thrown) {
            StringBuilder classes = new StringBuilder();
            String code = "";
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                classes.append(classes.isEmpty() ? "" : " < ")
                        .append(cause.getClass().getName());
                StackTraceElement[] frames = cause.getStackTrace();
                if (frames.length > 0) {
                    classes.append(" at ").append(frames[0]);
                }
                code = cause.getClass().getSimpleName();
                if (cause instanceof SchemaVersion.FromTheFuture newer) {
                    with("kind", newer.kind()).count("schemaVersion", newer.version());
                }
            }
            Arrays.stream(thrown.getStackTrace())
                    .filter(f -> f.getClassName().startsWith("nl.laslink"))
                    .findFirst()
                    .ifPresent(f -> json.put("at", f.toString()));
            return alarming()
                    .outcome("failed")
                    .with("code", code)
                    .with("failure", classes)
                    .metric(Metric.FAILURES, 1);
        }

        /** Does a job with this as {@link Log#line}, and writes it at the end, whatever came of it. */
        public <T> T during(Supplier<T> job) {
            try {
                return ScopedValue.where(CURRENT, this).call(job::get);
            } catch (RuntimeException failure) {
                failed(failure);
                throw failure;
            } finally {
                count("milliseconds", (System.nanoTime() - begun) / 1_000_000).write();
            }
        }

        public synchronized void write() {
            if (!metrics.isEmpty()) {
                metrics.forEach((metric, value) -> json.put(metric.title(), value));
                json.put("_aws", directive());
            }
            out.println(json);
        }

        private JsonObject directive() {
            Map<String, List<Metric>> byDimension = new TreeMap<>();
            metrics.keySet().forEach(m -> byDimension
                    .computeIfAbsent(m.dimension().orElse(""), _ -> new java.util.ArrayList<>())
                    .add(m));
            return JsonObject.empty()
                    .put("Timestamp", clock.millis())
                    .putObjects("CloudWatchMetrics", byDimension.values(), same -> JsonObject.empty()
                            .put("Namespace", namespace)
                            .put("Dimensions", List.of(dimensions(same.getFirst())))
                            .putObjects("Metrics", same, m -> JsonObject.empty()
                                    .put("Name", m.title())
                                    .put("Unit", m.unit().word())));
        }

        private static List<String> dimensions(Metric metric) {
            return metric.dimension().map(List::of).orElse(List.of());
        }
    }
}
