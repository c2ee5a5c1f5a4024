package nl.laslink.platform.dynamodb.link;

import java.util.List;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.link.ApprovalToken;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkFields;
import nl.laslink.domain.link.TokenHash;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.platform.dynamodb.PersonJson;
import nl.laslink.platform.dynamodb.UnknownKind;
import nl.laslink.platform.json.JsonObject;

/** A link and what belongs to it as JSON; {@code stage} says how far a link is. */
public final class LinkJson {
    private LinkJson() {}

    public static JsonObject write(Link link) {
        JsonObject json = JsonObject.empty()
                .put("request", link.request().value())
                .put("fields", fields(link.fields()))
                .put("requestedBy", PersonJson.actor(link.requestedBy()))
                .put("requestedAt", link.requestedAt().toString())
                .put("version", link.version());
        return switch (link) {
            case Link.Requested _ -> json.put("stage", "requested");
            case Link.Rejected r ->
                json.put("stage", "rejected")
                        .put("by", PersonJson.actor(r.rejectedBy()))
                        .put("at", r.rejectedAt().toString())
                        .put("reason", r.reason());
            case Link.Active a ->
                json.put("stage", "active")
                        .put("by", PersonJson.actor(a.approvedBy()))
                        .put("at", a.approvedAt().toString());
            case Link.Ended e ->
                json.put("stage", "ended")
                        .put("by", PersonJson.actor(e.endedBy()))
                        .put("at", e.endedAt().toString());
        };
    }

    public static Link read(SchoolId school, JsonObject json) {
        Link.Requested requested = new Link.Requested(
                school,
                new LinkRequestId(json.text("request")),
                fields(json.object("fields")),
                PersonJson.actor(json.object("requestedBy")),
                json.instant("requestedAt"),
                json.number("version") - 1);
        return switch (json.text("stage")) {
            case "requested" ->
                new Link.Requested(
                        school,
                        requested.request(),
                        requested.fields(),
                        requested.requestedBy(),
                        requested.requestedAt(),
                        json.number("version"));
            case "rejected" -> requested.reject(by(json), json.instant("at"), json.text("reason"));
            case "active" -> requested.approve(by(json), json.instant("at"));
            case "ended" -> requested.end(by(json), json.instant("at"));
            default -> throw new UnknownKind("link");
        };
    }

    private static Actor by(JsonObject json) {
        return PersonJson.actor(json.object("by"));
    }

    private static JsonObject fields(LinkFields fields) {
        return JsonObject.empty()
                .put("type", fields.type().value())
                .put("schoolYear", fields.schoolYear().toString())
                .put("schoolKey", fields.schoolKey())
                .put("authorisationKey", fields.authorisationKey().map(EncryptedSecret::base64))
                .put("keyEnteredAt", fields.keyEnteredAt().toString());
    }

    private static LinkFields fields(JsonObject json) {
        return new LinkFields(
                new LasTypeCode(json.text("type")),
                SchoolYear.parse(json.text("schoolYear")),
                json.optionalText("schoolKey"),
                json.optionalText("authorisationKey").map(EncryptedSecret::new),
                json.instant("keyEnteredAt"));
    }

    public static JsonObject contact(Contact contact) {
        return JsonObject.empty()
                .put("at", contact.at().toString())
                .put("outcome", contact.outcome().name())
                .putTexts(
                        "reasons",
                        contact.reasons().stream().map(FailureReason::word).toList())
                .put("failing", contact.failing(), LinkJson::failing)
                .put("xsdVersion", contact.xsdVersion());
    }

    private static JsonObject failing(Contact.Failing failing) {
        return JsonObject.empty()
                .put("since", failing.since().toString())
                .put("nights", failing.nights())
                .put("linkVersion", failing.linkVersion())
                .put("night", failing.night().map(FetchId::value))
                .put("stopped", failing.stopped());
    }

    public static Contact contact(JsonObject json) {
        return new Contact(
                json.instant("at"),
                Contact.Outcome.valueOf(json.text("outcome")),
                reasons(json),
                json.optionalObject("failing").map(LinkJson::failing),
                json.optionalText("xsdVersion"));
    }

    /** Until nights could stop none had, and none was named. */
    private static Contact.Failing failing(JsonObject json) {
        return new Contact.Failing(
                json.instant("since"),
                json.integer("nights"),
                json.number("linkVersion"),
                json.optionalText("night").map(FetchId::new),
                json.has("stopped") && json.flag("stopped"));
    }

    /** Before all flaws of an answer were kept there was one, under {@code reason}; a word of another version is unknown. */
    private static List<FailureReason> reasons(JsonObject contact) {
        List<String> words = contact.texts("reasons");
        return (words.isEmpty() ? contact.optionalText("reason").stream() : words.stream())
                .flatMap(word -> FailureReason.ofWord(word).stream())
                .toList();
    }

    public static JsonObject write(ApprovalToken token) {
        return JsonObject.empty()
                .put("request", token.request().value())
                .put("hash", token.hash().hex())
                .put("recipient", token.recipient().value())
                .put("expiresAt", token.expiresAt().toString());
    }

    public static ApprovalToken readToken(SchoolId school, JsonObject json) {
        return new ApprovalToken(
                school,
                new LinkRequestId(json.text("request")),
                new TokenHash(json.text("hash")),
                new EmailAddress(json.text("recipient")),
                json.instant("expiresAt"));
    }

    public static JsonObject write(Beheerder beheerder) {
        return JsonObject.empty()
                .put("subject", beheerder.subject())
                .put("name", beheerder.name())
                .put("email", beheerder.email().value())
                .put("language", beheerder.language().name());
    }

    public static Beheerder readBeheerder(JsonObject json) {
        return new Beheerder(
                json.text("subject"),
                json.text("name"),
                new EmailAddress(json.text("email")),
                Beheerder.Language.valueOf(json.text("language")));
    }
}
