package nl.laslink.local.emulator.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A rule's event pattern as JSON. */
final class PatternJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PatternJson() {}

    static String write(Object pattern) {
        try {
            return JSON.writeValueAsString(pattern);
        } catch (JsonProcessingException unwritable) {
            throw new UnsupportedTemplate("an event pattern that is no JSON");
        }
    }
}
