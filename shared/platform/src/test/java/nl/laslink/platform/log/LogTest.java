package nl.laslink.platform.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.laslink.domain.delivery.LasCalls;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.json.JsonObject;
import org.junit.jupiter.api.Test;

class LogTest {
    private static final Instant AT = Instant.parse("2026-11-20T09:00:00Z");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Log log = new Log(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            "commit-import",
            "laslink-dev",
            Clock.fixed(AT, ZoneOffset.UTC));

    @Test
    void writesOneJsonObject_onOneLine() {
        log.info("committed").with("school", "99XX-00\n\"").count("records", 3).write();

        JsonObject line = line();
        assertThat(text().lines()).hasSize(1);
        assertThat(line.text("level")).isEqualTo("INFO");
        assertThat(line.text("function")).isEqualTo("commit-import");
        assertThat(line.text("event")).isEqualTo("committed");
        assertThat(line.text("school")).isEqualTo("99XX-00\n\"");
        assertThat(line.number("records")).isEqualTo(3);
        assertThat(line.has("_aws")).isFalse();
    }

    @Test
    void writesEmbeddedMetricFormat_withAnEntryForEachDimension() {
        log.info("fetch")
                .school(SchoolId.parse("99XX-00"))
                .outcome("staged")
                .metric(Metric.CONTACTS, 1)
                .metric(Metric.IMPORTS, 1)
                .metric(Metric.ROWS_HELD, 12)
                .write();

        JsonObject line = line();
        JsonObject aws = line.object("_aws");
        List<JsonObject> directives = aws.objects("CloudWatchMetrics");
        assertThat(aws.number("Timestamp")).isEqualTo(AT.toEpochMilli());
        assertThat(directives).extracting(d -> d.text("Namespace")).containsExactly("laslink-dev", "laslink-dev");
        assertThat(directives)
                .extracting(JsonObject::toString)
                .containsExactly(
                        "{\"Namespace\":\"laslink-dev\",\"Dimensions\":[[]],\"Metrics\":"
                                + "[{\"Name\":\"Imports\",\"Unit\":\"Count\"},{\"Name\":\"RowsHeld\",\"Unit\":\"Count\"}]}",
                        "{\"Namespace\":\"laslink-dev\",\"Dimensions\":[[\"outcome\"]],\"Metrics\":"
                                + "[{\"Name\":\"Contacts\",\"Unit\":\"Count\"}]}");
        assertThat(line.number("Contacts")).isEqualTo(1);
        assertThat(line.number("Imports")).isEqualTo(1);
        assertThat(line.number("RowsHeld")).isEqualTo(12);
        assertThat(line.text("outcome")).isEqualTo("staged");
    }

    @Test
    void hasNoMetric_thatNamesASchool() {
        assertThat(Metric.values())
                .allSatisfy(m ->
                        assertThat(m.dimension().orElse("function")).isIn("outcome", "operation", "las", "function"))
                .extracting(Metric::title)
                .doesNotHaveDuplicates();
    }

    @Test
    void endsTheJobInOneLine_withWhatWasSaidInsideIt() {
        String answer = log.info("commit").during(() -> {
            Log.line().correlation(new CorrelationId("wens-1")).outcome("committed");
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(line().text("correlationId")).isEqualTo("wens-1");
        assertThat(line().text("outcome")).isEqualTo("committed");
        assertThat(line().number("milliseconds")).isNotNegative();
    }

    @Test
    void saysNothing_whenNoJobIsAtHand() {
        Log.line().outcome("lost").write();

        assertThat(text()).isEmpty();
    }

    @Test
    void addsUpWhatTheCallsOfAJobTook() {
        log.info("fetch").during(() -> {
            LasCalls calls = new LoggedLasCalls();
            calls.made(LasCalls.Operation.FETCH, Duration.ofMillis(200), 1_000);
            calls.made(LasCalls.Operation.FETCH, Duration.ofMillis(50), 500);
            return "done";
        });

        assertThat(line().text("operation")).isEqualTo("fetch");
        assertThat(line().number("LasTime")).isEqualTo(250);
        assertThat(line().number("LasBytes")).isEqualTo(1_500);
    }

    @Test
    void namesClassesOfFailure_withoutTheirMessages() {
        RuntimeException failure = new IllegalStateException(
                "sleutel abc-123 van Noor", new IllegalArgumentException("geboren 2016-02-29"));
        List<Throwable> thrown = new ArrayList<>();

        try {
            log.info("commit").during(() -> {
                throw failure;
            });
        } catch (IllegalStateException again) {
            thrown.add(again);
        }

        assertThat(thrown).containsExactly(failure);
        assertThat(line().text("level")).isEqualTo("ERROR");
        assertThat(line().text("outcome")).isEqualTo("failed");
        assertThat(line().text("code")).isEqualTo("IllegalArgumentException");
        assertThat(line().number("Failures")).isEqualTo(1);
        assertThat(text())
                .contains("java.lang.IllegalStateException", "java.lang.IllegalArgumentException", "LogTest")
                .doesNotContain("abc-123", "Noor", "2016-02-29");
    }

    @Test
    void namesTheVariable_whenTheNamespaceIsMissing() {
        assertThatThrownBy(() -> Log.of("notify", Map.of()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining("METRICS_NAMESPACE");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private JsonObject line() {
        return JsonObject.parse(text());
    }
}
