package nl.laslink.local.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;

/** Puts the zips into a bucket and has CloudFormation make the stack from template.yaml, as a deployment to AWS does. */
final class Deployment {
    private static final String NAME = "laslink";
    private static final String BUCKET = "laslink-zips";
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Clients clients;
    private final Path root;

    Deployment(Clients clients, Path root) {
        this.clients = clients;
        this.root = root;
    }

    /** The stack cannot be made; the message is one line for a person. */
    static final class Failed extends RuntimeException {
        Failed(String message) {
            super(message);
        }
    }

    Stack deploy(Map<String, String> parameters) throws IOException, InterruptedException {
        refuseSecond();
        String template = Files.readString(root.resolve("template.yaml"));
        clients.s3().createBucket(b -> b.bucket(BUCKET)
                .createBucketConfiguration(
                        c -> c.locationConstraint(System.getenv().getOrDefault("AWS_REGION", "eu-west-1"))));
        for (String zip : PackagedTemplate.zips(template)) {
            if (!Files.isRegularFile(root.resolve(zip))) {
                throw new Failed(zip + " is not built: bin/localstack builds it.");
            }
            clients.s3().putObject(o -> o.bucket(BUCKET).key(key(zip)), root.resolve(zip));
        }
        String packaged = PackagedTemplate.of(template, zip -> "s3://" + BUCKET + "/" + key(zip));
        clients.s3().putObject(o -> o.bucket(BUCKET).key("template.yaml"), RequestBody.fromString(packaged));
        create(parameters);
        return stack();
    }

    /** LocalStack cannot update a stack whose functions have aliases. */
    private void refuseSecond() {
        boolean isThere = clients.cloudFormation().listStacks().stackSummaries().stream()
                .filter(s -> s.stackStatus() != StackStatus.DELETE_COMPLETE)
                .map(StackSummary::stackName)
                .anyMatch(NAME::equals);
        if (isThere) {
            throw new Failed("This LocalStack has a stack " + NAME
                    + " already, and cannot update it: restart LocalStack, which forgets everything, and try again.");
        }
    }

    private void create(Map<String, String> parameters) throws InterruptedException {
        CloudFormationClient cloudFormation = clients.cloudFormation();
        String changes = cloudFormation
                .createChangeSet(c -> c.stackName(NAME)
                        .changeSetName("first")
                        .changeSetType(ChangeSetType.CREATE)
                        .templateURL(clients.s3()
                                .utilities()
                                .getUrl(u -> u.bucket(BUCKET).key("template.yaml"))
                                .toString())
                        .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND)
                        .parameters(parameters.entrySet().stream()
                                .map(p -> Parameter.builder()
                                        .parameterKey(p.getKey())
                                        .parameterValue(p.getValue())
                                        .build())
                                .toList()))
                .id();
        long end = System.nanoTime() + LIMIT.toNanos();
        DescribeChangeSetResponse set = cloudFormation.describeChangeSet(d -> d.changeSetName(changes));
        while (set.status() != ChangeSetStatus.CREATE_COMPLETE) {
            if (set.status() == ChangeSetStatus.FAILED || System.nanoTime() > end) {
                throw new Failed("LocalStack does not take template.yaml: " + set.statusReason());
            }
            Thread.sleep(LOOK);
            set = cloudFormation.describeChangeSet(d -> d.changeSetName(changes));
        }
        cloudFormation.executeChangeSet(e -> e.changeSetName(changes));
        StackStatus status = StackStatus.CREATE_IN_PROGRESS;
        while (status == StackStatus.CREATE_IN_PROGRESS || status == StackStatus.REVIEW_IN_PROGRESS) {
            if (System.nanoTime() > end) {
                throw new Failed("The stack is not there after " + LIMIT.toMinutes() + " minutes.");
            }
            Thread.sleep(LOOK);
            status = cloudFormation
                    .describeStacks(d -> d.stackName(NAME))
                    .stacks()
                    .getFirst()
                    .stackStatus();
        }
        if (status != StackStatus.CREATE_COMPLETE) {
            throw new Failed("The stack became " + status + ": " + reasons());
        }
    }

    private String reasons() {
        try {
            return clients.cloudFormation().describeStackResources(d -> d.stackName(NAME)).stackResources().stream()
                    .filter(r -> r.resourceStatusAsString().endsWith("FAILED"))
                    .map(r -> r.logicalResourceId() + " " + r.resourceStatusReason())
                    .collect(Collectors.joining("; "));
        } catch (CloudFormationException gone) {
            return "its resources cannot be asked for";
        }
    }

    private Stack stack() {
        Map<String, String> names = new HashMap<>();
        List<software.amazon.awssdk.services.cloudformation.model.StackResource> all = clients.cloudFormation()
                .describeStackResources(d -> d.stackName(NAME))
                .stackResources();
        all.forEach(r -> names.put(r.logicalResourceId(), r.physicalResourceId()));
        return new Stack(names);
    }

    private static String key(String zip) {
        return Path.of(zip).getFileName().toString();
    }
}
