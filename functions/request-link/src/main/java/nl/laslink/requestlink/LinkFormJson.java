package nl.laslink.requestlink;

import java.util.Locale;
import java.util.Optional;
import nl.laslink.platform.json.JsonObject;

/** What was typed in the form of a link, from JSON. */
final class LinkFormJson {
    private LinkFormJson() {}

    static LinkForm.Typed read(JsonObject body) {
        return new LinkForm.Typed(
                text(body, "type").orElse(""),
                text(body, "brin").orElse("").toUpperCase(Locale.ROOT),
                text(body, "dependance").orElse(""),
                text(body, "schoolYear").orElse(""),
                text(body, "authorisationKey").orElse(""),
                text(body, "schoolKey"));
    }

    private static Optional<String> text(JsonObject body, String field) {
        return body.optionalText(field).map(String::strip);
    }
}
