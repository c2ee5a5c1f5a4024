package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.laslink.local.template.CloudTemplate.Part;
import nl.laslink.platform.log.Metric;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final CloudTemplate TEMPLATE = new CloudTemplate();
    private static final Pattern ROW = Pattern.compile(
            "^\\| `(\\w+)` \\| (Count|Milliseconds|Seconds|Bytes) \\| (?:`(\\w+)`|–) \\|", Pattern.MULTILINE);

    @Test
    void theDashboardIsReadable_andShowsEveryMetricOfOurs() throws JsonProcessingException {
        String body = TEMPLATE.properties("Dashboard").text("DashboardBody").replaceFirst("^!Sub ", "");
        JsonNode widgets = new ObjectMapper().readTree(body).path("widgets");

        assertThat(widgets).hasSize(10);
        assertThat(Metric.values())
                .allSatisfy(
                        m -> assertThat(widgets.toString()).as(m.title()).containsPattern("\\W" + m.title() + "\\W"));
    }

    /** In quotes a search's word is a whole value: the beginning of a name in quotes finds nothing, and the widget stays empty. */
    @Test
    void theDashboardsSearches_findOurFunctionsAndQueuesByTheBeginningOfTheirNames() throws JsonProcessingException {
        String body = TEMPLATE.properties("Dashboard").text("DashboardBody").replaceFirst("^!Sub ", "");
        List<String> ofAws = new ObjectMapper()
                .readTree(body).findValuesAsText("expression").stream()
                        .filter(e -> e.contains("{AWS/"))
                        .toList();

        assertThat(ofAws)
                .hasSize(3)
                .allMatch(e -> e.matches("SEARCH\\('\\{AWS/(Lambda|SQS),(FunctionName|QueueName)} MetricName=\"\\w+\""
                        + " \\2=\\$\\{AWS::StackName}', '(Sum|Maximum)', 300\\)"));
    }

    /** A metric under another name, or with another dimension, has no data, and an alarm without data is silent. */
    @Test
    void everyAlarmOnAMetricOfOursNamesOneThatIsWritten() {
        List<Part> alarms = TEMPLATE.all("AWS::CloudWatch::Alarm").stream()
                .filter(a -> a.text("Namespace").equals("!Ref AWS::StackName"))
                .toList();

        assertThat(alarms)
                .extracting(Part::name)
                .filteredOn(name -> !name.endsWith("Failures"))
                .containsExactlyInAnyOrder("NightNotPlanned", "OldScores", "CustomerServiceUnreached");
        for (Part alarm : alarms) {
            Metric metric = Arrays.stream(Metric.values())
                    .filter(m -> m.title().equals(alarm.text("MetricName")))
                    .findFirst()
                    .orElseThrow();
            List<String> dimensions = alarm.has("Dimensions")
                    ? alarm.parts("Dimensions").stream()
                            .map(d -> d.text("Name"))
                            .toList()
                    : List.of();
            assertThat(dimensions).isEqualTo(metric.dimension().stream().toList());
        }
    }

    @Test
    void theTableOfMetricsIsWhole() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(CloudTemplate.ROOT.resolve("docs/operate.md")));
        while (row.find()) {
            documented.put(row.group(1), row.group(2) + " " + row.group(3));
        }

        assertThat(documented)
                .isEqualTo(Arrays.stream(Metric.values())
                        .collect(Collectors.toMap(
                                Metric::title,
                                m -> m.unit().word() + " " + m.dimension().orElse(null))));
    }
}
