package nl.laslink.local.emulator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateReaderTest {
    private static final String HEAD = """
            Parameters:
              Name: {Type: String, Default: value}
            Globals:
              Function:
                Timeout: 25
            Resources:
            """;

    private static final String JOB = """
              Rows: {Type: 'AWS::DynamoDB::Table'}
              Work: {Type: 'AWS::SQS::Queue'}
              JobFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: some.Handler
                  Events:
                    Source: %s
            """;
    private static final String RULE = """
              Bus: {Type: 'AWS::Events::EventBus'}
              Work: {Type: 'AWS::SQS::Queue'}
              JobFunction: {Type: 'AWS::Serverless::Function', Properties: {Handler: some.Handler}}
              Asked:
                Type: AWS::Events::Rule
                Properties: {%s EventPattern: {source: [laslink]}, Targets: [{Id: Work, Arn: !GetAtt %s.Arn}]}
            """;

    @TempDir
    Path folder;

    @Test
    void readsOurTemplate() throws ReflectiveOperationException {
        Path file = Path.of(System.getProperty("repository.root"), "template.yaml");

        Template template = TemplateReader.read(file, Map.of("LasNetwork", "any"), queue -> "http://queues/" + queue);

        assertThat(template.functions()).hasSize(16);
        assertThat(template.mailEvents()).containsExactlyInAnyOrder("delivery", "bounce", "complaint");
        assertThat(template.rules())
                .filteredOn(rule -> rule.name().equals("MailRule"))
                .singleElement()
                .satisfies(rule ->
                        assertThat(rule.pattern()).contains("{\"ses:configuration-set\":[\"MailConfigurationSet\"]}"));
        assertThat(template.tables()).hasSize(6);
        for (Template.Function function : template.functions()) {
            assertThat(RequestStreamHandler.class)
                    .as("the handler of %s", function.logicalId())
                    .isAssignableFrom(Class.forName(function.handler()));
        }
        Template.Function fetch = function(template, "FetchImportFunction");
        assertThat(fetch.environment())
                .containsEntry("LAS_NETWORK", "any")
                .containsEntry("LINKS_TABLE", "LinksTable")
                .containsEntry("SECRETS_KEY_ID", "SecretsKey");
        assertThat(fetch.queueSources()).containsExactly(new Template.QueueSource("FetchQueue", 1, OptionalInt.of(10)));
        assertThat(function(template, "ExportScoresPlanFunction").environment())
                .containsEntry("NIGHT_QUEUE_URL", "http://queues/NightQueue");
        assertThat(template.schedules())
                .contains(new Template.Schedule(
                        "NightSchedule",
                        "cron(30 3 * * ? *)",
                        "Europe/Amsterdam",
                        "ExportScoresPlanFunction",
                        "{\"scheduledAt\":\"<aws.scheduler.scheduled-time>\"}"));
        assertThat(template.rules())
                .contains(new Template.Rule(
                        "SendRule",
                        "{\"source\":[\"laslink\"],\"detail-type\":[\"FetchEnded\"],\"detail\":{\"night\":[{\"exists\":true}]}}",
                        java.util.List.of("SendQueue")));
    }

    @Test
    void mergesGlobals_andResolvesReferences() throws IOException {
        Template template = read("""
                  Work:
                    Type: AWS::SQS::Queue
                    Properties: {VisibilityTimeout: 180}
                  JobFunction:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: some.Handler
                      Environment:
                        Variables:
                          A: !Ref Name
                          B: !Ref Work
                          C: !Sub 'x-${Name}-${Work.Arn}'
                """);

        assertThat(template.functions().getFirst().timeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(template.functions().getFirst().environment())
                .containsOnly(
                        Map.entry("A", "value"),
                        Map.entry("B", "url of Work"),
                        Map.entry("C", "x-value-arn:aws:local:eu-west-1:000000000000:Work"));
    }

    @Test
    void namesTheResourceType_whenItIsUnknown() {
        assertThatThrownBy(() -> read("  Stream: {Type: 'AWS::Kinesis::Stream'}\n"))
                .isInstanceOf(UnsupportedTemplate.class)
                .hasMessageContaining("AWS::Kinesis::Stream of Stream");
    }

    @Test
    void namesTheProperty_whenItIsUnknown() {
        assertThatThrownBy(() -> read("  Work: {Type: 'AWS::SQS::Queue', Properties: {FifoQueue: true}}\n"))
                .isInstanceOf(UnsupportedTemplate.class)
                .hasMessageContaining("Work with FifoQueue");
    }

    @Test
    void namesTheIntrinsic_whenItIsUnknown() {
        assertThatThrownBy(() -> read("  Work: {Type: 'AWS::SQS::Queue', Properties: {QueueName: !ImportValue x}}\n"))
                .isInstanceOf(UnsupportedTemplate.class)
                .hasMessageContaining("!ImportValue");
    }

    @Test
    void namesTheReference_whenNothingBearsThatName() {
        assertThatThrownBy(() -> read("""
                  JobFunction:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: some.Handler
                      Environment: {Variables: {TABLE: !Ref Missing}}
                """))
                .isInstanceOf(UnsupportedTemplate.class)
                .hasMessageContaining("JobFunction.Environment.Variables.TABLE refers to Missing");
    }

    @Test
    void passesOverAConditionOfWhatOnlyAwsHas_andRefusesOneInWhatRunsHere() throws IOException {
        Template template = read("""
                  Identity: {Type: 'AWS::SES::EmailIdentity', Condition: IsOurs, Properties: {EmailIdentity: !If [A, b, c]}}
                """);

        assertThat(template.queues()).isEmpty();
        assertThatThrownBy(() -> read("""
                  Work: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: !If [A, 1, 2]}}
                """))
                .isInstanceOf(UnsupportedTemplate.class)
                .hasMessageContaining("!If at Work.VisibilityTimeout");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("  Work: {Type: 'AWS::SQS::Queue', Condition: IsLive}\n", "Work with Condition"),
                arguments(
                        "  Work: {Type: 'AWS::SQS::Queue'}\n  Work: {Type: 'AWS::SQS::Queue'}\n", "duplicate key Work"),
                arguments(JOB.formatted("{Type: S3, Properties: {}}"), "an event of type S3 at JobFunction"),
                arguments(
                        JOB.formatted("{Type: SQS, Properties: {Queue: !GetAtt Work.Arn}}"),
                        "a source without ReportBatchItemFailures"),
                arguments(
                        JOB.formatted("{Type: SQS, Properties: {Queue: !GetAtt Rows.Arn,"
                                + " FunctionResponseTypes: [ReportBatchItemFailures]}}"),
                        "refers to Rows, which is no AWS::SQS::Queue"),
                arguments(
                        JOB.formatted("{Type: Api, Properties: {RestApiId: !Ref Rows, Method: get, Path: '/api/a'}}"),
                        "/api/a refers to Rows, which is no AWS::Serverless::Api"),
                arguments(
                        RULE.formatted("EventBusName: !Ref Bus,", "JobFunction"),
                        "refers to JobFunction, which is no AWS::SQS::Queue"),
                // On AWS such a rule listens to the account's default bus, where nothing of ours arrives.
                arguments(RULE.formatted("", "Work"), "Asked without EventBusName"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void namesWhatItCannotRun(String resources, String named) {
        assertThatThrownBy(() -> read(resources)).hasMessageContaining(named);
    }

    @Test
    void namesTheSection_whenItIsUnknown() throws IOException {
        Path file = Files.writeString(folder.resolve("template.yaml"), "Mappings: {}\n" + HEAD + "  {}\n");

        assertThatThrownBy(() -> TemplateReader.read(file, Map.of(), queue -> queue))
                .isInstanceOf(UnsupportedTemplate.class)
                .hasMessageContaining("it with Mappings");
    }

    @Test
    void namesTheParameter_whenItIsUnknownOrHasNoValue() throws IOException {
        Path file = Files.writeString(
                folder.resolve("template.yaml"), "Parameters: {Host: {Type: String}}\nResources: {}\n");

        assertThatThrownBy(() -> TemplateReader.read(file, Map.of(), queue -> queue))
                .hasMessageContaining("the parameter Host has no value");
        assertThatThrownBy(() -> TemplateReader.read(file, Map.of("Host", "a", "Port", "1"), queue -> queue))
                .hasMessageContaining("it has no parameter Port");
    }

    @ParameterizedTest
    @CsvSource({"SignedIn, false, true", "SignedIn, true, false", "'', false, false"})
    void letsIn_asTheApiAndTheRouteSay(String apiAuthorizer, boolean routeIsOpen, boolean signedIn) throws IOException {
        Template template = read("""
                  JobFunction:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: some.Handler
                      Events:
                        Get: {Type: Api, Properties: {RestApiId: !Ref Api, Method: get, Path: '/api/a'%s}}
                  Api: {Type: 'AWS::Serverless::Api', Properties: {StageName: live%s}}
                """.formatted(
                        routeIsOpen ? ", Auth: {Authorizer: NONE}" : "",
                        apiAuthorizer.isEmpty() ? "" : ", Auth: {DefaultAuthorizer: " + apiAuthorizer + "}"));

        assertThat(template.functions().getFirst().routes())
                .containsExactly(new Template.Route("GET", "/api/a", signedIn));
    }

    private Template read(String resources) throws IOException {
        Path file = folder.resolve("template.yaml");
        Files.writeString(file, HEAD + resources);
        return TemplateReader.read(file, Map.of(), queue -> "url of " + queue);
    }

    private static Template.Function function(Template template, String name) {
        return template.functions().stream()
                .filter(f -> f.logicalId().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
