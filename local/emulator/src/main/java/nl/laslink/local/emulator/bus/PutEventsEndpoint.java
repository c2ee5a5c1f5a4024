package nl.laslink.local.emulator.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** EventBridge's PutEvents on the wire (JSON protocol): each entry is taken or refused by itself. */
public final class PutEventsEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ENTRIES = 10;

    private final EventBus bus;

    public PutEventsEndpoint(EventBus bus) {
        this.bus = bus;
    }

    /**
     * The answer's body for the request's.
     *
     * @throws IllegalArgumentException when the request is no JSON or holds none or too many entries
     */
    public String answer(String body) {
        JsonNode entries = read(body, "the request").path("Entries");
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("Entries holds 1 to 10 events");
        }
        ObjectNode answer = JSON.createObjectNode();
        int failed = 0;
        for (JsonNode entry : entries) {
            ObjectNode result = answer.withArray("Entries").addObject();
            try {
                result.put(
                        "EventId",
                        bus.put(
                                required(entry, "Source"),
                                required(entry, "DetailType"),
                                read(required(entry, "Detail"), "Detail")));
            } catch (IllegalArgumentException malformed) {
                result.put("ErrorCode", "MalformedDetail").put("ErrorMessage", malformed.getMessage());
                failed++;
            }
        }
        return answer.put("FailedEntryCount", failed).toString();
    }

    private static String required(JsonNode entry, String name) {
        if (entry.path(name).asText("").isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return entry.path(name).asText();
    }

    private static JsonNode read(String text, String what) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(what + " is no JSON");
        }
    }
}
