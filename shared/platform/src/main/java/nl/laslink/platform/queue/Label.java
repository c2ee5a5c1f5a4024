package nl.laslink.platform.queue;

import java.util.regex.Pattern;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;

/**
 * Kind, chain and school of a message, as far as they have our form, for the line of one that nobody could read: who finds it
 * with the dead letters looks for its chain in the log.
 */
final class Label {
    private static final Pattern KIND = Pattern.compile("[A-Za-z ]{1,64}");

    private Label() {}

    /** Adds nothing where the body is no JSON; that is then what failed. */
    static void on(Log.Line line, String body) {
        try {
            JsonObject envelope = JsonObject.parse(body);
            JsonObject detail = envelope.optionalObject("detail").orElse(envelope); // a night's message has no envelope
            envelope.optionalText("detail-type")
                    .filter(kind -> KIND.matcher(kind).matches())
                    .ifPresent(kind -> line.with("detailType", kind));
            detail.optionalText("correlationId")
                    .flatMap(CorrelationId::parse)
                    .or(() -> envelope.optionalText("id").flatMap(CorrelationId::parse)) // as EventJson does
                    .ifPresent(line::correlation);
            detail.optionalText("school").ifPresent(school -> line.school(SchoolId.parse(school)));
        } catch (JsonObject.UnreadableJson | IllegalArgumentException unreadable) {
            // What has another form stays out of the log.
        }
    }
}
