package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.local.template.CloudTemplate.Part;
import nl.laslink.platform.log.Metric;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private static final CloudTemplate TEMPLATE = new CloudTemplate();
    /** The metrics that alarms may look at, as AWS and our own lines publish them, with all that the figure is of. */
    private static final Map<String, String> PUBLISHED = Map.ofEntries(
            Map.entry("AWS/Lambda Errors", "Sum [FunctionName]"),
            Map.entry("AWS/Lambda Throttles", "Sum []"),
            Map.entry("AWS/Lambda Duration", "Maximum [FunctionName]"),
            Map.entry("AWS/SQS ApproximateNumberOfMessagesVisible", "Maximum [QueueName]"),
            Map.entry("AWS/ApiGateway 5XXError", "Sum [ApiName, Stage]"),
            Map.entry("AWS/SES Reputation.BounceRate", "Maximum []"), // of the whole account
            Map.entry("AWS/SES Reputation.ComplaintRate", "Maximum []"),
            Map.entry("!Ref AWS::StackName Failures", "Sum [function]"),
            Map.entry("!Ref AWS::StackName Contacts", "Sum [outcome]"),
            Map.entry("!Ref AWS::StackName OldestDueScore", "Maximum []"),
            Map.entry("!Ref AWS::StackName CustomerServiceUnreached", "Sum []"));

    private static final Pattern RUNBOOK = Pattern.compile("\\$\\{RunbookAddress}/([a-z-]+\\.md)(?:#([a-z-]+))?$");

    @Test
    void everyFunctionHasAnAlarmForErrorsAndDuration() {
        for (Part function : TEMPLATE.functions()) {
            for (String metric : List.of("Errors", "Duration")) {
                assertThat(alarm("AWS/Lambda", metric, "!Ref " + function.name()))
                        .as("%s of %s", metric, function.name())
                        .isPresent();
            }
            Part duration =
                    alarm("AWS/Lambda", "Duration", "!Ref " + function.name()).orElseThrow();
            assertThat(duration.number("Threshold"))
                    .as("80%% of the timeout of %s, in ms", function.name())
                    .isEqualTo(function.number("Timeout") * 800);
        }
    }

    /** Without a dimension it is the sum of all functions of the account, so it misses none of ours. */
    @Test
    void oneAlarmCoversTheThrottlesOfAllFunctions() {
        assertThat(TEMPLATE.all("AWS::CloudWatch::Alarm"))
                .filteredOn(a -> a.text("MetricName").equals("Throttles"))
                .singleElement()
                .satisfies(a -> {
                    assertThat(a.name()).isEqualTo("Throttles");
                    assertThat(a.text("Namespace")).isEqualTo("AWS/Lambda");
                    assertThat(a.has("Dimensions")).isFalse();
                });
    }

    /** Lambda's own Errors miss what a handler catches at its edge: a message that comes again, a page that answers 500. */
    @Test
    void everyFunctionHasAnAlarmForWhatItCatches_underTheNameInItsLog() {
        TreeSet<String> watched = new TreeSet<>();
        for (Part function : TEMPLATE.functions()) {
            String name = function.name().replaceFirst("Function$", "");
            Part alarm = TEMPLATE.properties(name + "Failures");
            List<Part> dimensions = alarm.parts("Dimensions");
            assertThat(alarm.text("MetricName")).isEqualTo(Metric.FAILURES.title());
            assertThat(alarm.text("Statistic")).isEqualTo("Sum");
            assertThat(dimensions).hasSize(1);
            assertThat(dimensions.getFirst().text("Value")).as(name).isEqualTo(inTheLog(name));
            watched.add(inTheLog(name));
        }
        assertThat(watched).isEqualTo(new TreeSet<>(ChainLogTest.FUNCTIONS));
    }

    private static String inTheLog(String name) {
        return name.equals("FetchImportTest")
                ? "test-connection"
                : name.replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** A queue that no function reads is where messages end. */
    @Test
    void everyQueueWhereMessagesEndHasAnAlarm() {
        TreeSet<String> ends = new TreeSet<>();
        for (Part queue : TEMPLATE.all("AWS::SQS::Queue")) {
            if (!queue.has("RedrivePolicy")) {
                ends.add(queue.name());
                assertThat(alarm(
                                "AWS/SQS",
                                "ApproximateNumberOfMessagesVisible",
                                "!GetAtt " + queue.name() + ".QueueName"))
                        .as(queue.name())
                        .hasValueSatisfying(
                                a -> assertThat(a.number("Threshold")).isEqualTo(1));
            }
        }
        assertThat(ends)
                .contains("UndeliveredEventsQueue", "NightDeadLetterQueue")
                .hasSize(9);
    }

    @Test
    void everyAlarmGoesToTheTopic_andIsSilentWhenNothingHappens() {
        assertThat(TEMPLATE.all("AWS::CloudWatch::Alarm"))
                .isNotEmpty()
                .allMatch(a -> a.texts("AlarmActions").equals(List.of("!Ref AlarmTopic")))
                .allMatch(a -> a.text("TreatMissingData").equals("notBreaching"));
    }

    /** CloudWatch takes any name: an alarm on a metric, dimension or statistic that does not exist is silent for ever. */
    @Test
    void everyAlarmLooksAtAMetricThatIsPublished_andRingsAtItsThreshold() {
        for (Part alarm : TEMPLATE.all("AWS::CloudWatch::Alarm")) {
            List<String> dimensions =
                    alarm.parts("Dimensions").stream().map(d -> d.text("Name")).toList();
            assertThat(alarm.text("Statistic") + " " + dimensions)
                    .as(alarm.name())
                    .isEqualTo(PUBLISHED.get(alarm.text("Namespace") + " " + alarm.text("MetricName")));
            assertThat(alarm.text("ComparisonOperator")).as(alarm.name()).isEqualTo("GreaterThanOrEqualToThreshold");
            if (alarm.text("MetricName").matches("Errors|Throttles")) {
                assertThat(alarm.number("Threshold")).as(alarm.name()).isEqualTo(1);
            }
        }
    }

    @Test
    void theAlarmsThatAreThereOnce_lookAtWhatTheySay() throws IOException {
        assertThat(TEMPLATE.properties("ApiErrors").parts("Dimensions"))
                .extracting(d -> d.text("Value"))
                .containsExactly(
                        "!Ref AWS::StackName", TEMPLATE.properties("Api").text("StageName"));
        assertThat(TEMPLATE.properties("Api").has("Name")).isFalse(); // else SAM names the API after it, not the stack
        String outcome = TEMPLATE.properties("LasUnreachable")
                .parts("Dimensions")
                .getFirst()
                .text("Value");
        assertThat(Files.readString(CloudTemplate.ROOT.resolve("docs/operate.md")))
                .containsPattern("\\| `Contacts` \\|.*`" + outcome + "`");
        // SES reviews an account at 5% and 0.1%, and reports rates only when it is asked to.
        assertThat(TEMPLATE.properties("MailBounces").text("Threshold")).isEqualTo("0.05");
        assertThat(TEMPLATE.properties("MailComplaints").text("Threshold")).isEqualTo("0.001");
        assertThat(TEMPLATE.properties("MailConfigurationSet")
                        .at("ReputationOptions")
                        .values())
                .isEqualTo(Map.of("ReputationMetricsEnabled", true));
    }

    @Test
    void theTopicIsReadBySomebody() {
        assertThat(TEMPLATE.all("AWS::SNS::Subscription")).singleElement().matches(s -> s.values()
                .equals(Map.of("TopicArn", "!Ref AlarmTopic", "Protocol", "email", "Endpoint", "!Ref AlarmEmail")));
    }

    @Test
    void everyAlarmLinksARunbookThatIsThere() throws IOException {
        for (Part alarm : TEMPLATE.all("AWS::CloudWatch::Alarm")) {
            Matcher link = RUNBOOK.matcher(alarm.text("AlarmDescription"));
            assertThat(link.find()).as(alarm.name()).isTrue();
            Path runbook = CloudTemplate.ROOT.resolve("docs/runbooks").resolve(link.group(1));
            assertThat(runbook).exists();
            if (link.group(2) != null) {
                assertThat(Files.readString(runbook).toLowerCase(Locale.ROOT))
                        .contains("\n## " + link.group(2).replace('-', ' ') + "\n");
            }
        }
    }

    @Test
    void everyRunbookSaysWhatWeNeedAtNight() throws IOException {
        try (var pages = Files.list(CloudTemplate.ROOT.resolve("docs/runbooks"))) {
            for (Path page : pages.filter(p -> !p.endsWith("README.md")).toList()) {
                assertThat(Files.readString(page))
                        .as(page.toString())
                        .contains("\n## How to look\n", "\n## When to stop");
            }
        }
    }

    /** CloudWatch cannot use SNS's own key, and without a statement in ours its alarms are lost without a word. */
    @Test
    void cloudWatchMayPublishToTheTopic_andUseItsKey() {
        assertThat(TEMPLATE.properties("AlarmTopic").text("KmsMasterKeyId")).isEqualTo("!Ref AlarmsKey");
        List<Part> key = TEMPLATE.properties("AlarmsKey").at("KeyPolicy").parts("Statement");
        List<Part> topic =
                TEMPLATE.properties("AlarmTopicPolicy").at("PolicyDocument").parts("Statement");
        assertThat(key)
                .anyMatch(s -> s.at("Principal").text("Service").equals("cloudwatch.amazonaws.com")
                        && s.texts("Action").equals(List.of("kms:Decrypt", "kms:GenerateDataKey")));
        assertThat(topic)
                .singleElement()
                .matches(s -> s.at("Principal").text("Service").equals("cloudwatch.amazonaws.com")
                        && s.at("Condition").has("StringEquals"));
    }

    private static Optional<Part> alarm(String namespace, String metric, String dimension) {
        return TEMPLATE.all("AWS::CloudWatch::Alarm").stream()
                .filter(a -> a.text("Namespace").equals(namespace)
                        && a.text("MetricName").equals(metric)
                        && a.parts("Dimensions").stream()
                                .anyMatch(d -> d.text("Value").equals(dimension)))
                .findFirst();
    }
}
