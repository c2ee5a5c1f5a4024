package nl.laslink.local.template;

import static nl.laslink.local.template.CloudTemplate.logicalId;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.laslink.local.emulator.template.Template;
import nl.laslink.local.emulator.template.TemplateReader;
import nl.laslink.local.template.CloudTemplate.Part;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionsTest {
    private static final CloudTemplate TEMPLATE = new CloudTemplate();
    private static final String UNDELIVERED = "!GetAtt UndeliveredEventsQueue.Arn";
    private static final int LARGEST_EVENT = 262_144; // of EventBridge, in bytes
    private static final int LARGEST_PAYLOAD = 6_291_456; // of a call to Lambda
    /** What a handler's clients read when they are made; nothing is called. */
    private static final Map<String, String> SDK =
            Map.of("aws.region", "eu-west-1", "aws.accessKeyId", "local", "aws.secretAccessKey", "local");

    private static final Map<String, String> BEFORE = new HashMap<>();

    @BeforeAll
    static void setRegion() {
        SDK.forEach((name, value) -> BEFORE.put(name, System.setProperty(name, value)));
    }

    @AfterAll
    static void restore() {
        BEFORE.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    /** Remembers which variables were asked for. */
    private static final class Recording extends AbstractMap<String, String> {
        private final Map<String, String> values;
        private final Set<String> asked = new TreeSet<>();

        Recording(Map<String, String> values) {
            this.values = values;
        }

        @Override
        public String get(Object name) {
            asked.add(name.toString());
            return values.get(name);
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            throw new UnsupportedOperationException("a handler asks for its variables by name");
        }
    }

    static Collection<Template.Function> functions() {
        return TemplateReader.read(CloudTemplate.FILE, Map.of(), queue -> "http://localhost/" + queue)
                .functions();
    }

    /** The JVM itself reads {@code JAVA_TOOL_OPTIONS}. */
    @ParameterizedTest
    @MethodSource("functions")
    void setsExactlyTheVariablesThatTheHandlerReads(Template.Function function) throws ReflectiveOperationException {
        Recording variables = new Recording(function.environment());
        variables.asked.add("JAVA_TOOL_OPTIONS");

        Class.forName(function.handler())
                .getConstructor(Map.class, Clock.class)
                .newInstance(variables, Clock.systemUTC());

        assertThat(variables.asked)
                .as(function.logicalId())
                .isEqualTo(new TreeSet<>(function.environment().keySet()));
    }

    @Test
    void hasARoleAndALogGroupOfItsOwn() {
        List<String> roles = new ArrayList<>();
        List<String> logGroups = new ArrayList<>();
        for (Part function : TEMPLATE.functions()) {
            roles.add(logicalId(function.text("Role")));
            logGroups.add(logicalId(function.at("LoggingConfig").text("LogGroup")));
        }

        assertThat(roles).doesNotHaveDuplicates().allMatch(r -> type(r).equals("AWS::IAM::Role"));
        assertThat(logGroups).doesNotHaveDuplicates().allMatch(g -> type(g).equals("AWS::Logs::LogGroup"));
        assertThat(TEMPLATE.all("AWS::Logs::LogGroup")).allMatch(g -> g.has("RetentionInDays"));
    }

    /** API Gateway ends a call at 29 s and Lambda one at 900 s; a reserved concurrency would fill the DLQ with throttles. */
    @Test
    void staysWithinTheLimitsOfItsTrigger() {
        for (Part function : TEMPLATE.functions()) {
            int limit = events(function, "Api").findAny().isPresent() ? 28 : 900;
            assertThat(function.number("Timeout")).as(function.name()).isBetween(1, limit);
            assertThat(function.has("ReservedConcurrentExecutions"))
                    .as(function.name())
                    .isFalse();
        }
    }

    @Test
    void takesBatchesThatFit() {
        for (Part function : TEMPLATE.functions()) {
            events(function, "SQS").forEach(e -> {
                assertThat(e.number("BatchSize")).as(function.name()).isBetween(1, 10); // SQS without a window
                assertThat(e.number("BatchSize") * LARGEST_EVENT).isLessThan(LARGEST_PAYLOAD);
                assertThat(e.texts("FunctionResponseTypes")).containsExactly("ReportBatchItemFailures");
            });
            events(function, "DynamoDB").forEach(e -> {
                assertThat(e.number("BatchSize")).as(function.name()).isBetween(1, 10); // PutEvents
                assertThat(e.number("MaximumRetryAttempts")).isBetween(1, 100);
                assertThat(e.number("MaximumRecordAgeInSeconds")).isBetween(60, 86_400); // what a stream keeps
                assertThat(e.at("DestinationConfig").at("OnFailure").text("Destination"))
                        .isEqualTo(UNDELIVERED);
            });
        }
    }

    /** Scheduler hands its call to Lambda's own queue: what fails after that, its dead-letter queue never sees. */
    @Test
    void keepsWhatFailed_whenItIsCalledAsynchronously() {
        Set<String> scheduled = new TreeSet<>();
        TEMPLATE.all("AWS::Scheduler::Schedule")
                .forEach(
                        s -> scheduled.add(logicalId(s.at("Target").text("Arn")).replaceFirst("\\.Alias$", "")));
        Set<String> kept = new TreeSet<>();
        for (Part function : TEMPLATE.functions()) {
            if (function.has("EventInvokeConfig")) {
                kept.add(function.name());
                Part asynchronous = function.at("EventInvokeConfig");
                assertThat(asynchronous.number("MaximumEventAgeInSeconds")).isBetween(60, 21_600); // Lambda's limits
                assertThat(asynchronous.number("MaximumRetryAttempts")).isBetween(0, 2);
                assertThat(asynchronous.at("DestinationConfig").at("OnFailure").values())
                        .isEqualTo(Map.of("Type", "SQS", "Destination", UNDELIVERED));
                assertThat(RolesTest.statements(TEMPLATE.properties(logicalId(function.text("Role")))))
                        .as(function.name())
                        .anyMatch(s -> s.texts("Action").equals(List.of("sqs:SendMessage"))
                                && s.texts("Resource").equals(List.of(UNDELIVERED)));
            }
        }

        assertThat(kept).isNotEmpty().isEqualTo(scheduled);
    }

    /** Both that call a LAS; the event source waits, so that no message is thrown away for it. */
    @Test
    void sparesTheLas() {
        List<String> spared = TEMPLATE.functions().stream()
                .filter(f ->
                        events(f, "SQS").anyMatch(e -> e.at("ScalingConfig").has("MaximumConcurrency")))
                .map(Part::name)
                .toList();

        assertThat(spared).containsExactlyInAnyOrder("FetchImportFunction", "ExportScoresSendFunction");
    }

    /** CodeDeploy rolls back an alias; a trigger that names the function itself would keep the new code. */
    @Test
    void movesAnAlias_andBackWhenAnAlarmOfTheFunctionRings() {
        List<String> moved = new ArrayList<>();
        for (Part function : TEMPLATE.functions()) {
            String name = function.name().replaceFirst("Function$", "");
            assertThat(function.text("AutoPublishAlias")).isEqualTo("live");
            assertThat(function.at("DeploymentPreference").texts("Alarms"))
                    .containsExactly("!Ref " + name + "Errors", "!Ref " + name + "Failures");
            moved.add("!GetAtt " + function.name() + ".Arn");
        }

        Part movesAliases =
                RolesTest.statements(TEMPLATE.properties("RolloutRole")).getFirst();
        assertThat(movesAliases.texts("Action")).containsExactly("lambda:GetAlias", "lambda:UpdateAlias");
        assertThat(movesAliases.texts("Resource")).isEqualTo(moved);
        assertThat(TEMPLATE.all("AWS::Scheduler::Schedule"))
                .allMatch(s -> s.at("Target").text("Arn").endsWith(".Alias"));
    }

    /** SAM compares what is written, not what a parameter is: a version that does not name its parameters keeps their old values. */
    @Test
    void isANewVersion_whenAParameterThatItIsMadeWithChanges() {
        List<String> parameters =
                TEMPLATE.section("Parameters").named().stream().map(Part::name).toList();
        for (Part function : TEMPLATE.functions()) {
            Set<String> read = new TreeSet<>(Set.of("SnapStart")); // of Globals
            function.at("Environment").at("Variables").values().values().forEach(v -> parameters.stream()
                    .filter(p -> v.toString().matches(".*(!Ref " + p + "|\\$\\{" + p + "}).*"))
                    .forEach(read::add));
            Set<String> named = new TreeSet<>();
            Pattern.compile("\\$\\{(\\w+)}")
                    .matcher(function.text("VersionDescription"))
                    .results()
                    .forEach(found -> named.add(found.group(1)));

            assertThat(named).as(function.name()).isEqualTo(read);
            assertThat(function.values().get("AutoPublishAliasAllProperties"))
                    .as(function.name())
                    .isEqualTo(true);
        }
        assertThat(TEMPLATE.section("Globals").at("Function").at("SnapStart").values())
                .isEqualTo(Map.of("ApplyOn", "!Ref SnapStart"));
    }

    /** An engineer finds each property at the same place in every function. */
    @Test
    void keepsThePropertiesInOneOrder() {
        List<String> order = List.of(
                "CodeUri",
                "Handler",
                "Description",
                "VersionDescription",
                "Timeout",
                "MemorySize",
                "Environment",
                "Role",
                "LoggingConfig",
                "Events",
                "EventInvokeConfig",
                "DeploymentPreference");
        for (Part function : TEMPLATE.all("AWS::Serverless::Function")) {
            List<String> keys =
                    function.values().keySet().stream().map(Object::toString).toList();
            assertThat(keys)
                    .as(function.name())
                    .containsExactlyElementsOf(
                            order.stream().filter(keys::contains).toList());
        }
    }

    private static Stream<Part> events(Part function, String type) {
        return function.at("Events").named().stream()
                .filter(e -> e.text("Type").equals(type))
                .map(e -> e.at("Properties"));
    }

    private static String type(String logicalId) {
        return TEMPLATE.resource(logicalId).text("Type");
    }
}
