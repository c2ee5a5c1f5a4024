package nl.laslink.platform.ses;

import java.util.Set;
import nl.laslink.domain.mail.Mail;
import nl.laslink.domain.mail.Mailbox;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SesException;

/** Sends through SES's classic API, under a configuration set that counts bounces and tracks neither opens nor clicks. */
public final class SesMailbox implements Mailbox {
    private static final String UTF_8 = "UTF-8";
    /** What SES answers to a mail that it will never take; everything else passes or is ours to repair. */
    private static final Set<String> PERMANENT = Set.of("MessageRejected", "InvalidParameterValue");

    private final SesClient ses;
    private final String from;
    private final String configurationSet;

    public SesMailbox(SesClient ses, String from, String configurationSet) {
        this.ses = ses;
        this.from = from;
        this.configurationSet = configurationSet;
    }

    @Override
    public Outcome send(Mail mail) {
        try {
            String id = ses.sendEmail(r -> r.source(from)
                            .configurationSetName(configurationSet)
                            .tags(
                                    tag(MailTags.SCHOOL, mail.school()),
                                    tag(MailTags.RECIPIENT, mail.recipient()),
                                    tag(MailTags.CORRELATION, mail.correlation()))
                            .destination(d -> d.toAddresses(mail.to().value()))
                            .message(m -> m.subject(content(mail.subject()))
                                    .body(b -> b.text(content(mail.text())).html(content(mail.html())))))
                    .messageId();
            return new Outcome.Sent(id);
        } catch (SesException answered) {
            // The message of the exception may name the recipient: only its code is logged.
            String code = answered.awsErrorDetails() == null
                    ? "unknown"
                    : answered.awsErrorDetails().errorCode();
            return PERMANENT.contains(code) ? new Outcome.Rejected(code) : new Outcome.TryLater(code);
        } catch (SdkClientException unreachable) {
            return new Outcome.TryLater("unreachable");
        }
    }

    /** SES returns these with every later event about the mail. */
    private static MessageTag tag(String name, Object value) {
        return MessageTag.builder().name(name).value(value.toString()).build();
    }

    private static Content content(String text) {
        return Content.builder().charset(UTF_8).data(text).build();
    }
}
