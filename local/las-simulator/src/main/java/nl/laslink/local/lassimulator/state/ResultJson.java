package nl.laslink.local.lassimulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import nl.laslink.local.lassimulator.school.SchoolFile;
import nl.laslink.local.lassimulator.state.ReceivedResult.Reference;

/** A received result as JSON: in the data directory and in the control API. Absent fields are left out. */
public final class ResultJson {
    private ResultJson() {}

    /** The result as JSON. */
    public static ObjectNode write(ReceivedResult result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("key", result.key()).put("pupil", result.pupil()).put("test", result.test());
        result.testVersion().ifPresent(v -> node.put("testVersion", v));
        result.testName().ifPresent(n -> node.put("testName", n));
        result.part().ifPresent(p -> node.put("part", p));
        result.partName().ifPresent(n -> node.put("partName", n));
        node.put("takenOn", result.takenOn().toString());
        result.score().ifPresent(s -> node.put("score", s));
        result.term().ifPresent(t -> node.put("term", t));
        if (!result.oso().isEmpty()) {
            ObjectNode oso = node.putObject("oso");
            result.oso().forEach(oso::put);
        }
        if (!result.references().isEmpty()) {
            var references = node.putArray("references");
            for (Reference reference : result.references()) {
                ObjectNode each = references
                        .addObject()
                        .put("code", reference.code())
                        .put("comparisonGroup", reference.comparisonGroup())
                        .put("value", reference.value());
                reference.qualification().ifPresent(q -> each.put("qualification", q));
            }
        }
        return node.put("messageCreated", result.messageCreated().toString())
                .put("firstReceived", result.firstReceived().toString())
                .put("lastReceived", result.lastReceived().toString())
                .put("timesReceived", result.timesReceived());
    }

    static ReceivedResult read(JsonNode node) {
        Map<String, String> oso = new LinkedHashMap<>();
        node.path("oso")
                .properties()
                .forEach(field -> oso.put(field.getKey(), field.getValue().asText()));
        List<Reference> references = new ArrayList<>();
        for (JsonNode each : node.path("references")) {
            references.add(new Reference(
                    SchoolFile.required(each, "code"),
                    SchoolFile.required(each, "comparisonGroup"),
                    SchoolFile.required(each, "value"),
                    SchoolFile.optional(each, "qualification")));
        }
        return new ReceivedResult(
                SchoolFile.required(node, "key"),
                SchoolFile.required(node, "pupil"),
                SchoolFile.required(node, "test"),
                SchoolFile.optional(node, "testVersion"),
                SchoolFile.optional(node, "testName"),
                SchoolFile.optional(node, "part"),
                SchoolFile.optional(node, "partName"),
                LocalDate.parse(SchoolFile.required(node, "takenOn")),
                node.has("score") ? OptionalLong.of(node.path("score").asLong()) : OptionalLong.empty(),
                SchoolFile.optional(node, "term"),
                oso,
                references,
                Instant.parse(SchoolFile.required(node, "messageCreated")),
                Instant.parse(SchoolFile.required(node, "firstReceived")),
                Instant.parse(SchoolFile.required(node, "lastReceived")),
                node.path("timesReceived").asInt());
    }
}
