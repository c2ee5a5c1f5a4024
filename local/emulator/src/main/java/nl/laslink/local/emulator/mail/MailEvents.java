package nl.laslink.local.emulator.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Set;

/** The events that SES puts on the default bus about sent mails; only the types that the template subscribes to. */
public final class MailEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOURCE = "aws.ses";

    private final Set<String> asked;
    private final Sink sink;
    private final Clock clock;

    /** Where events go. */
    @FunctionalInterface
    public interface Sink {
        void put(String source, String detailType, JsonNode detail);
    }

    /** @param asked {@code delivery}, {@code bounce}, {@code complaint} */
    public MailEvents(Set<String> asked, Sink sink, Clock clock) {
        this.asked = Set.copyOf(asked);
        this.sink = sink;
        this.clock = clock;
    }

    void delivered(Mail mail) {
        if (asked.contains("delivery")) {
            ObjectNode told = JSON.createObjectNode().put("smtpResponse", "250 2.0.0 OK");
            mail.to().forEach(told.putArray("recipients")::add);
            tell("Email Delivered", "Delivery", "delivery", told, mail);
        }
    }

    /** Whether the template asks for it. */
    boolean bounced(Mail mail) {
        if (!asked.contains("bounce")) {
            return false;
        }
        ObjectNode told = JSON.createObjectNode().put("bounceType", "Permanent").put("bounceSubType", "General");
        mail.to().forEach(to -> told.withArray("bouncedRecipients").addObject().put("emailAddress", to));
        tell("Email Bounced", "Bounce", "bounce", told, mail);
        return true;
    }

    private void tell(String detailType, String eventType, String name, ObjectNode told, Mail mail) {
        told.put("timestamp", clock.instant().toString());
        ObjectNode detail = JSON.createObjectNode().put("eventType", eventType);
        detail.set(name, told);
        ObjectNode about = detail.putObject("mail")
                .put("timestamp", mail.at().toString())
                .put("source", mail.from())
                .put("messageId", mail.id());
        mail.to().forEach(about.putArray("destination")::add);
        ObjectNode tags = about.putObject("tags");
        mail.tags().forEach((tag, value) -> tags.putArray(tag).add(value));
        sink.put(SOURCE, detailType, detail);
    }
}
