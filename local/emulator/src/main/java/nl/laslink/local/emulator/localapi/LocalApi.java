package nl.laslink.local.emulator.localapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.local.emulator.mail.Mailbox;

/** What exists on this machine only: the local page, and what people and tests set going under {@code /_local}. */
public final class LocalApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A night of two small schools takes seconds; a LAS that does not answer takes its whole timeout. */
    public static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Set<String> FILES = Set.of("start.js");

    private final Chain chain;
    private final Mailbox mailbox;
    private final RosterStore rosters;
    private final Info info;
    private final Clock clock;
    private final ZoneId zone;
    private final Random random = new Random();

    private LocalApi(Chain chain, Mailbox mailbox, RosterStore rosters, Info info, Clock clock, ZoneId zone) {
        this.chain = chain;
        this.mailbox = mailbox;
        this.rosters = rosters;
        this.info = info;
        this.clock = clock;
        this.zone = zone;
    }

    /** Adds the routes below {@code /_local}. */
    public static void add(
            RoutesConfig routes,
            Chain chain,
            Mailbox mailbox,
            RosterStore rosters,
            Info info,
            Clock clock,
            ZoneId zone) {
        LocalApi api = new LocalApi(chain, mailbox, rosters, info, clock, zone);
        routes.get("/_local", http -> StartPage.show(http, info));
        routes.get("/_local/files/{name}", LocalApi::file);
        routes.get(
                "/_local/health", http -> answer(http, JSON.createObjectNode().put("status", "ok")));
        routes.get("/_local/info", http -> answer(http, info.json()));
        routes.get("/_local/schools", api::schools);
        routes.post("/_local/night", fromHere(api::night));
        routes.post("/_local/sweep", fromHere(api::sweep));
        routes.post("/_local/idle", fromHere(api::idle));
        routes.post("/_local/events", fromHere(api::events));
        routes.post("/_local/sittings", fromHere(api::sittings));
    }

    private void night(Context http) throws InterruptedException {
        Instant begin = clock.instant();
        int mailsBefore = mailbox.all().size();
        boolean isReady = chain.awaitIdle(LIMIT);
        chain.startNight();
        boolean isDone = isReady && chain.awaitIdle(LIMIT);
        ObjectNode report = JSON.createObjectNode()
                .put("done", isDone)
                .put("begunAt", begin.toString())
                .put("seconds", Duration.between(begin, clock.instant()).toMillis() / 1000.0)
                .put("mails", mailbox.all().size() - mailsBefore);
        http.status(isDone ? 200 : 504);
        answer(http, report);
    }

    private void sweep(Context http) throws InterruptedException {
        chain.startSweep();
        idle(http);
    }

    private void idle(Context http) throws InterruptedException {
        boolean isIdle = chain.awaitIdle(LIMIT);
        http.status(isIdle ? 200 : 504);
        answer(http, JSON.createObjectNode().put("idle", isIdle));
    }

    private void events(Context http) {
        JsonNode body;
        try {
            body = JSON.readTree(http.body());
        } catch (JsonProcessingException notJson) {
            refuse(http, "body", "wants an event, or a list of events, as JSON");
            return;
        }
        List<JsonNode> events = new ArrayList<>();
        if (body.isArray()) {
            body.forEach(events::add);
        } else {
            events.add(body);
        }
        for (int i = 0; i < events.size(); i++) {
            Optional<String[]> wrong = complaint(events.get(i));
            if (wrong.isPresent()) {
                String field = body.isArray() ? "[" + i + "]." + wrong.get()[0] : wrong.get()[0];
                refuse(http, field, wrong.get()[1]);
                return;
            }
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode ids = answer.putArray("ids");
        events.forEach(event -> ids.add(chain.putEvent(
                event.path("source").asText("testcentre"),
                event.path("detail-type").asText(),
                event.path("detail").toString())));
        answer(http, answer);
    }

    /** The field that is wrong, and what it wants. */
    private static Optional<String[]> complaint(JsonNode event) {
        if (!event.isObject()) {
            return Optional.of(new String[] {"body", "wants an event, or a list of events, as JSON"});
        }
        if (!event.path("detail-type").isTextual()
                || event.path("detail-type").asText().isBlank()) {
            return Optional.of(new String[] {"detail-type", "wants a text such as ScoreNormed"});
        }
        if (!event.path("detail").isObject()) {
            return Optional.of(new String[] {"detail", "wants an object"});
        }
        boolean isSource = event.path("source").isMissingNode()
                || event.path("source").isTextual()
                        && !event.path("source").asText().isBlank();
        return isSource ? Optional.empty() : Optional.of(new String[] {"source", "wants a text such as testcentre"});
    }

    private void schools(Context http) {
        ArrayNode schools = JSON.createArrayNode();
        for (String code : info.schools()) {
            Roster roster = rosters.read(SchoolId.parse(code));
            ObjectNode school = schools.addObject().put("school", code).put("name", roster.schoolName());
            ArrayNode groups = school.putArray("groups");
            List<Group> inOrder = roster.groups().stream()
                    .sorted(Comparator.comparing(Group::composite).thenComparing(Group::name))
                    .toList();
            for (Group group : inOrder) {
                groups.addObject()
                        .put("id", group.id().value())
                        .put("name", group.name())
                        .put("pupils", Sitting.pupils(roster, group).size());
            }
        }
        answer(http, schools);
    }

    private void sittings(Context http) throws InterruptedException {
        JsonNode body;
        try {
            body = JSON.readTree(http.body());
        } catch (JsonProcessingException notJson) {
            refuse(http, "body", "wants {\"school\": …, \"group\": …}");
            return;
        }
        String code = body.path("school").asText();
        if (!info.schools().contains(code)) {
            refuse(http, "school", "wants one of " + String.join(", ", info.schools()));
            return;
        }
        Roster roster = rosters.read(SchoolId.parse(code));
        Optional<Group> group = Optional.of(body.path("group").asText())
                .filter(id -> !id.isBlank())
                .flatMap(id -> roster.groups().stream()
                        .filter(g -> g.id().equals(new RecordId(id)) || g.name().equals(id))
                        .findFirst());
        if (group.isEmpty()) {
            refuse(http, "group", "wants a group of the school; GET /_local/schools lists them");
            return;
        }
        byte[] bytes = new byte[6];
        random.nextBytes(bytes);
        Sitting sitting = Sitting.invent(
                roster,
                group.get(),
                "afname-" + HexFormat.of().formatHex(bytes),
                clock.instant(),
                LocalDate.ofInstant(clock.instant(), zone),
                random);
        ObjectNode answer = JSON.createObjectNode()
                .put("test", sitting.code())
                .put("group", group.get().name())
                .put("pupils", sitting.scores().size());
        ArrayNode ids = answer.putArray("ids");
        ids.add(chain.putEvent("testcentre", "TestDefined", sitting.definition()));
        chain.awaitIdle(LIMIT); // a score whose test is not known yet would wait until the next night
        sitting.scores().forEach(score -> ids.add(chain.putEvent("testcentre", "ScoreNormed", score)));
        boolean isDone = chain.awaitIdle(LIMIT);
        http.status(isDone ? 200 : 504);
        answer(http, answer);
    }

    private static void file(Context http) throws IOException {
        String name = http.pathParam("name");
        if (!FILES.contains(name)) {
            http.status(404);
            return;
        }
        try (InputStream in = LocalApi.class.getResourceAsStream("/local-pages/" + name)) {
            http.contentType("text/javascript; charset=utf-8")
                    .header("Cache-Control", "no-cache")
                    .result(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** A page of another origin must not set things going here behind a person's back. */
    static Handler fromHere(Handler handler) {
        return http -> {
            String origin = http.header("Origin");
            String host = origin == null
                    ? "localhost"
                    : String.valueOf(URI.create(origin).getHost());
            if (Set.of("localhost", "127.0.0.1").contains(host)) {
                handler.handle(http);
            } else {
                http.status(403);
            }
        };
    }

    static void refuse(Context http, String field, String message) {
        http.status(422);
        answer(http, JSON.createObjectNode().put("field", field).put("message", message));
    }

    static void answer(Context http, JsonNode node) {
        http.contentType("application/json; charset=utf-8").result(node.toString());
    }
}
