package nl.laslink.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import nl.laslink.platform.json.JsonObject;
import org.junit.jupiter.api.Test;

class LogTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Log log = new Log(new PrintStream(out, true, StandardCharsets.UTF_8), "commit-import");

    @Test
    void writesOneJsonObject_onOneLine() {
        log.info("committed").with("school", "99XX-00\n\"").count("records", 3).write();

        String text = out.toString(StandardCharsets.UTF_8);
        JsonObject line = JsonObject.parse(text);
        assertThat(text.lines()).hasSize(1);
        assertThat(line.text("level")).isEqualTo("INFO");
        assertThat(line.text("function")).isEqualTo("commit-import");
        assertThat(line.text("event")).isEqualTo("committed");
        assertThat(line.text("school")).isEqualTo("99XX-00\n\"");
        assertThat(line.number("records")).isEqualTo(3);
    }

    @Test
    void namesClassesOfFailure_withoutTheirMessages() {
        RuntimeException failure = new IllegalStateException(
                "sleutel abc-123 van Noor", new IllegalArgumentException("geboren 2016-02-29"));

        log.error("failed").failure(failure).write();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("java.lang.IllegalStateException", "java.lang.IllegalArgumentException", "LogTest")
                .doesNotContain("abc-123", "Noor", "2016-02-29");
    }
}
