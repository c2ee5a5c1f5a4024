package nl.laslink.platform.http;

import java.util.Locale;
import nl.laslink.domain.link.Contact;
import nl.laslink.platform.json.JsonObject;

/** What several functions answer in the same form. */
public final class Views {
    private Views() {}

    public static JsonObject contact(Contact contact) {
        return JsonObject.empty()
                .put("at", contact.at().toString())
                .put("outcome", word(contact.outcome()))
                .put("reason", contact.reason());
    }

    /** A constant as the contract writes it: lower case with hyphens. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
