package nl.laslink.local.emulator.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All mails that were sent on this machine, oldest first, kept in a file with one JSON object per line. */
public final class Mailbox {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<Mail> mails = new ArrayList<>();

    private Mailbox(Path file) {
        this.file = file;
    }

    public static Mailbox keptIn(Path file) {
        Mailbox mailbox = new Mailbox(file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    if (!line.isBlank()) {
                        mailbox.mails.add(read(JSON.readTree(line)));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return mailbox;
    }

    public synchronized void add(Mail mail) {
        try {
            Files.writeString(
                    file, write(mail).toString() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        mails.add(mail);
    }

    /** Oldest first. */
    public synchronized List<Mail> all() {
        return List.copyOf(mails);
    }

    public synchronized Optional<Mail> find(String id) {
        return mails.stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    /** A mail as people and tests read it. */
    public static ObjectNode write(Mail mail) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", mail.id())
                .put("at", mail.at().toString())
                .put("from", mail.from());
        mail.to().forEach(node.putArray("to")::add);
        node.put("subject", mail.subject()).put("text", mail.text()).put("html", mail.html());
        mail.links().forEach(node.putArray("links")::add);
        mail.tags().forEach(node.putObject("tags")::put);
        return node;
    }

    private static Mail read(JsonNode node) {
        List<String> to = new ArrayList<>();
        node.path("to").forEach(address -> to.add(address.asText()));
        Map<String, String> tags = new HashMap<>();
        node.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return new Mail(
                node.path("id").asText(),
                Instant.parse(node.path("at").asText()),
                node.path("from").asText(),
                to,
                node.path("subject").asText(),
                node.path("text").asText(),
                node.path("html").asText(),
                tags);
    }
}
