package nl.laslink.platform.http;

import java.util.List;
import nl.laslink.platform.json.JsonObject;

/**
 * Why a request was refused (RFC 9457): a stable type and a text in Dutch and in English, both from the message files. A text
 * may have places {0}, {1}, … for counts and codes of ours. Immutable.
 */
public record Problem(int status, String type, List<FieldError> errors, List<String> arguments) {
    private static final Texts DUTCH = Texts.load("problems_nl.properties");
    private static final Texts ENGLISH = Texts.load("problems_en.properties");

    /** What is wrong with one field. {@code code} names the text. */
    public record FieldError(String field, String code) {}

    public Problem {
        errors = List.copyOf(errors);
        arguments = List.copyOf(arguments);
    }

    public static Problem of(int status, String type, Object... arguments) {
        return new Problem(
                status,
                type,
                List.of(),
                java.util.Arrays.stream(arguments).map(Object::toString).toList());
    }

    /** One error per field; status 422. */
    public static Problem fields(List<FieldError> errors) {
        return new Problem(422, "fields", errors, List.of());
    }

    /** A refusal that a person reads at one field of the form as well; its type names both texts. */
    public static Problem at(String field, int status, String type) {
        return new Problem(status, type, List.of(new FieldError(field, type)), List.of());
    }

    JsonObject json(String reference) {
        JsonObject json = JsonObject.empty().put("type", "/problems/" + type).put("status", status);
        texts(json, DUTCH);
        json.put("en", texts(JsonObject.empty(), ENGLISH));
        if (!errors.isEmpty()) {
            json.putObjects("errors", errors, Problem::field);
        }
        return json.put("reference", reference);
    }

    private JsonObject texts(JsonObject json, Texts texts) {
        return json.put("title", texts.get(type + ".title", arguments))
                .put("detail", texts.find(type + ".detail", arguments));
    }

    private static JsonObject field(FieldError error) {
        return JsonObject.empty()
                .put("field", error.field())
                .put("code", error.code())
                .put("message", DUTCH.get("field." + error.code(), List.of()))
                .put("en", ENGLISH.get("field." + error.code(), List.of()));
    }
}
