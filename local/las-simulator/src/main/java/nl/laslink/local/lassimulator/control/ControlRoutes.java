package nl.laslink.local.lassimulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import nl.laslink.local.lassimulator.school.EditRefused;
import nl.laslink.local.lassimulator.school.SchoolCode;
import nl.laslink.local.lassimulator.school.SchoolFile;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.local.lassimulator.state.MessageLog;
import nl.laslink.local.lassimulator.state.ResultJson;
import nl.laslink.local.lassimulator.state.Schools;
import nl.laslink.local.lassimulator.state.SimulatedSchool;

/** What tests do to the simulator over HTTP, under {@code /_sim}. */
public final class ControlRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Schools schools;

    private ControlRoutes(Schools schools) {
        this.schools = schools;
    }

    /** Adds the routes. */
    public static void add(RoutesConfig routes, Schools schools) {
        ControlRoutes control = new ControlRoutes(schools);
        routes.get("/_sim/schools", control::list);
        routes.get("/_sim/schools/{school}", control::show);
        routes.post("/_sim/schools/{school}/edits", control::edit);
        routes.post("/_sim/schools/{school}/fault", control::switchFault);
        routes.get("/_sim/schools/{school}/results", control::results);
        routes.get("/_sim/messages", control::messages);
        routes.post("/_sim/reset", control::reset);
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
        school.switchFault(FaultSwitch.of(word).orElseThrow(() -> new BadRequestResponse("there is no fault " + word)));
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
            ObjectNode node = JSON.createObjectNode()
                    .put("number", message.number())
                    .put("receivedAt", message.receivedAt().toString())
                    .put("operation", message.operation())
                    .put("status", message.status())
                    .put("outcome", message.outcome())
                    .put("request", message.request())
                    .put("answer", message.answer());
            message.school().ifPresent(s -> node.put("school", s));
            message.reason().ifPresent(r -> node.put("reason", r));
            all.add(node);
        }
        answer(http, all);
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
                .put("changedAt", school.changedAt().toString());
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
