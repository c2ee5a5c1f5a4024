package nl.laslink.local.template;

import static nl.laslink.local.template.CloudTemplate.logicalId;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nl.laslink.local.template.CloudTemplate.Part;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final CloudTemplate TEMPLATE = new CloudTemplate();
    /** The only actions on every resource: X-Ray knows no resources, CodeDeploy asks for alarms over the whole account. */
    private static final Map<String, List<String>> ON_EVERYTHING = Map.of(
            "SendTraces", List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
            "LookAtAlarms", List.of("cloudwatch:DescribeAlarms"));

    /** The only lines of the template with a star on them, besides a schedule's own. */
    private static final Map<String, String> STARS = Map.of(
            "Resource: '*' # X-Ray knows no resources for these actions", "a function's traces",
            "Resource: '*' # CodeDeploy reads alarms by name, over the whole account", "the rollout",
            "Resource: '*' # in a key policy this is the key itself", "a key",
            "Action: kms:*", "the account over its own key",
            "Principal: '*'", "nobody without TLS",
            "Action: s3:*", "nothing without TLS",
            "Resource: [!GetAtt WebBucket.Arn, !Sub '${WebBucket.Arn}/*']", "the bucket without TLS",
            "Resource: !Sub '${WebBucket.Arn}/*'", "the pages, for the front",
            "- PathPattern: /api/*", "what goes to the API",
            "ScheduleExpression: cron(30 3 * * ? *)", "every day");

    private static final Pattern YAML_ALIAS = Pattern.compile("(?<=[ \\[])\\*[a-z]+(-[a-z]+)*(?=$|[,\\]}])");

    @Test
    void everyStatementNamesItsActions() {
        for (Part role : TEMPLATE.all("AWS::IAM::Role")) {
            assertThat(role.has("ManagedPolicyArns")).as(role.name()).isFalse();
            for (Part statement : statements(role)) {
                assertThat(statement.text("Effect")).isEqualTo("Allow");
                assertThat(statement.texts("Action"))
                        .as(role.name() + " " + statement.text("Sid"))
                        .isNotEmpty()
                        .allMatch(action -> action.matches("[a-z0-9-]+:[A-Za-z]+"));
                assertThat(statement.has("NotAction") || statement.has("NotResource"))
                        .isFalse();
            }
        }
    }

    @Test
    void everyStatementNamesItsResources_butThoseOfTheList() {
        for (Part role : TEMPLATE.all("AWS::IAM::Role")) {
            for (Part statement : statements(role)) {
                if (ON_EVERYTHING.containsKey(statement.text("Sid"))) {
                    assertThat(statement.texts("Action"))
                            .as(role.name())
                            .isEqualTo(ON_EVERYTHING.get(statement.text("Sid")));
                } else {
                    assertThat(statement.texts("Resource"))
                            .as(role.name() + " " + statement.text("Sid"))
                            .isNotEmpty()
                            .noneMatch(resource -> resource.contains("*"));
                }
            }
        }
    }

    /** Whatever type of resource comes, a star in it has to be put on the list, with its reason. */
    @Test
    void everyStarIsOnTheList() throws IOException {
        List<String> stars = Files.readAllLines(CloudTemplate.FILE).stream()
                .map(String::strip)
                .filter(line -> YAML_ALIAS.matcher(line).replaceAll("").contains("*"))
                .filter(line -> !line.matches(
                        "#.*|AllowedPattern: .*|- .Id: \\w+, Expression: .*|- .HttpMethod: '.', ResourcePath: .*"))
                .toList();

        assertThat(stars).isNotEmpty().isSubsetOf(STARS.keySet());
        assertThat(STARS.keySet()).isSubsetOf(stars);
    }

    /** A key's policy gives the account to itself; {@code *} is that key. CloudWatch may use the alarms' key and no other. */
    @Test
    void onlyTheAccountItselfStandsInAKeysPolicy() {
        for (Part key : TEMPLATE.all("AWS::KMS::Key")) {
            List<Part> statements = key.at("KeyPolicy").parts("Statement");
            assertThat(statements.getFirst().at("Principal").text("AWS")).endsWith(":root");
            assertThat(statements).as(key.name()).hasSize(key.name().equals("AlarmsKey") ? 2 : 1);
        }
    }

    @Test
    void onlyItsServiceTakesARole() {
        for (Part role : TEMPLATE.all("AWS::IAM::Role")) {
            List<Part> trust = role.at("AssumeRolePolicyDocument").parts("Statement");
            assertThat(trust).as(role.name()).hasSize(1);
            assertThat(trust.getFirst().at("Principal").text("Service"))
                    .isIn("lambda.amazonaws.com", "scheduler.amazonaws.com", "codedeploy.amazonaws.com");
            assertThat(trust.getFirst().texts("Action")).containsExactly("sts:AssumeRole");
        }
    }

    @Test
    void everyFunctionWritesItsOwnLog_andReadsItsOwnQueue() {
        for (Part function : TEMPLATE.functions()) {
            Part role = TEMPLATE.properties(logicalId(function.text("Role")));
            String logGroup = logicalId(function.at("LoggingConfig").text("LogGroup"));
            assertThat(resources(role, "logs:PutLogEvents")).containsExactly("!GetAtt " + logGroup + ".Arn");
            List<String> queues = function.at("Events").named().stream()
                    .filter(e -> e.text("Type").equals("SQS"))
                    .map(e -> e.at("Properties").text("Queue"))
                    .toList();
            for (String action : List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")) {
                assertThat(resources(role, action)).as(function.name()).isEqualTo(queues);
            }
        }
    }

    @Test
    void theSchedulersRoleReachesExactlyWhatIsScheduled() {
        Set<String> targets = new TreeSet<>();
        Set<String> deadLetters = new TreeSet<>();
        for (Part schedule : TEMPLATE.all("AWS::Scheduler::Schedule")) {
            Part target = schedule.at("Target");
            assertThat(target.text("RoleArn")).isEqualTo("!GetAtt ScheduleRole.Arn");
            targets.add(target.text("Arn"));
            deadLetters.addAll(target.at("DeadLetterConfig").texts("Arn"));
        }
        Part role = TEMPLATE.properties("ScheduleRole");

        assertThat(new TreeSet<>(resources(role, "lambda:InvokeFunction"))).isEqualTo(targets);
        assertThat(new TreeSet<>(resources(role, "sqs:SendMessage"))).isEqualTo(deadLetters);
        assertThat(statements(role)).hasSize(2);
    }

    /** The key of the schools' authorisation keys opens for the two that call a LAS, and closes for the form alone. */
    @Test
    void onlyWhoCallsALasOpensAuthorisationKeys() {
        assertThat(mayUse("kms:Decrypt", "!GetAtt SecretsKey.Arn"))
                .containsExactlyInAnyOrder("FetchImportRole", "FetchImportTestRole", "ExportScoresSendRole");
        assertThat(mayUse("kms:Encrypt", "!GetAtt SecretsKey.Arn")).containsExactly("RequestLinkRole");
    }

    @Test
    void onlyTheTwoWriteTheRoster() {
        for (String action : List.of("dynamodb:PutItem", "dynamodb:UpdateItem")) {
            assertThat(mayUse(action, "!GetAtt RosterTable.Arn"))
                    .containsExactlyInAnyOrder("CommitImportRole", "ManageRosterRole");
        }
    }

    /** Without the condition a role could decrypt what it got elsewhere. */
    @Test
    void theTablesKeyOpensOnlyThroughDynamoDb() {
        for (Part role : TEMPLATE.all("AWS::IAM::Role")) {
            for (Part statement : statements(role)) {
                if (statement.texts("Resource").contains("!GetAtt TablesKey.Arn")) {
                    assertThat(statement.at("Condition").at("StringEquals").text("kms:ViaService"))
                            .as(role.name())
                            .isEqualTo("!Sub dynamodb.${AWS::Region}.amazonaws.com");
                }
            }
        }
    }

    static List<Part> statements(Part role) {
        List<Part> statements = new ArrayList<>();
        role.parts("Policies")
                .forEach(p -> statements.addAll(p.at("PolicyDocument").parts("Statement")));
        return statements;
    }

    private static List<String> resources(Part role, String action) {
        return statements(role).stream()
                .filter(s -> s.texts("Action").contains(action))
                .flatMap(s -> s.texts("Resource").stream())
                .toList();
    }

    private static List<String> mayUse(String action, String resource) {
        return TEMPLATE.all("AWS::IAM::Role").stream()
                .filter(role -> resources(role, action).contains(resource))
                .map(Part::name)
                .toList();
    }
}
