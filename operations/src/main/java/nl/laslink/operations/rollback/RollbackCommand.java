package nl.laslink.operations.rollback;

import java.util.List;
import java.util.concurrent.Callable;
import nl.laslink.operations.Console;
import nl.laslink.operations.DeployedEnvironment;
import nl.laslink.operations.Refused;
import nl.laslink.operations.Stack;
import nl.laslink.operations.rollback.LiveVersions.Live;
import nl.laslink.platform.aws.AwsClients;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** {@code bin/rollback}. */
@Command(
        name = "bin/rollback",
        sortOptions = false,
        description = {
            "Moves the alias live of every function that the last deployment changed back to the version before it. It"
                    + " takes less than a minute and changes neither tables, pages nor the stack.",
            "The same command a second time goes no further back. The next bin/deploy moves live to its own versions:"
                    + " deploy an older commit before anything else is deployed.",
            "Example: bin/rollback prod --dry-run",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:moved, or it was a dry run", "1:not done", "2:refused or invalid usage"})
public final class RollbackCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DeployedEnvironment environment;

    @Option(names = "--dry-run", description = "Only prints what it would move.")
    private boolean isDryRun;

    private RollbackCommand(Console console) {
        this.console = console;
    }

    public static CommandLine line(Console console) {
        return new CommandLine(new RollbackCommand(console));
    }

    @Override
    public Integer call() {
        Stack stack = environment.stack();
        List<String> functions = stack.resources().entrySet().stream()
                .filter(resource -> resource.getKey().endsWith("Function"))
                .map(java.util.Map.Entry::getValue)
                .sorted()
                .toList();
        try (LambdaClient lambda = AwsClients.configured(LambdaClient.builder()).build()) {
            LiveVersions versions = new LiveVersions(lambda);
            List<Live> moved = Rollback.changedLast(functions.stream()
                    .map(versions::of)
                    .flatMap(java.util.Optional::stream)
                    .toList());
            if (moved.isEmpty()) {
                throw new Refused("Nothing to move: no function has an older version than the one in use.");
            }
            for (Live function : moved) {
                if (!isDryRun) {
                    versions.moveBack(function);
                }
                console.out()
                        .println(function.function() + ": " + function.version() + " → "
                                + function.before().orElseThrow());
            }
        }
        console.out()
                .println(
                        isDryRun
                                ? "dry run: nothing was moved"
                                : "moved back. Deploy the older commit before anything else.");
        return 0;
    }
}
