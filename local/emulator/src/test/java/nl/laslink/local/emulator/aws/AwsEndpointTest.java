package nl.laslink.local.emulator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretAccess;
import nl.laslink.domain.secret.SecretCipher;
import nl.laslink.local.emulator.kms.KmsEndpoint;
import nl.laslink.local.emulator.mail.Mail;
import nl.laslink.local.emulator.mail.MailEvents;
import nl.laslink.local.emulator.mail.Mailbox;
import nl.laslink.local.emulator.mail.SesEndpoint;
import nl.laslink.platform.kms.KmsSecretCipher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SesException;

/** The small endpoints, spoken to by the SDK's own clients. */
class AwsEndpointTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final List<String> TOLD = new CopyOnWriteArrayList<>();

    @TempDir
    static Path data;

    private static AwsEndpoint endpoint;
    private static KmsClient kms;
    private static SesClient ses;

    @BeforeAll
    static void start() {
        endpoint = AwsEndpoint.start(
                0,
                Map.of("TrentService", KmsEndpoint.keptIn(data.resolve("kms.key"))),
                new SesEndpoint(
                        Mailbox.keptIn(data.resolve("mails.jsonl")),
                        new MailEvents(
                                Set.of("delivery"), (source, type, detail) -> TOLD.add(type + " " + detail), CLOCK),
                        CLOCK));
        URI address = URI.create("http://127.0.0.1:" + endpoint.port());
        StaticCredentialsProvider local =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        kms = KmsClient.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(local)
                .endpointOverride(address)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        ses = SesClient.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(local)
                .endpointOverride(address)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterAll
    static void stop() {
        kms.close();
        ses.close();
        endpoint.close();
    }

    @Test
    void opensWhatItSealed_withTheSameContext() {
        SdkBytes sealed = kms.encrypt(r -> r.keyId("SecretsKey")
                        .plaintext(SdkBytes.fromUtf8String("geheim"))
                        .encryptionContext(Map.of("context", "99XX-00", "a", "b")))
                .ciphertextBlob();

        String opened = kms.decrypt(
                        r -> r.ciphertextBlob(sealed).encryptionContext(Map.of("a", "b", "context", "99XX-00")))
                .plaintext()
                .asUtf8String();

        assertThat(opened).isEqualTo("geheim");
        assertThat(new String(sealed.asByteArray(), StandardCharsets.ISO_8859_1))
                .doesNotContain("geheim");
    }

    @Test
    void refusesAnotherContextAndAnotherKey() {
        SdkBytes sealed = kms.encrypt(r -> r.keyId("SecretsKey")
                        .plaintext(SdkBytes.fromUtf8String("geheim"))
                        .encryptionContext(Map.of("context", "99XX-00")))
                .ciphertextBlob();

        assertThatThrownBy(() ->
                        kms.decrypt(r -> r.ciphertextBlob(sealed).encryptionContext(Map.of("context", "98YY-00"))))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() -> kms.decrypt(r ->
                        r.keyId("TablesKey").ciphertextBlob(sealed).encryptionContext(Map.of("context", "99XX-00"))))
                .isInstanceOf(IncorrectKeyException.class);
        assertThatThrownBy(() -> kms.decrypt(r -> r.ciphertextBlob(SdkBytes.fromUtf8String("niets"))))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void opensItAgain_afterARestart() {
        SecretCipher before = new KmsSecretCipher(kms, "SecretsKey");
        EncryptedSecret sealed = before.encrypt(Secret.of("geheim"), "99XX-00");
        KmsEndpoint restarted = KmsEndpoint.keptIn(data.resolve("kms.key"));

        AwsAnswer answer = restarted.call(
                "Decrypt",
                "{\"KeyId\":\"SecretsKey\",\"CiphertextBlob\":\"" + sealed.base64()
                        + "\",\"EncryptionContext\":{\"context\":\"99XX-00\"}}");

        assertThat(answer.body()).contains("\"Plaintext\":\"Z2VoZWlt\"");
        assertThat(before.decrypt(sealed, "99XX-00").reveal(SecretAccess.TO_STORE))
                .isEqualTo("geheim");
    }

    @Test
    void givesADataKey() {
        var key = kms.generateDataKey(r -> r.keyId("SecretsKey").keySpec(DataKeySpec.AES_256));

        assertThat(key.plaintext().asByteArray()).hasSize(32);
        assertThat(kms.decrypt(r -> r.ciphertextBlob(key.ciphertextBlob())).plaintext())
                .isEqualTo(key.plaintext());
    }

    @Test
    void putsAMailIntoTheMailbox_whichIsKept() {
        String id = ses.sendEmail(
                        r -> r.source("laslink <noreply@laslink.example>")
                                .destination(d -> d.toAddresses("bo@school.example", "an@school.example"))
                                .configurationSetName("mail")
                                .tags(MessageTag.builder()
                                        .name("school")
                                        .value("99XX-00")
                                        .build())
                                .message(
                                        m -> m.subject(s -> s.data(
                                                        "Koppeling met SchoolOAS goedgekeurd: De Linde & Zo (99XX)"))
                                                .body(
                                                        b -> b.text(
                                                                        t -> t.data(
                                                                                "Ga naar http://localhost:8400/s/99XX-00/koppeling.\nGroet"))
                                                                .html(
                                                                        h -> h.data(
                                                                                "<a href=\"http://localhost:8400/goedkeuren#school=99XX-00&amp;token=é\">Open</a>")))))
                .messageId();

        Mail mail = Mailbox.keptIn(data.resolve("mails.jsonl")).find(id).orElseThrow();
        assertThat(mail.at()).isEqualTo(NOW);
        assertThat(mail.from()).isEqualTo("laslink <noreply@laslink.example>");
        assertThat(mail.to()).containsExactly("bo@school.example", "an@school.example");
        assertThat(mail.subject()).isEqualTo("Koppeling met SchoolOAS goedgekeurd: De Linde & Zo (99XX)");
        assertThat(mail.text()).isEqualTo("Ga naar http://localhost:8400/s/99XX-00/koppeling.\nGroet");
        assertThat(mail.links())
                .containsExactly(
                        "http://localhost:8400/s/99XX-00/koppeling",
                        "http://localhost:8400/goedkeuren#school=99XX-00&token=é");
        assertThat(mail.tags()).isEqualTo(Map.of("school", "99XX-00", "ses:configuration-set", "mail"));
        assertThat(TOLD)
                .singleElement()
                .asString()
                .startsWith("Email Delivered ")
                .contains("\"school\":[\"99XX-00\"]", "\"ses:configuration-set\":[\"mail\"]");
    }

    @Test
    void refusesAMailWithoutRecipient() {
        assertThatThrownBy(() -> ses.sendEmail(r -> r.source("noreply@laslink.example")
                        .destination(d -> {})
                        .message(m -> m.subject(s -> s.data("x")).body(b -> b.text(t -> t.data("y"))))))
                .isInstanceOfSatisfying(SesException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("InvalidParameterValue"));
    }
}
