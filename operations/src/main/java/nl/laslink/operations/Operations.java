package nl.laslink.operations;

import java.util.Arrays;
import java.util.List;
import nl.laslink.operations.restore.RestoreCommand;
import nl.laslink.operations.school.SchoolCommand;
import nl.laslink.operations.user.UserCommand;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Starts a command: its name, the stack's name, its own arguments. Ends with 0 when it was done, 1 when it could not be done,
 * 2 when it may not or was asked wrongly.
 */
public final class Operations {
    private Operations() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments[0], arguments[1], Arrays.asList(arguments).subList(2, arguments.length)));
    }

    private static int run(String command, String stack, List<String> arguments) {
        try {
            return switch (command) {
                case "restore" -> RestoreCommand.run(stack, arguments);
                case "school" -> SchoolCommand.run(stack, arguments);
                case "user" -> UserCommand.run(stack, arguments);
                default -> throw new Refused("There is no command " + command + ".");
            };
        } catch (Refused refused) {
            System.err.println(refused.getMessage());
            return 2;
        } catch (SdkException aws) {
            if (hasNoCredentials(aws)) {
                System.err.println(
                        "There are no credentials of an AWS account: sign in (aws sso login, or AWS_PROFILE) and try again.");
                return 2;
            }
            System.err.println("AWS did not do it: " + aws.getMessage());
            System.err.println("What was done until then stays; the same command again goes on from there.");
            return 1;
        }
    }

    /** The SDK has no exception of its own for it, and tells of each of six places where it looked. */
    private static boolean hasNoCredentials(SdkException aws) {
        return aws instanceof SdkClientException && aws.getMessage().startsWith("Unable to load credentials");
    }
}
