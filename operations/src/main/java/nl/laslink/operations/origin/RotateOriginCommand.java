package nl.laslink.operations.origin;

import java.util.concurrent.Callable;
import nl.laslink.operations.Console;
import nl.laslink.operations.DeployedEnvironment;
import nl.laslink.operations.Stack;
import nl.laslink.platform.aws.AwsClients;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** {@code bin/rotate-origin}. */
@Command(
        name = "bin/rotate-origin",
        sortOptions = false,
        description = {
            "Replaces the secret that CloudFront sends to the API. No call is refused meanwhile:",
            "  1. makes a new version of the secret; the web ACL accepts it beside the old one",
            "  2. makes CloudFront send the new one; the web ACL accepts both",
            "  3. makes the web ACL accept the new one only",
            "Each step waits until AWS has done it; CloudFront takes minutes. After a failure the same command"
                    + " continues.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:replaced", "1:not replaced", "2:refused or invalid usage"})
public final class RotateOriginCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DeployedEnvironment environment;

    @Option(names = "--new", description = "Begins with another new version, although the last rotation did not end.")
    private boolean isAnew;

    private RotateOriginCommand(Console console) {
        this.console = console;
    }

    public static CommandLine line(Console console) {
        return new CommandLine(new RotateOriginCommand(console));
    }

    @Override
    public Integer call() {
        Stack stack = environment.stack();
        try (CloudFormationClient cloudFormation =
                        AwsClients.configured(CloudFormationClient.builder()).build();
                SecretsManagerClient secrets =
                        AwsClients.configured(SecretsManagerClient.builder()).build()) {
            new Rotation(
                            new OriginVersions(cloudFormation, stack.name()),
                            new OriginSecret(secrets, stack.resource("OriginSecret")),
                            console.out())
                    .rotate(isAnew);
        }
        return 0;
    }
}
