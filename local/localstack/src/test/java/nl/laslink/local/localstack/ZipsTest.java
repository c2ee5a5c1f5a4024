package nl.laslink.local.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import nl.laslink.local.emulator.template.Template;
import nl.laslink.local.localstack.LambdaProcess.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is deployed is what is tested: every zip that template.yaml names, started as Lambda starts it with the handler and the
 * variables that stand there, answers its examples of events/ against this machine's AWS and a LAS. Runs after packaging.
 */
@EnabledOnOs(OS.LINUX) // AWS's client has native code, for Linux only
class ZipsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    /** AWS's runtime interface client; the build puts it there. */
    private static final Path RUNTIME = ROOT.resolve("local/localstack/target/runtime");

    private static final Pattern CODE = Pattern.compile(
            "(?m)^  (\\w+):\\n    Type: AWS::Serverless::Function\\n    Properties:\\n      CodeUri: (\\S+)$");

    /** Where an example must have gone all the way: to the tables, to the LAS, to the keys. */
    private static final Map<String, String> SAYS = Map.of(
            "approve-link/list-schools.json", "De Voorbeeldschool",
            "fetch-import/test-connection.json", "invalid-authorisation", // the example's key is not the LAS's
            "review-import/get-import.json", "open", // fetch-import's examples fetched it
            "review-import/list-rows.json", "undecided",
            "review-import/abort-import.json", "aborted",
            "export-scores/plan-night.json", "\"schools\":1",
            "manage-roster/list-scores.json", "Rekenen M5", // record-scores's examples
            "manage-roster/get-roster.json", "Groep 1-2 A",
            "request-link/list-las-types.json", "SchoolOAS");

    @TempDir
    static Path folder;

    private static final Map<String, Path> ZIPS = new HashMap<>();
    private static LocalAws aws;
    private static ExampleEvents events;

    @BeforeAll
    static void start() throws IOException {
        aws = LocalAws.start(ROOT.resolve("template.yaml"), folder);
        events = ExampleEvents.read(ROOT.resolve("events"), aws.template());
        CODE.matcher(Files.readString(ROOT.resolve("template.yaml")))
                .results()
                .forEach(found -> ZIPS.put(found.group(1), ROOT.resolve(found.group(2))));
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    /** In the template's order, which is that of the chain; the examples of request-link end the link and come last. */
    static Stream<String> functions() {
        return aws.template().functions().stream()
                .map(Template.Function::logicalId)
                .sorted(Comparator.comparing("RequestLinkFunction"::equals));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aFunctionsZipAnswersItsExamples(String name) throws IOException, InterruptedException {
        Template.Function function = function(name);
        List<String> files = events.filesFor(name).stream()
                .sorted(Comparator.comparing("review-import/abort-import.json"::equals)) // it ends what the others read
                .toList();
        assertThat(files).isNotEmpty();

        try (LambdaProcess process = start(function, unpacked(name), function.handler(), function.environment())) {
            for (String file : files) {
                Answer answer = process.invoke(events.text(file));

                assertThat(answer.isError())
                        .as("%s: %s%n%s", file, answer.body(), process.log())
                        .isFalse();
                assertThat(answer.body()).as(file).contains(SAYS.getOrDefault(file, ""));
                assertThat(isGood(answer.body()))
                        .as("%s: %s%n%s", file, answer.body(), process.log())
                        .isTrue();
            }
        }
    }

    /** The night's message to a school, and the mail to its beheerder, left the zips: SQS's and SES's clients are in them. */
    @Test
    void whatAFunctionSendsArrives() throws IOException, InterruptedException {
        answer("ExportScoresPlanFunction", "export-scores/plan-night.json");
        answer("NotifyFunction", "notify/link-approved.json");

        assertThat(aws.waitingIn("NightQueue")).isPositive();
        assertThat(aws.mailbox().all()).isNotEmpty().allMatch(mail -> mail.to()
                .equals(List.of("s.verhulst@voorbeeldschool.example")));
    }

    /** Whoever operates laslink needs a parser of arguments; a function that starts does not. */
    @Test
    void noZipHasTheCommandsOfAnOperator() throws IOException {
        for (String function : ZIPS.keySet()) {
            Path task = unpacked(function);
            try (Stream<Path> files = Files.walk(task)) {
                assertThat(files.map(f -> task.relativize(f).toString()))
                        .as(function)
                        .isNotEmpty()
                        .noneMatch(f -> f.matches(".*(picocli|operations|uwlr.cli).*"));
            }
            try (Stream<Path> jars = Files.list(task.resolve("lib"))) {
                for (Path jar : jars.filter(j -> j.getFileName().toString().startsWith("uwlr"))
                        .toList()) {
                    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar))) {
                        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                            assertThat(entry.getName()).as(function).doesNotMatch(".*/cli/.*\\.class");
                        }
                    }
                }
            }
        }
    }

    @Test
    void saysSo_whenAClassIsNotInTheZip() throws IOException {
        Template.Function function = function("PublishEventsFunction");
        Path task = unpack(ZIPS.get(function.logicalId()), folder.resolve("without-domain"));
        try (Stream<Path> jars = Files.list(task.resolve("lib"))) {
            for (Path jar : jars.filter(j -> j.getFileName().toString().startsWith("domain"))
                    .toList()) {
                Files.delete(jar);
            }
        }

        assertThatThrownBy(() -> start(function, task, function.handler(), function.environment()))
                .isInstanceOf(LambdaProcess.NotStarted.class)
                .hasMessageContaining("nl/laslink/domain/");
    }

    /** AWS's client starts all the same, and says it to every event. */
    @Test
    void saysSo_whenTheHandlerHasAnotherName() throws IOException, InterruptedException {
        Template.Function function = function("PublishEventsFunction");
        String other = function.handler() + "2";

        try (LambdaProcess process = start(function, unpacked(function.logicalId()), other, function.environment())) {
            Answer answer = process.invoke(events.text("publish-events/outbox.json"));

            assertThat(answer.isError()).isTrue();
            assertThat(answer.body()).contains(other);
        }
    }

    @Test
    void saysSo_whenAVariableIsNotSet() throws IOException {
        Template.Function function = function("PublishEventsFunction");
        Map<String, String> without = new HashMap<>(function.environment());
        without.remove("EVENT_BUS_NAME");

        assertThatThrownBy(() -> start(function, unpacked(function.logicalId()), function.handler(), without))
                .isInstanceOf(LambdaProcess.NotStarted.class)
                .hasMessageContaining("EVENT_BUS_NAME");
    }

    /** An answer to HTTP that is not our own fault, or a batch of which nothing comes again; others answer what they like. */
    private static boolean isGood(String answer) throws IOException {
        JsonNode json = answer.isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer);
        return json.path("statusCode").asInt() < 500
                && json.path("batchItemFailures").isEmpty();
    }

    private static void answer(String name, String file) throws IOException, InterruptedException {
        Template.Function function = function(name);
        try (LambdaProcess process = start(function, unpacked(name), function.handler(), function.environment())) {
            assertThat(process.invoke(events.text(file)).isError()).as(file).isFalse();
        }
    }

    private static LambdaProcess start(
            Template.Function function, Path task, String handler, Map<String, String> environment)
            throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(aws.variables());
        variables.putAll(environment);
        return LambdaProcess.start(task, RUNTIME, handler, variables, function.timeout());
    }

    private static Template.Function function(String name) {
        return aws.template().functions().stream()
                .filter(f -> f.logicalId().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Path unpacked(String function) throws IOException {
        Path zip = ZIPS.get(function);
        Path task = folder.resolve(zip.getFileName().toString());
        return Files.exists(task) ? task : unpack(zip, task);
    }

    private static Path unpack(Path zip, Path task) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = task.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(entries, file);
                }
            }
        }
        return task;
    }
}
