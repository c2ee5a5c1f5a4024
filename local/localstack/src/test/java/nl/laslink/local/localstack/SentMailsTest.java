package nl.laslink.local.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.laslink.local.emulator.mail.Mail;
import org.junit.jupiter.api.Test;

class SentMailsTest {

    @Test
    void readsAMailAsLocalStackKeepsIt() throws JsonProcessingException {
        Mail mail = SentMails.read(new ObjectMapper().readTree("""
                {"Id": "m-1", "Region": "eu-west-1", "Source": "noreply@laslink.example", "Timestamp": "2026-11-20T09:15:30",
                 "Destination": {"ToAddresses": ["klantenservice@laslink.example"], "BccAddresses": ["archief@laslink.example"]},
                 "Subject": "Koppeling aangevraagd", "Body": {"text_part": "Open de link.", "html_part": null}}"""));

        assertThat(mail)
                .isEqualTo(new Mail(
                        "m-1",
                        Instant.parse("2026-11-20T09:15:30Z"),
                        "noreply@laslink.example",
                        List.of("klantenservice@laslink.example", "archief@laslink.example"),
                        "Koppeling aangevraagd",
                        "Open de link.",
                        "",
                        Map.of()));
    }
}
