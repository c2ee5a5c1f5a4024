package nl.laslink.operations;

import java.time.Clock;
import java.util.List;
import nl.laslink.operations.deploy.DeployCommand;
import nl.laslink.operations.lastype.LasTypesFile;
import nl.laslink.operations.origin.RotateOriginCommand;
import nl.laslink.operations.pupil.PupilCommand;
import nl.laslink.operations.restore.RestoreCommand;
import nl.laslink.operations.rollback.RollbackCommand;
import nl.laslink.operations.school.SchoolCommand;
import nl.laslink.operations.user.UserCommand;
import nl.laslink.operations.uwlr.UwlrCommand;
import nl.laslink.uwlr.http.CallTimes;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs the commands of bin/. The exit status is 0 when it was done, 1 when it could not be done, 2 when it was refused or invalid. */
public final class Operations {
    private static final int NOT_DONE = 1;
    private static final int REFUSED = 2;
    private static final int WIDTH = 110;

    private Operations() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), Console.ofProcess(), Clock.systemUTC(), CallTimes.DEFAULT));
    }

    /** @param given the name of a script in bin/ and what it was given */
    public static int run(List<String> given, Console console, Clock clock, CallTimes times) {
        CommandLine command =
                switch (given.getFirst()) {
                    case "deploy" -> DeployCommand.line(console);
                    case "pupil" -> PupilCommand.line(console);
                    case "restore" -> RestoreCommand.line(console);
                    case "rollback" -> RollbackCommand.line(console);
                    case "rotate-origin" -> RotateOriginCommand.line(console);
                    case "school" -> SchoolCommand.line(console);
                    case "user" -> UserCommand.line(console);
                    case "uwlr" -> UwlrCommand.line(console, clock, times);
                    case String other -> throw new IllegalArgumentException("bin/ has no command " + other);
                };
        return run(command, given.subList(1, given.size()), console);
    }

    private static int run(CommandLine command, List<String> arguments, Console console) {
        OptionTypes.register(command);
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .scopeType(CommandLine.ScopeType.INHERIT)
                        .description("Shows this text.")
                        .build());
        return command.setOut(new java.io.PrintWriter(console.out(), true))
                .setErr(new java.io.PrintWriter(console.err(), true))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler((invalid, _) -> refuse(invalid))
                .setExecutionExceptionHandler((failure, failed, _) -> fail(failure, failed))
                .execute(arguments.toArray(String[]::new));
    }

    /** An argument that belongs nowhere can be a key or a name: only an unknown option is repeated, without its value. */
    private static int refuse(CommandLine.ParameterException invalid) {
        String reason = invalid instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.isUnknownOption()
                        ? "Unknown option: "
                                + unmatched.getUnmatched().getFirst().split("=", 2)[0]
                        : "There is one argument too many."
                : invalid.getMessage();
        CommandLine command = invalid.getCommandLine();
        command.getErr().println(reason);
        command.getErr().println(command.getCommandSpec().qualifiedName() + " --help shows how it is used.");
        return REFUSED;
    }

    private static int fail(Exception failure, CommandLine command) throws Exception {
        return switch (failure) {
            case Refused refused -> refuse(refused, command);
            case LasTypesFile.Unusable unusable -> refuse(unusable, command);
            case SdkException aws -> fail(aws, command);
            default -> throw failure;
        };
    }

    private static int refuse(Exception refusal, CommandLine command) {
        command.getErr().println(refusal.getMessage());
        return REFUSED;
    }

    private static int fail(SdkException aws, CommandLine command) {
        if (hasNoCredentials(aws)) {
            command.getErr()
                    .println(
                            "There are no credentials of an AWS account: sign in (aws sso login, or AWS_PROFILE) and try again.");
            return REFUSED;
        }
        command.getErr().println("AWS did not do it: " + aws.getMessage());
        command.getErr().println("What was done stays; the same command continues from there.");
        return NOT_DONE;
    }

    /** The SDK has no separate exception for it, and lists the six places that it searched. */
    private static boolean hasNoCredentials(SdkException aws) {
        return aws instanceof SdkClientException && aws.getMessage().startsWith("Unable to load credentials");
    }
}
