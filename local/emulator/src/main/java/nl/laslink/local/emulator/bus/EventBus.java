package nl.laslink.local.emulator.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import nl.laslink.local.emulator.template.Template.Rule;
import nl.laslink.local.emulator.work.InFlight;
import software.amazon.event.ruler.RuleCompiler;
import software.amazon.event.ruler.Ruler;

/** In the place of EventBridge: matches an event against the template's rules with AWS's own matcher and sends it on. */
public final class EventBus {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Rule> rules;
    private final BiConsumer<String, String> send;
    private final InFlight inFlight;
    private final Clock clock;

    /** @param send puts a body, the second, into the queue named by the first */
    public EventBus(List<Rule> rules, BiConsumer<String, String> send, InFlight inFlight, Clock clock) {
        this.rules = List.copyOf(rules);
        this.rules.forEach(EventBus::check);
        this.send = send;
        this.inFlight = inFlight;
        this.clock = clock;
    }

    /** Puts one event and answers its id; when this returns, every rule's queue has it. */
    public String put(String source, String detailType, JsonNode detail) {
        try (InFlight.Piece _ = inFlight.begin()) {
            String id = UUID.randomUUID().toString();
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            ObjectNode event = JSON.createObjectNode()
                    .put("version", "0")
                    .put("id", id)
                    .put("detail-type", detailType)
                    .put("source", source)
                    .put("account", "000000000000")
                    .put("time", now.toString())
                    .put("region", "eu-west-1");
            event.putArray("resources");
            event.set("detail", detail);
            String body = event.toString();
            rules.stream().filter(rule -> matches(body, rule)).forEach(rule -> rule.queues()
                    .forEach(queue -> send.accept(queue, body)));
            return id;
        }
    }

    private static void check(Rule rule) {
        String wrong = RuleCompiler.check(rule.pattern());
        if (wrong != null) {
            throw new IllegalStateException("the pattern of " + rule.name() + ": " + wrong);
        }
    }

    private static boolean matches(String event, Rule rule) {
        try {
            return Ruler.matchesRule(event, rule.pattern());
        } catch (Exception unreadable) {
            // The matcher declares nothing narrower.
            throw new IllegalStateException("the rule " + rule.name() + " has no readable pattern", unreadable);
        }
    }
}
