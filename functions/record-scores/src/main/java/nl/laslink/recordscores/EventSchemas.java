package nl.laslink.recordscores;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import nl.laslink.platform.json.JsonObject;

/** The published JSON Schemas of the test centre's events (events/schemas), with which each event is checked first. */
final class EventSchemas {
    private static final JSON READER = JSON.std.with(JSON.Feature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Map<String, String> FILES = Map.of(
            "ScoreNormed", "score-normed",
            "ScoreWithdrawn", "score-withdrawn",
            "TestDefined", "test-defined");

    private final Validator validator = new ValidatorFactory()
            .withJsonNodeFactory(nodes())
            // Our own schemas: a test checks them.
            .withDisabledSchemaValidation(true)
            // The library's own messages quote the value.
            .withMessageProvider((keyword, arguments) -> keyword.equals("required") ? names(arguments) : keyword)
            .createValidator();

    private final Map<String, URI> schemas = new HashMap<>();

    EventSchemas() {
        FILES.forEach((type, file) -> schemas.put(type, validator.registerSchema(text(file))));
    }

    /** An event does not fit its schema; the message names the field and no value. */
    static final class SchemaViolated extends RuntimeException {
        SchemaViolated(String message) {
            super(message);
        }
    }

    /** @throws SchemaViolated unless the detail fits its schema, or has none */
    void check(String detailType, JsonObject detail) {
        Optional.ofNullable(schemas.get(detailType))
                .flatMap(schema -> flaw(validator.validate(schema, detail.toString())))
                .ifPresent(flaw -> {
                    throw new SchemaViolated(flaw);
                });
    }

    private static Optional<String> flaw(Validator.Result result) {
        return result.getErrors().stream()
                .filter(error -> !error.getEvaluationPath().startsWith("/oneOf/"))
                .findFirst()
                .map(EventSchemas::text);
    }

    private static String text(Error error) {
        String pointer = error.getInstanceLocation();
        String field = pointer.substring(pointer.lastIndexOf('/') + 1);
        return switch (error.getKeyword()) {
            case "required" -> error.getError() + " is missing";
            case "type" -> field + " is not of the expected kind";
            case "oneOf" -> "score or oso has no form we know";
            default -> field + " has no form we know";
        };
    }

    /** The library gives the missing fields as a set without order. */
    private static String names(Object... arguments) {
        return arguments.length > 0 && arguments[0] instanceof Iterable<?> names ? first(names) : "a field";
    }

    private static String first(Iterable<?> names) {
        TreeSet<String> sorted = new TreeSet<>();
        names.forEach(name -> sorted.add(name.toString()));
        return String.join(", ", sorted);
    }

    static JsonNodeFactory nodes() {
        return new Nodes();
    }

    private static String text(String file) {
        try (InputStream in = EventSchemas.class.getResourceAsStream("/schemas/" + file + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What jackson-jr reads, as the validator's nodes. */
    private static final class Nodes implements JsonNodeFactory {
        @Override
        public JsonNode wrap(Object value) {
            return value instanceof JsonNode node ? node : new EventNode(value, "");
        }

        @Override
        public JsonNode create(String text) {
            try {
                return new EventNode(READER.anyFrom(text), "");
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
