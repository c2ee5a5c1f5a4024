package nl.laslink.local.lassimulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.local.lassimulator.school.School;
import nl.laslink.local.lassimulator.school.SchoolCode;
import nl.laslink.local.lassimulator.school.SchoolFile;

/**
 * Schools kept in a directory: {@code schools/99XX-00.json}, to be edited by hand while the simulator is stopped, and
 * {@code received/99XX-00.json}, the simulator's own memory. A school's file that was edited by hand counts as changed.
 */
final class DataDirectory implements SchoolStorage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path schools;
    private final Path received;

    /** The directory, filled with these schools when it holds none yet. */
    DataDirectory(Path directory, List<School> delivered, Instant now) {
        schools = directory.resolve("schools");
        received = directory.resolve("received");
        try {
            Files.createDirectories(schools);
            Files.createDirectories(received);
            if (schoolFiles().isEmpty()) {
                delivered.forEach(school -> save(school, Received.nothing(now)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A school with what is remembered of it. */
    record Kept(School school, Received received) {}

    List<Kept> load(Instant now) {
        try {
            List<Kept> all = new ArrayList<>();
            for (Path file : schoolFiles()) {
                all.add(load(file, now));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void save(School school, Received memory) {
        String text = SchoolFile.write(school);
        try {
            write(file(schools, school.code()), text);
            write(file(received, school.code()), memoryText(text, memory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kept load(Path file, Instant now) throws IOException {
        String text = Files.readString(file);
        School school;
        try {
            school = SchoolFile.read(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        Path memory = file(received, school.code());
        if (!Files.exists(memory)) {
            return new Kept(school, Received.nothing(now));
        }
        JsonNode node = JSON.readTree(Files.readString(memory));
        Map<String, ReceivedResult> results = new LinkedHashMap<>();
        for (JsonNode each : node.path("results")) {
            ReceivedResult result = ResultJson.read(each);
            results.put(result.key(), result);
        }
        boolean same = node.path("schoolFile").asText().equals(fingerprint(text));
        Instant changedAt = same ? Instant.parse(SchoolFile.required(node, "changedAt")) : now;
        return new Kept(
                school,
                new Received(
                        changedAt, SchoolFile.optional(node, "lastAccepted").map(Instant::parse), results));
    }

    private List<Path> schoolFiles() throws IOException {
        try (Stream<Path> files = Files.list(schools)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static Path file(Path folder, SchoolCode school) {
        return folder.resolve(school + ".json");
    }

    private static String memoryText(String schoolText, Received memory) {
        String head =
                "{\n  \"schoolFile\": \"" + fingerprint(schoolText) + "\",\n  \"changedAt\": \"" + memory.changedAt()
                        + "\",\n"
                        + memory.lastAccepted()
                                .map(m -> "  \"lastAccepted\": \"" + m + "\",\n")
                                .orElse("");
        return memory.results().values().stream()
                .map(result -> "\n    " + SchoolFile.line(ResultJson.write(result)))
                .collect(Collectors.joining(",", head + "  \"results\": [", "\n  ]\n}\n"));
    }

    /** Whole or not at all, also when the process is killed half-way. */
    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
