package nl.laslink.platform.json;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON object that is being written, or that was read and is asked field by field. Fields nobody asks for are ignored, and
 * one that is null counts as absent. What it throws names the field and never holds a value.
 */
public final class JsonObject {
    private static final JSON JSON_READER = JSON.std.with(JSON.Feature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final RecordCodec PLAIN = new RecordCodec();
    private final Map<String, Object> fields;

    private JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** A text that is not a JSON object, or one that lacks a field or holds another kind of value there. */
    public static final class UnreadableJson extends RuntimeException {
        UnreadableJson(String message) {
            super(message);
        }
    }

    public static JsonObject empty() {
        return new JsonObject(new LinkedHashMap<>());
    }

    static JsonObject ofFields(Map<String, Object> fields) {
        return new JsonObject(fields);
    }

    Map<String, Object> fields() {
        return fields;
    }

    /** @throws UnreadableJson when the text is not one JSON object */
    public static JsonObject parse(String text) {
        try {
            // anyFrom and not mapFrom: that takes null for an object.
            if (JSON_READER.anyFrom(text) instanceof Map<?, ?> map) {
                return ofMap(map);
            }
        } catch (IOException unreadable) {
            // The parser's own message may quote what it read: not passed on.
        }
        throw new UnreadableJson("not a JSON object");
    }

    /**
     * Writes a value as answers have it: a constant in lower case with hyphens, a list of what it contains, a record of one
     * value as that value, another record with its components, nothing when it is absent.
     */
    public JsonObject put(String name, Object value) {
        Object json = PLAIN.any(value);
        return json == null ? this : store(name, json);
    }

    /** Writes an object, or nothing when the value is absent. */
    public <T> JsonObject put(String name, Optional<T> value, Function<T, JsonObject> form) {
        return put(name, value.map(form));
    }

    public <T> JsonObject putObjects(String name, Collection<T> values, Function<T, JsonObject> form) {
        return put(name, values.stream().map(form).toList());
    }

    private JsonObject store(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    public boolean has(String name) {
        return fields.get(name) != null;
    }

    public String text(String name) {
        return required(name, optionalText(name));
    }

    public Optional<String> optionalText(String name) {
        return as(String.class, name);
    }

    public long number(String name) {
        return required(name, optionalNumber(name));
    }

    public Optional<Long> optionalNumber(String name) {
        return as(Number.class, name).map(n -> {
            if (n instanceof Integer || n instanceof Long) {
                return n.longValue();
            }
            throw new UnreadableJson(name + " is not a whole number");
        });
    }

    public int integer(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw new UnreadableJson(name + " is too large a number");
        }
        return (int) number;
    }

    /** A number of any form, or a text that holds one. */
    public Optional<BigDecimal> optionalDecimal(String name) {
        return Optional.ofNullable(fields.get(name)).map(value -> {
            try {
                return new BigDecimal(value.toString());
            } catch (NumberFormatException notANumber) {
                throw new UnreadableJson(name + " is not a number");
            }
        });
    }

    public boolean flag(String name) {
        return required(name, as(Boolean.class, name));
    }

    public Instant instant(String name) {
        return Instant.parse(text(name));
    }

    public JsonObject object(String name) {
        return required(name, optionalObject(name));
    }

    public Optional<JsonObject> optionalObject(String name) {
        return as(Map.class, name).map(JsonObject::ofMap);
    }

    /** The objects of a list; none when the field is absent. */
    public List<JsonObject> objects(String name) {
        return as(List.class, name).<List<JsonObject>>map(JsonObject::ofMaps).orElse(List.of());
    }

    /** The texts of a list; none when the field is absent. */
    public List<String> texts(String name) {
        Optional<List<?>> list = as(List.class, name).map(l -> (List<?>) l);
        return list.orElse(List.of()).stream().map(Object::toString).toList();
    }

    public <T> List<T> objects(String name, Function<JsonObject, T> read) {
        return objects(name).stream().map(read).toList();
    }

    /** All fields that hold texts. */
    public Map<String, String> asTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    @Override
    public String toString() {
        try {
            return JSON.std.asString(fields);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private <T> Optional<T> as(Class<T> type, String name) {
        Object value = fields.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new UnreadableJson(name + " is not of the expected kind");
        }
        return Optional.ofNullable(type.cast(value));
    }

    private static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new UnreadableJson(name + " is missing"));
    }

    private static JsonObject ofMap(Map<?, ?> map) {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, value) -> fields.put(name.toString(), value));
        return new JsonObject(fields);
    }

    private static List<JsonObject> ofMaps(List<?> list) {
        return list.stream()
                .map(element -> {
                    if (element instanceof Map<?, ?> map) {
                        return ofMap(map);
                    }
                    throw new UnreadableJson("an element of a list is not an object");
                })
                .toList();
    }
}
