package nl.laslink.local.lassimulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.laslink.local.lassimulator.school.EditRefused;
import nl.laslink.local.lassimulator.school.SchoolCode;
import nl.laslink.local.lassimulator.school.SchoolFile;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.local.lassimulator.state.MessageLog;
import nl.laslink.local.lassimulator.state.OwnAnswer;
import nl.laslink.local.lassimulator.state.ResultJson;
import nl.laslink.local.lassimulator.state.Schools;
import nl.laslink.local.lassimulator.state.SimulatedSchool;

/** What tests and the page do to the simulator over HTTP, under {@code /_sim}. */
public final class ControlRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    private final Schools schools;

    private ControlRoutes(Schools schools) {
        this.schools = schools;
    }

    /** Adds the routes. */
    public static void add(RoutesConfig routes, Schools schools) {
        ControlRoutes control = new ControlRoutes(schools);
        routes.before("/_sim/*", ControlRoutes::refuseForeigners);
        routes.get("/_sim/schools", control::list);
        routes.get("/_sim/schools/{school}", control::show);
        routes.post("/_sim/schools/{school}/edits", control::edit);
        routes.post("/_sim/schools/{school}/fault", control::switchFault);
        routes.post("/_sim/schools/{school}/answer", control::say);
        routes.post("/_sim/schools/{school}/manner", control::speak);
        routes.get("/_sim/schools/{school}/results", control::results);
        routes.get("/_sim/messages", control::messages);
        routes.get("/_sim/log", control::log);
        routes.get("/_sim/log/{number}", control::logged);
        routes.post("/_sim/reset", control::reset);
    }

    /** A page from elsewhere in the same browser may neither read nor change a school, also not under a borrowed name. */
    private static void refuseForeigners(Context http) {
        String host = Optional.ofNullable(http.host()).orElse("");
        String origin = Optional.ofNullable(http.header("Origin")).orElse("http://" + host);
        if (!LOOPBACK.matcher(host).matches() || !origin.equals("http://" + host)) {
            throw new ForbiddenResponse("only from this machine and from the simulator's own page");
        }
    }

    private void list(Context http) {
        ArrayNode all = JSON.createArrayNode();
        for (SimulatedSchool school : schools.all()) {
            all.add(state(school)
                    .put("pupils", school.school().pupils().size())
                    .put("results", school.results().size()));
        }
        answer(http, all);
    }

    private void show(Context http) throws JsonProcessingException {
        SimulatedSchool school = school(http);
        ObjectNode all = state(school);
        all.setAll((ObjectNode) JSON.readTree(SchoolFile.write(school.school())));
        answer(http, all);
    }

    private void edit(Context http) {
        SimulatedSchool school = school(http);
        JsonNode body = body(http);
        try {
            school.edit(now -> EditJson.read(body, now));
            answer(
                    http,
                    state(school).put("lastKey", Long.toString(school.school().lastKey())));
        } catch (EditRefused refused) {
            http.status(400);
            answer(
                    http,
                    JSON.createObjectNode()
                            .put("reason", refused.reason().name())
                            .put("message", refused.getMessage()));
        }
    }

    private void switchFault(Context http) {
        SimulatedSchool school = school(http);
        String word = body(http).path("fault").asText();
        FaultSwitch fault = FaultSwitch.of(word).orElseThrow(() -> new BadRequestResponse("there is no fault " + word));
        if (fault == FaultSwitch.OWN_ANSWER && school.ownAnswer().isEmpty()) {
            throw new BadRequestResponse("give it an answer first");
        }
        school.switchFault(fault);
        answer(http, state(school));
    }

    /** The body, byte for byte, is what the school says from now on; {@code ?status=500} says it with another status. */
    private void say(Context http) {
        SimulatedSchool school = school(http);
        String type = Optional.ofNullable(http.contentType()).orElse("text/xml; charset=utf-8");
        try {
            int status = Integer.parseInt(
                    Optional.ofNullable(http.queryParam("status")).orElse("200"));
            school.say(new OwnAnswer(status, type, http.bodyAsBytes()));
        } catch (IllegalArgumentException invalid) {
            throw new BadRequestResponse("status is 200 to 599");
        }
        answer(http, state(school));
    }

    private void speak(Context http) {
        SimulatedSchool school = school(http);
        school.speak(MannerJson.read(body(http), school.manner()));
        answer(http, state(school));
    }

    private void results(Context http) {
        SimulatedSchool school = school(http);
        ObjectNode all = state(school);
        ArrayNode results = all.putArray("results");
        school.results().forEach(result -> results.add(ResultJson.write(result)));
        answer(http, all);
    }

    private void messages(Context http) {
        ArrayNode all = JSON.createArrayNode();
        for (MessageLog.Message message : schools.messages().all()) {
            all.add(summary(message).put("request", message.request()).put("answer", message.answer()));
        }
        answer(http, all);
    }

    /** Without the texts: a hundred answers of a whole school are too much to ask for every few seconds. */
    private void log(Context http) {
        ArrayNode all = JSON.createArrayNode();
        schools.messages().all().forEach(message -> all.add(summary(message)));
        answer(http, all);
    }

    /** One message for people: the key and the customer code are masked. */
    private void logged(Context http) {
        MessageLog.Message message = number(http)
                .flatMap(schools.messages()::find)
                .orElseThrow(() -> new NotFoundResponse("there is no such message"));
        answer(http, summary(message).put("request", message.maskedRequest()).put("answer", message.answer()));
    }

    private static Optional<Long> number(Context http) {
        String number = http.pathParam("number");
        return number.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(number)) : Optional.empty();
    }

    private static ObjectNode summary(MessageLog.Message message) {
        ObjectNode node = JSON.createObjectNode()
                .put("number", message.number())
                .put("receivedAt", message.receivedAt().toString())
                .put("operation", message.operation())
                .put("status", message.status())
                .put("outcome", message.outcome());
        message.school().ifPresent(s -> node.put("school", s));
        message.reason().ifPresent(r -> node.put("reason", r));
        message.schema().ifPresent(s -> node.put("schema", s));
        return node;
    }

    private void reset(Context http) {
        schools.reset();
        http.status(204);
    }

    private static ObjectNode state(SimulatedSchool school) {
        ObjectNode node = JSON.createObjectNode()
                .put("school", school.school().code().toString())
                .put("name", school.school().name())
                .put("fault", school.fault().word())
                .put("waiting", school.waiting())
                .put("hasOwnAnswer", school.ownAnswer().isPresent())
                .put("changedAt", school.changedAt().toString());
        node.set("manner", MannerJson.write(school.manner()));
        school.lastAccepted().ifPresent(last -> node.put("lastAccepted", last.toString()));
        return node;
    }

    private SimulatedSchool school(Context http) {
        return SchoolCode.parse(http.pathParam("school"))
                .flatMap(schools::find)
                .orElseThrow(() -> new NotFoundResponse("there is no such school"));
    }

    private static JsonNode body(Context http) {
        try {
            return JSON.readTree(http.body());
        } catch (JsonProcessingException e) {
            throw new BadRequestResponse("the body is no JSON");
        }
    }

    private static void answer(Context http, JsonNode node) {
        http.contentType("application/json; charset=utf-8").result(node.toString());
    }
}
