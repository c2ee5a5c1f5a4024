package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.laslink.local.template.CloudTemplate.Part;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final CloudTemplate TEMPLATE = new CloudTemplate();
    private static final Pattern EVENT = Pattern.compile("\\$\\.event = \"([a-z-]+)\"");
    private static final Map<String, String> JOBS = Map.of(
            "!Ref FetchImportLogGroup", "fetch-import",
            "!Ref NotifyLogGroup", "notify",
            "!Ref ExportScoresSendLogGroup", "export-scores");

    /** A filter on a word that no function writes counts nothing, without a word. */
    @Test
    void everyFilterCountsALineThatItsJobWrites() throws IOException {
        for (Part filter : TEMPLATE.all("AWS::Logs::MetricFilter")) {
            Matcher event = EVENT.matcher(filter.text("FilterPattern"));
            assertThat(event.find()).as(filter.name()).isTrue();
            Path sources = CloudTemplate.ROOT
                    .resolve("functions")
                    .resolve(JOBS.get(filter.text("LogGroupName")))
                    .resolve("src/main");
            assertThat(text(sources)).as(filter.name()).contains("log.info(\"" + event.group(1) + "\")");
        }
    }

    @Test
    void theDashboardIsReadable_andShowsEveryMetricOfOurs() throws JsonProcessingException {
        String body = TEMPLATE.properties("Dashboard").text("DashboardBody").replaceFirst("^!Sub ", "");
        JsonNode widgets = new ObjectMapper().readTree(body).path("widgets");
        List<String> ours = TEMPLATE.all("AWS::Logs::MetricFilter").stream()
                .flatMap(f -> f.parts("MetricTransformations").stream())
                .map(t -> "MetricName=\"" + t.text("MetricName") + "\"")
                .toList();

        assertThat(widgets).hasSize(6);
        assertThat(ours).hasSize(3).allMatch(metric -> widgets.toString().contains(metric.replace("\"", "\\\"")));
    }

    private static String text(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
