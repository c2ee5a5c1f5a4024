package nl.laslink.local.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.laslink.local.emulator.template.Template;
import nl.laslink.local.emulator.template.Template.Rule;
import software.amazon.event.ruler.Ruler;

/**
 * The files of events/ and the triggers of template.yaml that they are examples of. A file is compared with a trigger by what
 * AWS would go by: method and route, the rule's pattern and the queue behind it, the stream, the schedule's input. Immutable.
 */
final class ExampleEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";

    /** One way in which a function is started; {@code what} is for a person, such as {@code GET /api/las-types}. */
    record Trigger(String function, String what) implements Comparable<Trigger> {
        @Override
        public int compareTo(Trigger other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return function + " ← " + what;
        }
    }

    private final Template template;
    private final Map<String, String> texts;
    private final Map<String, Set<Trigger>> triggers = new TreeMap<>();

    private ExampleEvents(Template template, Map<String, String> texts) throws IOException {
        this.template = template;
        this.texts = texts;
        for (Map.Entry<String, String> file : texts.entrySet()) {
            triggers.put(file.getKey(), triggersOf(file.getKey(), JSON.readTree(file.getValue())));
        }
    }

    /** @param folder events/, with a folder for each job; {@code schemas} in it is not of a job */
    static ExampleEvents read(Path folder, Template template) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            Path schemas = folder.resolve("schemas");
            for (Path file : files.filter(f -> f.toString().endsWith(".json"))
                    .filter(f -> !f.startsWith(schemas))
                    .toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return new ExampleEvents(template, texts);
    }

    /** Every file with what it is an example of; in a good repository that is one trigger each. */
    Map<String, Set<Trigger>> byFile() {
        return Map.copyOf(triggers);
    }

    /** All that starts a function of the template. */
    Set<Trigger> all() {
        Set<Trigger> all = new TreeSet<>();
        for (Template.Function function : template.functions()) {
            String name = function.logicalId();
            function.routes().forEach(r -> all.add(new Trigger(name, r.method() + " " + r.path())));
            function.streamSources().forEach(s -> all.add(new Trigger(name, s.table())));
            function.queueSources().forEach(s -> {
                List<String> kinds = kindsOf(s.queue());
                kinds.forEach(kind -> all.add(new Trigger(name, s.queue() + " " + kind)));
                if (kinds.isEmpty()) {
                    all.add(new Trigger(name, s.queue()));
                }
            });
        }
        template.schedules().forEach(s -> all.add(new Trigger(s.function(), s.name())));
        return all;
    }

    /** The files for this function, in the order of their names. */
    List<String> filesFor(String function) {
        return triggers.entrySet().stream()
                .filter(file ->
                        file.getValue().stream().anyMatch(t -> t.function().equals(function)))
                .map(Map.Entry::getKey)
                .toList();
    }

    String text(String file) {
        return texts.get(file);
    }

    private Set<Trigger> triggersOf(String file, JsonNode event) {
        Set<Trigger> found = new TreeSet<>();
        for (Template.Function function : template.functions()) {
            if (job(function).equals(file.replaceFirst("/.*", "").replace("-", ""))) {
                found.addAll(triggersOf(function, event));
            }
        }
        return found;
    }

    private List<Trigger> triggersOf(Template.Function function, JsonNode event) {
        String name = function.logicalId();
        JsonNode record = event.path("Records").path(0);
        List<Trigger> found = new ArrayList<>();
        if (event.has("httpMethod")) {
            function.routes().stream()
                    .filter(r -> r.method().equals(event.path("httpMethod").asText())
                            && r.path().equals(event.path("resource").asText()))
                    .forEach(r -> found.add(new Trigger(name, r.method() + " " + r.path())));
        } else if (record.path("eventSource").asText().equals("aws:dynamodb")) {
            function.streamSources().forEach(s -> found.add(new Trigger(name, s.table())));
        } else if (record.path("eventSource").asText().equals("aws:sqs")) {
            function.queueSources().stream()
                    .filter(s -> arn(s.queue())
                            .equals(record.path("eventSourceARN").asText().replaceFirst(".*:", "")))
                    .forEach(s -> found.addAll(
                            through(name, s.queue(), record.path("body").asText())));
        } else {
            template.schedules().stream()
                    .filter(s ->
                            s.function().equals(name) && fieldNames(s.input()).equals(fieldNames(event.toString())))
                    .forEach(s -> found.add(new Trigger(name, s.name())));
        }
        return found;
    }

    /** A message is either an event that a rule of its queue lets through, or the queue has no rule. */
    private List<Trigger> through(String function, String queue, String body) {
        List<Rule> rules = rulesOf(queue);
        if (rules.isEmpty()) {
            return List.of(new Trigger(function, queue));
        }
        String kind = field(body, "detail-type");
        return rules.stream()
                .filter(rule -> matches(body, rule))
                .map(rule -> new Trigger(function, queue + " " + kind))
                .toList();
    }

    private List<String> kindsOf(String queue) {
        List<String> kinds = new ArrayList<>();
        for (Rule rule : rulesOf(queue)) {
            tree(rule.pattern()).path("detail-type").forEach(kind -> kinds.add(kind.asText()));
        }
        return kinds;
    }

    private List<Rule> rulesOf(String queue) {
        return template.rules().stream()
                .filter(rule -> rule.queues().contains(queue))
                .toList();
    }

    /** The package of a job's handlers ends in its folder's name, without hyphens. */
    private static String job(Template.Function function) {
        String[] words = function.handler().split("\\.");
        return words[words.length - 2];
    }

    /** How the examples name what carries the stack's name: the stack is {@code laslink}. */
    private static String named(String text) {
        return text.replace("\"MailConfigurationSet\"", "\"laslink-mail\"");
    }

    /** How the examples name a queue: NightQueue is {@code laslink-night}. */
    private static String arn(String queue) {
        return "laslink-" + queue.replaceFirst("Queue$", "").toLowerCase(Locale.ROOT);
    }

    private static boolean matches(String event, Rule rule) {
        try {
            return Ruler.matchesRule(event, named(rule.pattern()));
        } catch (Exception unreadable) {
            // The matcher declares nothing narrower.
            throw new IllegalStateException("the rule " + rule.name() + " has no readable pattern", unreadable);
        }
    }

    private static Set<String> fieldNames(String json) {
        Set<String> names = new TreeSet<>();
        tree(json.replace(SCHEDULED_TIME, "")).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String field(String json, String name) {
        return tree(json).path(name).asText();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException unreadable) {
            throw new IllegalStateException("no JSON: " + json, unreadable);
        }
    }
}
