package nl.laslink.local.emulator.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import nl.laslink.local.emulator.template.TemplateYaml.Intrinsic;

/** A rule's event pattern as JSON. */
final class PatternJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PatternJson() {}

    /** @param resolve gives the value of a reference in the pattern */
    static String write(Object pattern, UnaryOperator<Object> resolve) {
        try {
            return JSON.writeValueAsString(resolved(pattern, resolve));
        } catch (JsonProcessingException unwritable) {
            throw new UnsupportedTemplate("an event pattern that is no JSON");
        }
    }

    private static Object resolved(Object node, UnaryOperator<Object> resolve) {
        return switch (node) {
            case Map<?, ?> map -> {
                Map<String, Object> all = new LinkedHashMap<>();
                map.forEach((name, value) -> all.put(name.toString(), resolved(value, resolve)));
                yield all;
            }
            case List<?> list ->
                list.stream().map(item -> resolved(item, resolve)).toList();
            case Intrinsic reference -> resolve.apply(reference);
            default -> node;
        };
    }
}
