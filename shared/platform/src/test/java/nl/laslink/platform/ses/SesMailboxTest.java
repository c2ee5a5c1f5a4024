package nl.laslink.platform.ses;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.mail.Mail;
import nl.laslink.domain.mail.Mailbox.Outcome;
import nl.laslink.domain.mail.Recipient;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.aws.Loopback;
import nl.laslink.platform.aws.Loopback.Answer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ses.SesClient;

class SesMailboxTest {
    private static final Mail MAIL = new Mail(
            SchoolId.parse("99XX-00"),
            new Recipient("a1b2"),
            new EmailAddress("anja@school.example"),
            new CorrelationId("wens-1"),
            "Koppeling: één",
            "Hallo Anja\n",
            "<p>Hallo &amp; welkom</p>");
    private static final Answer TAKEN = new Answer(
            200,
            "<SendEmailResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><SendEmailResult>"
                    + "<MessageId>m1</MessageId></SendEmailResult></SendEmailResponse>");

    @Test
    void sendsBothForms_underConfigurationSet() {
        try (Loopback ses = Loopback.answering("text/xml", _ -> TAKEN)) {
            Outcome outcome = mailbox(ses).send(MAIL);

            Map<String, String> sent = form(ses.bodies().getFirst());
            assertThat(outcome).isEqualTo(new Outcome.Sent("m1"));
            assertThat(sent)
                    .containsEntry("Action", "SendEmail")
                    .containsEntry("Source", "laslink@laslink.example")
                    .containsEntry("ConfigurationSetName", "mail")
                    .containsEntry("Tags.member.1.Name", "school")
                    .containsEntry("Tags.member.1.Value", "99XX-00")
                    .containsEntry("Tags.member.2.Name", "recipient")
                    .containsEntry("Tags.member.2.Value", "a1b2")
                    .containsEntry("Tags.member.3.Name", "correlation")
                    .containsEntry("Tags.member.3.Value", "wens-1")
                    .containsEntry("Destination.ToAddresses.member.1", "anja@school.example")
                    .containsEntry("Message.Subject.Data", "Koppeling: één")
                    .containsEntry("Message.Body.Text.Data", "Hallo Anja\n")
                    .containsEntry("Message.Body.Html.Data", "<p>Hallo &amp; welkom</p>")
                    .containsEntry("Message.Body.Html.Charset", "UTF-8");
        }
    }

    @Test
    void isRejected_whenSesWillNeverTakeIt() {
        try (Loopback ses = Loopback.answering("text/xml", _ -> refusal("MessageRejected"))) {
            assertThat(mailbox(ses).send(MAIL)).isEqualTo(new Outcome.Rejected("MessageRejected"));
            assertThat(ses.bodies()).hasSize(1);
        }
    }

    @Test
    void isForLater_whenSesIsPausedOrOurSettingIsWrong() {
        for (String code : new String[] {
            "AccountSendingPausedException", "ConfigurationSetDoesNotExist", "MailFromDomainNotVerifiedException"
        }) {
            try (Loopback ses = Loopback.answering("text/xml", _ -> refusal(code))) {
                assertThat(mailbox(ses).send(MAIL)).isEqualTo(new Outcome.TryLater(code));
            }
        }
    }

    @Test
    void printsNothingOfTheMail() {
        assertThat(MAIL.toString()).isEqualTo("Mail");
    }

    private static SesMailbox mailbox(Loopback ses) {
        return new SesMailbox(ses.client(SesClient.builder()), "laslink@laslink.example", "mail");
    }

    private static Answer refusal(String code) {
        return new Answer(
                400,
                "<ErrorResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><Error><Type>Sender</Type><Code>"
                        + code + "</Code><Message>anja@school.example</Message></Error></ErrorResponse>");
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        p -> URLDecoder.decode(p[0], StandardCharsets.UTF_8),
                        p -> URLDecoder.decode(p[1], StandardCharsets.UTF_8)));
    }
}
