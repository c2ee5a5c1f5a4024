package nl.laslink.local.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.laslink.local.emulator.mail.Mail;
import nl.laslink.local.emulator.mail.Mailbox;

/** LocalStack keeps the mails that SES was given at an address of its own; this brings them to the inbox. */
final class SentMails {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI list;
    private final Mailbox mailbox;

    SentMails(URI localStack, Mailbox mailbox) {
        this.list = localStack.resolve("/_aws/ses");
        this.mailbox = mailbox;
    }

    /** Adds what came since the last time. */
    synchronized void bring() throws InterruptedException {
        try {
            String answer = http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            for (JsonNode message : JSON.readTree(answer).path("messages")) {
                Mail mail = read(message);
                if (mailbox.find(mail.id()).isEmpty()) {
                    mailbox.add(mail);
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static Mail read(JsonNode message) {
        List<String> to = new ArrayList<>();
        for (String kind : List.of("ToAddresses", "CcAddresses", "BccAddresses")) {
            message.path("Destination").path(kind).forEach(address -> to.add(address.asText()));
        }
        JsonNode body = message.path("Body");
        return new Mail(
                message.path("Id").asText(),
                Instant.parse(message.path("Timestamp").asText().replaceFirst("(?<=\\d)$", "Z")),
                message.path("Source").asText(),
                to,
                message.path("Subject").asText(),
                body.path("text_part").asText(""),
                body.path("html_part").asText(""),
                Map.of());
    }
}
