package nl.laslink.local.lassimulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.BadRequestResponse;
import nl.laslink.local.lassimulator.state.Manner;

/** A manner as JSON; a field that is left out stays as it is. */
final class MannerJson {
    private MannerJson() {}

    static ObjectNode write(Manner manner) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("versions", Manner.word(manner.versions()))
                .put("profile", Manner.word(manner.profile()))
                .put("transfer", Manner.word(manner.transfer()))
                .put("gzip", Manner.word(manner.gzip()))
                .put("delayMillis", manner.delayMillis())
                .put("keys", manner.keys())
                .put("certificate", manner.certificate());
    }

    static Manner read(JsonNode node, Manner now) {
        try {
            return new Manner(
                    word(node, "versions", now.versions()),
                    word(node, "profile", now.profile()),
                    word(node, "transfer", now.transfer()),
                    word(node, "gzip", now.gzip()),
                    node.path("delayMillis").asInt(now.delayMillis()),
                    node.path("keys").asBoolean(now.keys()),
                    node.path("certificate").asBoolean(now.certificate()));
        } catch (IllegalArgumentException invalid) {
            throw new BadRequestResponse(invalid.getMessage());
        }
    }

    private static <E extends Enum<E>> E word(JsonNode node, String field, E now) {
        return node.has(field)
                ? Manner.of(now.getDeclaringClass(), node.path(field).asText())
                        .orElseThrow(() -> new BadRequestResponse("there is no such " + field))
                : now;
    }
}
