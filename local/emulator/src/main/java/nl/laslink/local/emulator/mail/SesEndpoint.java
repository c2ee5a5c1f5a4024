package nl.laslink.local.emulator.mail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.laslink.local.emulator.aws.AwsAnswer;
import nl.laslink.local.emulator.aws.AwsService;

/** SES's classic Query API as far as laslink uses it: SendEmail puts the mail into the mailbox, where it has arrived. */
public final class SesEndpoint implements AwsService {
    private static final String NAMESPACE = "http://ses.amazonaws.com/doc/2010-12-01/";

    private final Mailbox mailbox;
    private final MailEvents events;
    private final Clock clock;

    public SesEndpoint(Mailbox mailbox, MailEvents events, Clock clock) {
        this.mailbox = mailbox;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public AwsAnswer call(String action, String body) {
        Map<String, String> form = parse(body);
        if (!action.equals("SendEmail")) {
            return error("InvalidAction", "this machine's SES cannot do this");
        }
        List<String> to = new ArrayList<>();
        for (String kind : List.of("ToAddresses", "CcAddresses", "BccAddresses")) {
            for (int i = 1; form.containsKey("Destination." + kind + ".member." + i); i++) {
                to.add(form.get("Destination." + kind + ".member." + i));
            }
        }
        if (to.isEmpty() || form.getOrDefault("Source", "").isEmpty()) {
            return error("InvalidParameterValue", "a mail has a source and a destination");
        }
        Mail mail = new Mail(
                UUID.randomUUID().toString(),
                clock.instant(),
                form.get("Source"),
                to,
                form.getOrDefault("Message.Subject.Data", ""),
                form.getOrDefault("Message.Body.Text.Data", ""),
                form.getOrDefault("Message.Body.Html.Data", ""),
                tags(form));
        mailbox.add(mail);
        events.delivered(mail);
        return AwsAnswer.xml(200, """
                <SendEmailResponse xmlns="%s"><SendEmailResult><MessageId>%s</MessageId></SendEmailResult>\
                <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata></SendEmailResponse>""".formatted(NAMESPACE, mail.id(), UUID.randomUUID()));
    }

    private static Map<String, String> tags(Map<String, String> form) {
        Map<String, String> tags = new HashMap<>();
        for (int i = 1; form.containsKey("Tags.member." + i + ".Name"); i++) {
            tags.put(form.get("Tags.member." + i + ".Name"), form.getOrDefault("Tags.member." + i + ".Value", ""));
        }
        tags.put("ses:configuration-set", form.getOrDefault("ConfigurationSetName", ""));
        return tags;
    }

    private static AwsAnswer error(String code, String message) {
        return AwsAnswer.xml(400, """
                <ErrorResponse xmlns="%s"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>\
                <RequestId>%s</RequestId></ErrorResponse>""".formatted(NAMESPACE, code, message, UUID.randomUUID()));
    }

    private static Map<String, String> parse(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
