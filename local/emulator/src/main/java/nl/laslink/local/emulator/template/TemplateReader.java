package nl.laslink.local.emulator.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import nl.laslink.local.emulator.template.Template.Function;
import nl.laslink.local.emulator.template.Template.Index;
import nl.laslink.local.emulator.template.Template.Key;
import nl.laslink.local.emulator.template.Template.Queue;
import nl.laslink.local.emulator.template.Template.QueueSource;
import nl.laslink.local.emulator.template.Template.Redrive;
import nl.laslink.local.emulator.template.Template.Route;
import nl.laslink.local.emulator.template.Template.Rule;
import nl.laslink.local.emulator.template.Template.Schedule;
import nl.laslink.local.emulator.template.Template.StreamSource;
import nl.laslink.local.emulator.template.Template.Table;

/**
 * Reads template.yaml, with {@code Globals} merged. It knows the resource types and properties that the template uses: those
 * that run here are read whole, those that only AWS has are passed over by name, and anything else ends the reading.
 */
public final class TemplateReader {
    /** Only AWS has these; nothing here depends on them. */
    private static final Set<String> ELSEWHERE = Set.of(
            "AWS::CloudFront::Distribution",
            "AWS::CloudFront::Function",
            "AWS::CloudFront::OriginAccessControl",
            "AWS::CloudFront::ResponseHeadersPolicy",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::Cognito::ManagedLoginBranding",
            "AWS::Cognito::UserPool",
            "AWS::Cognito::UserPoolClient",
            "AWS::Cognito::UserPoolDomain",
            "AWS::Cognito::UserPoolGroup",
            "AWS::IAM::Role",
            "AWS::KMS::Key",
            "AWS::Logs::LogGroup",
            "AWS::S3::Bucket",
            "AWS::S3::BucketPolicy",
            "AWS::SES::ConfigurationSet",
            "AWS::SES::EmailIdentity",
            "AWS::SNS::Subscription",
            "AWS::SNS::Topic",
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::QueuePolicy",
            "AWS::SecretsManager::Secret",
            "AWS::WAFv2::LoggingConfiguration",
            "AWS::WAFv2::WebACL",
            "AWS::WAFv2::WebACLAssociation",
            "AWS::Events::EventBus");

    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Conditions",
            "Globals",
            "Resources",
            "Outputs");

    private static final Set<String> ATTRIBUTES = Set.of("Type", "Properties", "DeletionPolicy", "UpdateReplacePolicy");
    /** A condition says whether the resource is there at all, which nothing here depends on. */
    private static final Set<String> ATTRIBUTES_ELSEWHERE =
            Set.of("Type", "Properties", "DeletionPolicy", "UpdateReplacePolicy", "Condition");

    private final List<Function> functions = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<Queue> queues = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Schedule> schedules = new ArrayList<>();
    private final Set<String> mailEvents = new TreeSet<>();
    private final Resolver resolver;
    private final Map<String, String> types;
    private final Map<?, ?> globals;
    /** The APIs that let in only who signed in, unless a route says otherwise. */
    private final Set<String> guardedApis = new HashSet<>();

    private TemplateReader(Resolver resolver, Map<String, String> types, Map<?, ?> globals) {
        this.resolver = resolver;
        this.types = types;
        this.globals = globals;
    }

    /**
     * @param values what the parameters are here; one that is not named has its default
     * @param queueUrl the URL of a queue by its logical id
     * @throws UnsupportedTemplate when something is in it that cannot be run here
     */
    public static Template read(Path file, Map<String, String> values, UnaryOperator<String> queueUrl) {
        Map<?, ?> yaml = TemplateYaml.read(file);
        only("it", yaml, SECTIONS);
        Map<?, ?> resources = (Map<?, ?>) yaml.get("Resources");
        Map<String, String> types = new HashMap<>();
        resources.forEach(
                (name, resource) -> types.put(name.toString(), String.valueOf(((Map<?, ?>) resource).get("Type"))));
        Resolver resolver = new Resolver(parameters((Map<?, ?>) yaml.get("Parameters"), values), types, queueUrl);
        Map<?, ?> globals = yaml.get("Globals") instanceof Map<?, ?> g ? g : Map.of();
        only("Globals", globals, Set.of("Function"));
        TemplateReader reader = new TemplateReader(resolver, types, globals);
        types.forEach((name, type) -> {
            if (type.equals("AWS::Serverless::Api")) {
                reader.api(name, ((Map<?, ?>) resources.get(name)).get("Properties"));
            }
        });
        resources.forEach((name, resource) -> reader.resource(name.toString(), (Map<?, ?>) resource));
        return new Template(
                reader.functions, reader.tables, reader.queues, reader.rules, reader.schedules, reader.mailEvents);
    }

    private static Map<String, String> parameters(Map<?, ?> declared, Map<String, String> values) {
        Map<String, String> parameters = new LinkedHashMap<>();
        declared.forEach((name, declaration) -> {
            Object value = values.get(name.toString());
            if (value == null) {
                value = ((Map<?, ?>) declaration).get("Default");
            }
            if (value == null) {
                throw new UnsupportedTemplate("the parameter " + name + " has no value");
            }
            parameters.put(name.toString(), value.toString());
        });
        values.keySet().forEach(name -> {
            if (!parameters.containsKey(name)) {
                throw new UnsupportedTemplate("it has no parameter " + name);
            }
        });
        return parameters;
    }

    private static void only(String place, Map<?, ?> mapping, Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        mapping.keySet().forEach(key -> unknown.add(key.toString()));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new UnsupportedTemplate(place + " with " + String.join(", ", unknown));
        }
    }

    /** What {@code place} refers to has to be of the type that can take it here. */
    private String referred(String name, String type, String place) {
        if (!type.equals(types.get(name))) {
            throw new UnsupportedTemplate(place + " refers to " + name + ", which is no " + type);
        }
        return name;
    }

    private void api(String name, Object properties) {
        Fields auth = new Fields(name, properties, resolver).object("Auth");
        if (auth.optionalText("DefaultAuthorizer").isPresent()) {
            guardedApis.add(name);
        }
    }

    private void resource(String name, Map<?, ?> resource) {
        String type = String.valueOf(resource.get("Type"));
        only(name, resource, ELSEWHERE.contains(type) ? ATTRIBUTES_ELSEWHERE : ATTRIBUTES);
        Object properties = resource.get("Properties") == null ? Map.of() : resource.get("Properties");
        Fields fields = new Fields(name, properties, resolver);
        switch (type) {
            case "AWS::Serverless::Function" -> functions.add(function(name, (Map<?, ?>) properties));
            case "AWS::DynamoDB::Table" -> tables.add(table(name, fields));
            case "AWS::SQS::Queue" -> queues.add(queue(name, fields));
            case "AWS::Events::Rule" -> rules.add(rule(name, fields));
            case "AWS::Scheduler::Schedule" -> schedules.add(schedule(name, fields));
            case "AWS::SES::ConfigurationSetEventDestination" -> mailEvents.addAll(mailEvents(fields));
            case "AWS::Serverless::Api" -> {} // read before the functions that stand behind it
            default -> {
                if (!ELSEWHERE.contains(type)) {
                    throw new UnsupportedTemplate("the resource type " + type + " of " + name);
                }
            }
        }
    }

    private Function function(String name, Map<?, ?> properties) {
        Map<?, ?> shared = globals.get("Function") instanceof Map<?, ?> g ? g : Map.of();
        Fields fields = new Fields(name, Fields.merged(shared, properties), resolver)
                .only(Set.of(
                        "Architectures",
                        "AutoPublishAlias",
                        "AutoPublishAliasAllProperties",
                        "CodeUri",
                        "DeploymentPreference",
                        "Description",
                        "Environment",
                        "EventInvokeConfig",
                        "Events",
                        "Handler",
                        "LoggingConfig",
                        "MemorySize",
                        "Role",
                        "Runtime",
                        "SnapStart",
                        "Timeout",
                        "Tracing",
                        "VersionDescription"));
        Fields variables =
                fields.object("Environment").only(Set.of("Variables")).object("Variables");
        Map<String, String> environment = new LinkedHashMap<>();
        variables.names().forEach(v -> environment.put(v, variables.text(v)));
        List<Route> routes = new ArrayList<>();
        List<QueueSource> queueSources = new ArrayList<>();
        List<StreamSource> streamSources = new ArrayList<>();
        Fields events = fields.object("Events");
        for (String event : events.names()) {
            Fields source = events.object(event).only(Set.of("Type", "Properties"));
            Fields source2 = source.object("Properties");
            switch (source.text("Type")) {
                case "Api" -> routes.add(route(source2));
                case "SQS" -> queueSources.add(queueSource(source2));
                case "DynamoDB" -> streamSources.add(streamSource(source2));
                default -> throw new UnsupportedTemplate("an event of type " + source.text("Type") + " at " + name);
            }
        }
        return new Function(
                name,
                fields.text("Handler"),
                Map.copyOf(environment),
                Duration.ofSeconds(fields.number("Timeout", 3)),
                List.copyOf(routes),
                List.copyOf(queueSources),
                List.copyOf(streamSources));
    }

    private Route route(Fields api) {
        api.only(Set.of("RestApiId", "Method", "Path", "Auth"));
        String restApi = referred(api.text("RestApiId"), "AWS::Serverless::Api", api.text("Path"));
        boolean signedIn = api.object("Auth")
                .only(Set.of("Authorizer"))
                .optionalText("Authorizer")
                .map(authorizer -> !authorizer.equals("NONE"))
                .orElse(guardedApis.contains(restApi));
        return new Route(api.text("Method").toUpperCase(Locale.ROOT), api.text("Path"), signedIn);
    }

    private QueueSource queueSource(Fields sqs) {
        sqs.only(Set.of("Queue", "BatchSize", "FunctionResponseTypes", "ScalingConfig"));
        partialFailures(sqs);
        Fields scaling = sqs.object("ScalingConfig").only(Set.of("MaximumConcurrency"));
        return new QueueSource(
                referred(Resolver.logicalId(sqs.text("Queue")), "AWS::SQS::Queue", "a source"),
                sqs.number("BatchSize", 10),
                scaling.has("MaximumConcurrency")
                        ? OptionalInt.of(scaling.number("MaximumConcurrency", 0))
                        : OptionalInt.empty());
    }

    private StreamSource streamSource(Fields stream) {
        stream.only(Set.of(
                "Stream",
                "StartingPosition",
                "BatchSize",
                "MaximumRecordAgeInSeconds",
                "MaximumRetryAttempts",
                "FunctionResponseTypes",
                "FilterCriteria",
                "DestinationConfig"));
        partialFailures(stream);
        return new StreamSource(
                referred(Resolver.logicalId(stream.text("Stream")), "AWS::DynamoDB::Table", "a source"),
                stream.number("BatchSize", 100),
                stream.number("MaximumRetryAttempts", -1),
                stream.object("FilterCriteria").only(Set.of("Filters")).objects("Filters").stream()
                        .map(filter -> filter.only(Set.of("Pattern")).text("Pattern"))
                        .toList());
    }

    private static void partialFailures(Fields source) {
        if (!source.list("FunctionResponseTypes").equals(List.of("ReportBatchItemFailures"))) {
            throw new UnsupportedTemplate("a source without ReportBatchItemFailures");
        }
    }

    private static Table table(String name, Fields fields) {
        fields.only(Set.of(
                "AttributeDefinitions",
                "BillingMode",
                "DeletionProtectionEnabled",
                "GlobalSecondaryIndexes",
                "KeySchema",
                "PointInTimeRecoverySpecification",
                "SSESpecification",
                "StreamSpecification",
                "TimeToLiveSpecification"));
        Map<String, String> types = new LinkedHashMap<>();
        fields.objects("AttributeDefinitions")
                .forEach(a -> types.put(a.text("AttributeName"), a.text("AttributeType")));
        List<Index> indexes = fields.objects("GlobalSecondaryIndexes").stream()
                .map(i -> new Index(
                        i.text("IndexName"),
                        keys(i),
                        i.object("Projection").only(Set.of("ProjectionType")).text("ProjectionType")))
                .toList();
        return new Table(
                name,
                types,
                keys(fields),
                indexes,
                fields.object("StreamSpecification").optionalText("StreamViewType"),
                fields.object("TimeToLiveSpecification").optionalText("AttributeName"));
    }

    private static List<Key> keys(Fields fields) {
        return fields.objects("KeySchema").stream()
                .map(k -> new Key(k.text("AttributeName"), k.text("KeyType")))
                .toList();
    }

    private Queue queue(String name, Fields fields) {
        fields.only(Set.of("VisibilityTimeout", "MessageRetentionPeriod", "RedrivePolicy", "SqsManagedSseEnabled"));
        Optional<Redrive> redrive = Optional.empty();
        if (fields.has("RedrivePolicy")) {
            Fields policy = fields.object("RedrivePolicy").only(Set.of("deadLetterTargetArn", "maxReceiveCount"));
            redrive = Optional.of(new Redrive(
                    referred(Resolver.logicalId(policy.text("deadLetterTargetArn")), "AWS::SQS::Queue", name),
                    policy.number("maxReceiveCount", 1)));
        }
        return new Queue(name, Duration.ofSeconds(fields.number("VisibilityTimeout", 30)), redrive);
    }

    private Rule rule(String name, Fields fields) {
        fields.only(Set.of("EventBusName", "Description", "EventPattern", "Targets"));
        if (fields.has("EventBusName")) {
            referred(fields.text("EventBusName"), "AWS::Events::EventBus", name);
        } else {
            ofAws(name, texts(fields.object("EventPattern"), "source"));
        }
        List<String> targets = fields.objects("Targets").stream()
                .map(t -> t.only(Set.of("Id", "Arn", "DeadLetterConfig")))
                .map(t -> referred(Resolver.logicalId(t.text("Arn")), "AWS::SQS::Queue", name))
                .toList();
        return new Rule(
                name, PatternJson.write(fields.raw("EventPattern"), text -> resolver.text(text, name)), targets);
    }

    /** There is one bus here: on the account's own bus a rule sees what only AWS can put there. */
    private static void ofAws(String name, List<String> sources) {
        if (sources.isEmpty() || !sources.stream().allMatch(source -> source.startsWith("aws."))) {
            throw new UnsupportedTemplate(
                    "the rule " + name + " without EventBusName and with a source that is not AWS's");
        }
    }

    private static List<String> mailEvents(Fields fields) {
        fields.only(Set.of("ConfigurationSetName", "EventDestination"));
        Fields destination = fields.object("EventDestination")
                .only(Set.of("Name", "Enabled", "MatchingEventTypes", "EventBridgeDestination"));
        return destination.text("Enabled").equals("true") ? texts(destination, "MatchingEventTypes") : List.of();
    }

    private static List<String> texts(Fields fields, String name) {
        return fields.list(name).stream().map(Object::toString).toList();
    }

    private Schedule schedule(String name, Fields fields) {
        fields.only(Set.of(
                "Description", "FlexibleTimeWindow", "ScheduleExpression", "ScheduleExpressionTimezone", "Target"));
        Fields target =
                fields.object("Target").only(Set.of("Arn", "RoleArn", "Input", "RetryPolicy", "DeadLetterConfig"));
        return new Schedule(
                name,
                fields.text("ScheduleExpression"),
                fields.optionalText("ScheduleExpressionTimezone").orElse("UTC"),
                referred(Resolver.logicalId(target.text("Arn")), "AWS::Serverless::Function", name),
                target.optionalText("Input").orElse("{}"));
    }
}
