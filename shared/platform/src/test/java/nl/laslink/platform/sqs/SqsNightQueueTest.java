package nl.laslink.platform.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.Night;
import nl.laslink.platform.json.JsonObject;
import org.junit.jupiter.api.Test;

class SqsNightQueueTest {
    @Test
    void writesTheMessage_thatTheBeginnerIsTestedWith() throws IOException {
        Path file = Path.of(System.getProperty("repository.root"), "events/export-scores/begin-night.json");
        JsonObject event = JsonObject.parse(Files.readString(file));

        String body = SqsNightQueue.body(SchoolId.parse("99XX-00"), new Night(Instant.parse("2026-11-24T02:30:00Z")));

        assertThat(event.objects("Records", r -> r.text("body"))).containsExactly(body);
    }
}
