package nl.laslink.operations.uwlr;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes maps, lists, texts, numbers, booleans and optionals as JSON, indented; an empty optional in a map is left out. */
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String write(Object value) {
        Json json = new Json();
        json.value(value, "\n");
        return json.out.append('\n').toString();
    }

    private void value(Object value, String line) {
        switch (value) {
            case Map<?, ?> map -> map(map, line);
            case List<?> list -> list(list, line);
            case Integer number -> out.append(number.intValue());
            case Boolean truth -> out.append(truth.booleanValue());
            case Object text -> text(text.toString());
        }
    }

    private void map(Map<?, ?> map, String line) {
        String separator = "{";
        for (Map.Entry<?, ?> field : map.entrySet()) {
            Object value = field.getValue() instanceof Optional<?> optional ? optional.orElse(null) : field.getValue();
            if (value != null) {
                out.append(separator).append(line).append("  ");
                text(field.getKey().toString());
                out.append(": ");
                value(value, line + "  ");
                separator = ",";
            }
        }
        out.append(separator.equals("{") ? "{}" : line + "}");
    }

    private void list(List<?> list, String line) {
        String separator = "[";
        for (Object value : list) {
            out.append(separator).append(line).append("  ");
            value(value, line + "  ");
            separator = ",";
        }
        out.append(list.isEmpty() ? "[]" : line + "]");
    }

    /** A lone surrogate cannot be written in UTF-8, and the two line ends of Unicode break some readers. */
    private void text(String text) {
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
    }

    private void character(int c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
        } else if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029 || c >= 0xd800 && c <= 0xdfff) {
            out.append("\\u%04x".formatted(c));
        } else {
            out.appendCodePoint(c);
        }
    }
}
