package nl.laslink.recordmail;

import java.util.Optional;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.mail.DeliveryStatus;
import nl.laslink.domain.mail.Recipient;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.ses.MailTags;

/** Reads SES's events as EventBridge brings them. They name addresses; nothing of those is taken over. */
final class MailEventJson {
    /** SES's word for a temporary failure. */
    private static final String TRANSIENT = "Transient";
    /** This sub-type of a transient bounce is an automatic reply: the mail arrived. */
    private static final String GENERAL = "General";

    private MailEventJson() {}

    /** The chain that the mail belongs to; none for a mail from before mails carried it. */
    static Optional<CorrelationId> chain(JsonObject event) {
        return event.object("detail").object("mail").object("tags").texts(MailTags.CORRELATION).stream()
                .findFirst()
                .flatMap(CorrelationId::parse);
    }

    /** Empty for an event that is no evidence about the address, and for a mail without our tags. */
    static Optional<DeliveryStatus> read(JsonObject event) {
        JsonObject detail = event.object("detail");
        JsonObject tags = detail.object("mail").object("tags");
        if (!tags.has(MailTags.SCHOOL) || !tags.has(MailTags.RECIPIENT)) {
            return Optional.empty();
        }
        return switch (event.text("detail-type")) {
            case "Email Delivered" ->
                Optional.of(status(tags, DeliveryStatus.Outcome.DELIVERED, detail.object("delivery")));
            case "Email Complaint Received" ->
                Optional.of(status(tags, DeliveryStatus.Outcome.COMPLAINED, detail.object("complaint")));
            case "Email Bounced" ->
                Optional.of(detail.object("bounce"))
                        .filter(bounce -> !isAutomaticAnswer(bounce))
                        .map(bounce -> status(tags, DeliveryStatus.Outcome.BOUNCED, bounce));
            default -> Optional.empty();
        };
    }

    private static boolean isAutomaticAnswer(JsonObject bounce) {
        return bounce.text("bounceType").equals(TRANSIENT)
                && bounce.text("bounceSubType").equals(GENERAL);
    }

    private static DeliveryStatus status(JsonObject tags, DeliveryStatus.Outcome outcome, JsonObject told) {
        return new DeliveryStatus(
                SchoolId.parse(tags.texts(MailTags.SCHOOL).getFirst()),
                new Recipient(tags.texts(MailTags.RECIPIENT).getFirst()),
                outcome,
                told.instant("timestamp"));
    }
}
