package nl.laslink.platform.dynamodb;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.event.Actor;
import nl.laslink.platform.json.JsonObject;

/** What names a person, in a LAS or in the test centre, as JSON. */
public final class PersonJson {
    private PersonJson() {}

    /** {@code unread} is seldom there. */
    public static JsonObject name(PersonName name) {
        JsonObject json = JsonObject.empty()
                .put("first", name.firstName())
                .put("prefix", name.prefix())
                .put("surname", name.surname());
        return name.unread().isEmpty()
                ? json
                : json.putTexts(
                        "unread",
                        name.unread().stream().map(Enum::name).sorted().toList());
    }

    public static PersonName name(JsonObject json) {
        return new PersonName(
                json.optionalText("first"),
                json.optionalText("prefix"),
                json.optionalText("surname"),
                Set.copyOf(json.texts("unread", PersonName.Part::valueOf)));
    }

    public static JsonObject actor(Actor actor) {
        return JsonObject.empty().put("subject", actor.subject()).put("name", actor.name());
    }

    public static Actor actor(JsonObject json) {
        return new Actor(json.text("subject"), json.text("name"));
    }

    public static JsonObject identity(LasIdentity identity) {
        return JsonObject.empty()
                .put("eckId", identity.eckId().map(EckId::value))
                .put("key", identity.key().map(LasKey::value));
    }

    public static LasIdentity identity(JsonObject json) {
        return new LasIdentity(eckId(json), key(json, "key"));
    }

    public static Optional<EckId> eckId(JsonObject json) {
        return json.optionalText("eckId").map(EckId::new);
    }

    public static Optional<EmailAddress> email(JsonObject json, String name) {
        return json.optionalText(name).map(EmailAddress::new);
    }

    public static Optional<LasKey> key(JsonObject json, String name) {
        return json.optionalText(name).map(LasKey::new);
    }

    public static List<String> keys(Collection<LasKey> keys) {
        return keys.stream().map(LasKey::value).toList();
    }
}
