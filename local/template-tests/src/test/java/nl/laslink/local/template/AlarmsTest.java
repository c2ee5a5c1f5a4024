package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            Map.entry("AWS/Lambda Invocations", "Sum [FunctionName]"),
            Map.entry("AWS/SQS ApproximateNumberOfMessagesVisible", "Maximum [QueueName]"),
            Map.entry("AWS/SQS ApproximateAgeOfOldestMessage", "Maximum [QueueName]"),
            Map.entry("AWS/ApiGateway Count", "Sum [ApiName, Stage]"),
            Map.entry("AWS/ApiGateway 4XXError", "Sum [ApiName, Stage]"),
            Map.entry("AWS/WAFV2 BlockedRequests", "Sum [WebACL, Region, Rule]"),
            Map.entry("AWS/WAFV2 AllowedRequests", "Sum [WebACL, Region, Rule]"),
            Map.entry("AWS/ApiGateway 5XXError", "Sum [ApiName, Stage]"),
            Map.entry("AWS/SES Reputation.BounceRate", "Maximum []"), // of the whole account
            Map.entry("AWS/SES Reputation.ComplaintRate", "Maximum []"),
            Map.entry("!Ref AWS::StackName Failures", "Sum [function]"),
            Map.entry("!Ref AWS::StackName Contacts", "Sum [outcome]"),
            Map.entry("!Ref AWS::StackName SchoolsPlanned", "SampleCount []"),
            Map.entry("!Ref AWS::StackName OldestDueScore", "Maximum []"),
            Map.entry("!Ref AWS::StackName CustomerServiceUnreached", "Sum []"));

    /** Those that ring because something does not happen. */
    private static final Set<String> OF_SILENCE = Set.of("NightNotPlanned", "SweepStopped");

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

    /** Lambda's Errors metric misses what a handler catches: a redelivered message, a page that answers 500. */
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
    void everyAlarmGoesToOneOfTheTopics_andSoDoesItsEnd() {
        List<String> canWait = List.of("LasUnreachable", "LasTypeUnreachable", "OldScores");
        for (Part alarm : TEMPLATE.all("AWS::CloudWatch::Alarm")) {
            boolean isForThisWeek =
                    canWait.contains(alarm.name()) || alarm.name().endsWith("Duration");
            List<String> topic = List.of(isForThisWeek ? "!Ref WeekTopic" : "!Ref AlarmTopic");
            assertThat(alarm.texts("AlarmActions")).as(alarm.name()).isEqualTo(topic);
            assertThat(alarm.texts("OKActions")).as(alarm.name()).isEqualTo(topic);
        }
    }

    /** Most of the day nothing happens, so missing data is no alarm; what must happen rings when it does not. */
    @Test
    void everyAlarmTreatsMissingDataAsItShould() {
        for (Part alarm : TEMPLATE.all("AWS::CloudWatch::Alarm")) {
            boolean isOfSilence = OF_SILENCE.contains(alarm.name());
            assertThat(alarm.text("TreatMissingData"))
                    .as(alarm.name())
                    .isEqualTo(isOfSilence ? "breaching" : "notBreaching");
            assertThat(alarm.text("ComparisonOperator"))
                    .as(alarm.name())
                    .isEqualTo(isOfSilence ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold");
        }
    }

    /** When summer time ends, 25 hours lie between two nights; CloudWatch looks back over a day in hours only. */
    @Test
    void theNightsAlarmSurvivesTheNightOf25Hours() {
        Part alarm = TEMPLATE.properties("NightNotPlanned");
        assertThat(alarm.number("Period")).isEqualTo(3600);
        assertThat(alarm.number("EvaluationPeriods")).isEqualTo(26);
        assertThat(alarm.number("DatapointsToAlarm")).isEqualTo(26);
        assertThat(alarm.number("Threshold")).isEqualTo(1);
        assertThat(TEMPLATE.properties("NightSchedule").text("ScheduleExpressionTimezone"))
                .isEqualTo("Europe/Amsterdam");
    }

    @Test
    void theSweepsAlarmWatchesTheFunctionThatTheScheduleStarts() {
        Part alarm = TEMPLATE.properties("SweepStopped");
        assertThat(alarm.parts("Dimensions").getFirst().text("Value") + ".Alias")
                .isEqualTo(TEMPLATE.properties("SweepSchedule").at("Target").text("Arn"));
        assertThat(TEMPLATE.properties("SweepSchedule").text("ScheduleExpression"))
                .isEqualTo("rate(5 minutes)");
        assertThat(alarm.number("Period")).isEqualTo(300);
    }

    /** A mapping that is left off, or a function that cannot keep up: its queue only grows, and no message fails. */
    @Test
    void everyQueueThatAFunctionReadsHasAnAlarmForItsOldestMessage() {
        for (Part queue : TEMPLATE.all("AWS::SQS::Queue")) {
            if (queue.has("RedrivePolicy")) {
                Part alarm = alarm("AWS/SQS", "ApproximateAgeOfOldestMessage", "!GetAtt " + queue.name() + ".QueueName")
                        .orElseThrow();
                int allTries = queue.number("VisibilityTimeout")
                        * queue.at("RedrivePolicy").number("maxReceiveCount");
                assertThat(alarm.number("Threshold"))
                        .as(queue.name())
                        .isBetween(allTries, queue.number("MessageRetentionPeriod") / 4);
            }
        }
    }

    /** Canary10Percent10Minutes: what rings later moves the alias back no more. One caught exception is none of its reasons. */
    @Test
    void theAlarmsOfACanaryRingWithinItsTenMinutes_andNotForOneCaughtException() {
        for (Part function : TEMPLATE.functions()) {
            for (String reference : function.at("DeploymentPreference").texts("Alarms")) {
                Part alarm = TEMPLATE.properties(reference.replace("!Ref ", ""));
                int looksBack = alarm.number("Period") * alarm.number("EvaluationPeriods");
                assertThat(looksBack).as(alarm.name()).isBetween(60, 300);
                if (alarm.name().endsWith("Failures")) {
                    assertThat(alarm.number("DatapointsToAlarm")).isEqualTo(2);
                }
            }
        }
    }

    /** CloudWatch takes any name: an alarm on a metric, dimension or statistic that does not exist is silent for ever. */
    @Test
    void everyAlarmLooksAtAMetricThatIsPublished_andRingsAtItsThreshold() {
        for (Part alarm : TEMPLATE.all("AWS::CloudWatch::Alarm")) {
            if (alarm.name().equals("LasTypeUnreachable")) {
                continue; // it queries: alarmOfLasTypes_findsTheWorstOfThoseThatAreThere
            }
            if (alarm.has("Metrics")) {
                assertThat(alarm.parts("Metrics").stream().filter(m -> m.has("MetricStat")))
                        .as(alarm.name())
                        .isNotEmpty()
                        .allSatisfy(m -> {
                            assertThat(published(
                                            m.at("MetricStat").at("Metric"),
                                            m.at("MetricStat").text("Stat")))
                                    .isTrue();
                            assertThat(m.values().get("ReturnData")).isEqualTo(false);
                        });
            } else {
                assertThat(published(alarm, alarm.text("Statistic")))
                        .as(alarm.name())
                        .isTrue();
            }
            if (alarm.text("MetricName").matches("Errors|Throttles")) {
                assertThat(alarm.number("Threshold")).as(alarm.name()).isEqualTo(1);
            }
        }
    }

    private static boolean published(Part metric, String statistic) {
        List<String> dimensions =
                metric.parts("Dimensions").stream().map(d -> d.text("Name")).toList();
        return (statistic + " " + dimensions)
                .equals(PUBLISHED.get(metric.text("Namespace") + " " + metric.text("MetricName")));
    }

    /** A share of a few calls is no share. */
    @Test
    void everyAlarmOfAShareNeedsSomeCalls() {
        assertThat(TEMPLATE.all("AWS::CloudWatch::Alarm").stream().filter(a -> a.has("Metrics")))
                .extracting(Part::name)
                .containsExactlyInAnyOrder("LasUnreachable", "LasTypeUnreachable", "ApiRefusals", "WallBlocks");
        for (Part alarm : TEMPLATE.all("AWS::CloudWatch::Alarm")) {
            if (alarm.has("Metrics") && !alarm.name().equals("LasTypeUnreachable")) {
                assertThat(alarm.parts("Metrics").getFirst().text("Expression"))
                        .as(alarm.name())
                        .matches("IF\\(\\w+ >= (3|20), 100 \\* .*, 0\\)");
            }
        }
    }

    /** LAS types are data: no alarm can name them, so one asks for the worst. With +1 and -1 its threshold is a share and a number at once. */
    @Test
    void theAlarmOfLasTypes_findsTheWorstOfThoseThatAreThere() {
        Part alarm = TEMPLATE.properties("LasTypeUnreachable");
        Part query = alarm.parts("Metrics").getFirst();
        String metric = Metric.LAS_AWAY.title();
        String dimension = Metric.LAS_AWAY.dimension().orElseThrow();
        assertThat(query.text("Expression"))
                .isEqualTo(
                        "!Sub SELECT SUM(%s) FROM SCHEMA(\"${AWS::StackName}\", %s) GROUP BY %s ORDER BY SUM() DESC LIMIT 1"
                                .formatted(metric, dimension, dimension));
        assertThat(query.number("Period")).isEqualTo(3600);
        assertThat(alarm.number("Threshold")).isEqualTo(3);
    }

    @Test
    void theAlarmsThatAreThereOnce_lookAtWhatTheySay() throws IOException {
        assertThat(TEMPLATE.properties("ApiErrors").parts("Dimensions"))
                .extracting(d -> d.text("Value"))
                .containsExactly(
                        "!Ref AWS::StackName", TEMPLATE.properties("Api").text("StageName"));
        assertThat(TEMPLATE.properties("Api").has("Name")).isFalse(); // else SAM names the API after it, not the stack
        List<String> outcomes = TEMPLATE.properties("LasUnreachable").parts("Metrics").stream()
                .filter(m -> m.has("MetricStat"))
                .map(m -> m.at("MetricStat")
                        .at("Metric")
                        .parts("Dimensions")
                        .getFirst()
                        .text("Value"))
                .toList();
        assertThat(outcomes).hasSize(6).first().isEqualTo("unreachable");
        assertThat(Files.readAllLines(CloudTemplate.ROOT.resolve("docs/operate.md")))
                .filteredOn(line -> line.startsWith("| `Contacts` |"))
                .singleElement()
                .satisfies(row ->
                        assertThat(outcomes).allSatisfy(o -> assertThat(row).contains("`" + o + "`")));
        // SES reviews an account at 5% and 0.1%, and reports rates only when it is asked to.
        assertThat(TEMPLATE.properties("MailBounces").text("Threshold")).isEqualTo("0.05");
        assertThat(TEMPLATE.properties("MailComplaints").text("Threshold")).isEqualTo("0.001");
        assertThat(TEMPLATE.properties("MailConfigurationSet")
                        .at("ReputationOptions")
                        .values())
                .isEqualTo(Map.of("ReputationMetricsEnabled", true));
    }

    @Test
    void theTopicsAreReadBySomebody() {
        assertThat(TEMPLATE.all("AWS::SNS::Subscription"))
                .extracting(s -> s.text("Protocol") + " " + s.text("TopicArn") + " " + s.text("Endpoint"))
                .containsExactly("email !Ref AlarmTopic !Ref AlarmEmail", "email !Ref WeekTopic !Ref WeekEmail");
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
        assertThat(TEMPLATE.all("AWS::SNS::Topic")).hasSize(2).allMatch(topic -> topic.text("KmsMasterKeyId")
                .equals("!Ref AlarmsKey"));
        List<Part> key = TEMPLATE.properties("AlarmsKey").at("KeyPolicy").parts("Statement");
        List<Part> topic =
                TEMPLATE.properties("AlarmTopicPolicy").at("PolicyDocument").parts("Statement");
        assertThat(key)
                .anyMatch(s -> s.at("Principal").text("Service").equals("cloudwatch.amazonaws.com")
                        && s.texts("Action").equals(List.of("kms:Decrypt", "kms:GenerateDataKey")));
        assertThat(topic)
                .singleElement()
                .matches(s -> s.at("Principal").text("Service").equals("cloudwatch.amazonaws.com")
                        && s.texts("Resource").equals(List.of("!Ref AlarmTopic", "!Ref WeekTopic"))
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
