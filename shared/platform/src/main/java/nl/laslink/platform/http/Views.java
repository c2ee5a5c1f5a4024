package nl.laslink.platform.http;

import nl.laslink.domain.link.Contact;
import nl.laslink.domain.school.Night;
import nl.laslink.platform.json.JsonObject;

/** What several functions answer in the same form. */
public final class Views {
    private Views() {}

    public static JsonObject contact(Contact contact) {
        return JsonObject.empty()
                .put("at", contact.at())
                .put("outcome", contact.outcome())
                .put("reason", contact.reason())
                .put("reasons", contact.reasons())
                .put("whoActs", contact.responsible())
                .put("advice", contact.advice())
                .put("failing", contact.failing(), f -> failing(contact, f))
                .put("xsdVersion", contact.xsdVersion());
    }

    private static JsonObject failing(Contact contact, Contact.Failing failing) {
        return JsonObject.empty()
                .put("since", failing.since())
                .put("nights", failing.nights())
                .put("nextTry", contact.nextTry().map(Night::scheduledAt))
                .put("nextTryIsLast", contact.isNextTryTheLast());
    }
}
