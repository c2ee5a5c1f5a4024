package nl.laslink.operations.user;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.operations.Console;
import nl.laslink.operations.OptionTypes;
import nl.laslink.operations.Stack;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** {@code bin/user}. */
@Command(
        name = "bin/user",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "The people who sign in to an environment: the Cognito user and, for a beheerder, who gets the mails of"
                        + " a school.")
public final class UserCommand {
    private UserCommand() {}

    public static CommandLine line(Console console) {
        CommandLine line = new CommandLine(new UserCommand())
                .addSubcommand(new AddUserCommand(console))
                .addSubcommand(new ListUsersCommand(console))
                .addSubcommand(new RemoveUserCommand(console));
        OptionTypes.register(line, EmailAddress.class, UserCommand::email);
        OptionTypes.register(line, Beheerder.Language.class, UserCommand::language);
        return line;
    }

    /** In lower case: Cognito takes two spellings for two people. */
    private static EmailAddress email(String text) {
        return new EmailAddress(text.toLowerCase(Locale.ROOT));
    }

    private static Beheerder.Language language(String code) {
        return switch (code) {
            case "nl" -> Beheerder.Language.DUTCH;
            case "en" -> Beheerder.Language.ENGLISH;
            default -> throw new IllegalArgumentException("the language is nl or en");
        };
    }

    static <T> T withPeople(Stack stack, Function<People, T> action) {
        try (CognitoIdentityProviderClient cognito =
                AwsClients.configured(CognitoIdentityProviderClient.builder()).build()) {
            return action.apply(new People(
                    new CognitoUsers(cognito, stack.resource("UserPool")),
                    new DynamoBeheerders(AwsClients.dynamoDb(), stack.resource("LinksTable"))));
        }
    }

    static int print(Console console, List<String> done, String nothing) {
        (done.isEmpty() ? List.of(nothing) : done).forEach(console.out()::println);
        return 0;
    }
}
