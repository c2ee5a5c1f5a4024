package nl.laslink.operations;

import java.util.HashMap;
import java.util.Map;
import nl.laslink.platform.aws.AwsClients;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/** An environment that was deployed: AWS's names of the template's resources, by their logical ids. Immutable. */
public record Stack(String name, Map<String, String> resources) {
    public Stack {
        resources = Map.copyOf(resources);
    }

    /** @throws Refused when there is no such stack for these credentials, in this region */
    public static Stack find(String name) {
        try (CloudFormationClient client =
                AwsClients.configured(CloudFormationClient.builder()).build()) {
            Map<String, String> resources = new HashMap<>();
            // Not DescribeStackResources, which answers the first 100 of them.
            client.listStackResourcesPaginator(l -> l.stackName(name))
                    .stackResourceSummaries()
                    .forEach(r -> resources.put(r.logicalResourceId(), r.physicalResourceId()));
            return new Stack(name, resources);
        } catch (CloudFormationException refused) {
            throw new Refused("The stack " + name + " cannot be read: "
                    + refused.awsErrorDetails().errorMessage()
                    + ". Is it deployed, and are these its account and region?");
        }
    }

    /** @throws Refused when the stack lacks it */
    public String resource(String logicalId) {
        String physical = resources.get(logicalId);
        if (physical == null) {
            throw new Refused("The stack " + name + " has no " + logicalId + ": deploy it first.");
        }
        return physical;
    }
}
