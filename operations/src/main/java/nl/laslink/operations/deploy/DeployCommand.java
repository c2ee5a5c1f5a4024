package nl.laslink.operations.deploy;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.laslink.operations.Console;
import nl.laslink.operations.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The arguments and settings of {@code bin/deploy}, checked and printed as assignments of a shell. The script does the rest: it
 * runs Maven, npm, SAM and the AWS CLI one after the other.
 */
@Command(
        name = "bin/deploy",
        sortOptions = false,
        description = {
            "Builds, checks and deploys one environment of samconfig.toml, publishes the pages and tests whether they"
                    + " answer. It shows the change set and asks before it changes anything.",
            "It installs the SAM CLI and cfn-lint of operations/tools/requirements.txt in target/python and uses no"
                    + " other.",
            "staging and prod are deployed from a commit, without changes beside it; the stack's tag commit names it.",
            "Example: bin/deploy dev --dry-run",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:deployed and answers, or it was a dry run", "1:not deployed, or refused"})
public final class DeployCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "ENV",
            description = "An environment of samconfig.toml: dev, staging or prod.")
    private Environment environment;

    @Option(
            names = "--dry-run",
            description =
                    "Does only what needs no account: zips, pages, template, its tests, the parameters. It names the"
                            + " values that are still an example.")
    private boolean isDryRun;

    @Option(
            names = "--las-types",
            paramLabel = "FILE",
            description =
                    "Loads the LAS types of this file too; local/las-types.json shows the form. Keep the file out of"
                            + " the repository.")
    private Optional<Path> lasTypes;

    @Option(names = "--yes", description = "Carries the change set out without a question, for CI.")
    private boolean isConfirmed;

    private DeployCommand(Console console) {
        this.console = console;
    }

    public static CommandLine line(Console console) {
        return new CommandLine(new DeployCommand(console));
    }

    @Override
    public Integer call() {
        TemplateParameters template =
                TemplateParameters.read(Path.of(System.getProperty("laslink.root", "."), "template.yaml"));
        Settings settings = Settings.of(environment, template);
        if (!isDryRun) {
            settings.refusePlaceholders(environment);
        }
        PrintStream out = console.out();
        assign(out, "environment", environment.name());
        assign(out, "stack", environment.stack());
        assign(out, "region", environment.region());
        assign(out, "account", environment.account().orElse(""));
        assign(out, "dry_run", isDryRun ? "yes" : "");
        assign(out, "confirmed", isConfirmed ? "yes" : "");
        assign(
                out,
                "las_types",
                lasTypes.map(f -> f.toAbsolutePath().toString()).orElse(""));
        assign(out, "zips", String.join(" ", template.zips()));
        assign(out, "placeholders", String.join(" ", settings.placeholders()));
        assign(out, "parameters", String.join(" ", settings.values().keySet()));
        assign(out, "given", String.join(" ", environment.parameters().keySet()));
        settings.values().forEach((name, value) -> assign(out, "parameter_" + name, value));
        return 0;
    }

    /** In single quotes nothing has a meaning for the shell but the quote itself. */
    private static void assign(PrintStream out, String name, String value) {
        out.println(name + "='" + value.replace("'", "'\\''") + "'");
    }
}
