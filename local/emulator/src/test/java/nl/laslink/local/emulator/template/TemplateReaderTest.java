package nl.laslink.local.emulator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateReaderTest {
    private static final String HEAD = """
            Parameters:
              Name: {Type: String, Default: value}
            Globals:
              Function:
                Timeout: 25
            Resources:
            """;

    @TempDir
    Path folder;

    @Test
    void readsOurTemplate() throws ReflectiveOperationException {
        Path file = Path.of(System.getProperty("repository.root"), "template.yaml");

        Template template = TemplateReader.read(file, Map.of("LasNetwork", "any"), queue -> "http://queues/" + queue);

        assertThat(template.functions()).hasSize(14);
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
        assertThatThrownBy(() -> read("  Topic: {Type: 'AWS::SNS::Topic'}\n"))
                .isInstanceOf(UnsupportedTemplate.class)
                .hasMessageContaining("AWS::SNS::Topic of Topic");
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
