package nl.laslink.operations.user;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.operations.Arguments;
import nl.laslink.operations.Refused;
import nl.laslink.operations.Stack;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** {@code bin/user}. */
public final class UserCommand {
    private static final Set<String> VALUES = Set.of("--email", "--name", "--school", "--language");
    private static final Set<String> SWITCHES = Set.of("--klantenservice", "--invite-again");

    private UserCommand() {}

    public static int run(String stackName, List<String> arguments) {
        Arguments asked = Arguments.parse(arguments, VALUES, SWITCHES);
        if (asked.words().size() != 1) {
            throw new Refused("add, list or remove? --help shows the whole command.");
        }
        check(asked);
        Stack stack = Stack.find(stackName);
        try (CognitoIdentityProviderClient cognito =
                AwsClients.configured(CognitoIdentityProviderClient.builder()).build()) {
            People people = new People(
                    new CognitoUsers(cognito, stack.resource("UserPool")),
                    new DynamoBeheerders(AwsClients.dynamoDb(), stack.resource("LinksTable")));
            switch (asked.words().getFirst()) {
                case "add" -> tell(add(people, asked), "everything was there already");
                case "list" -> list(people, asked);
                default -> tell(remove(people, asked), "nothing was there");
            }
        }
        return 0;
    }

    /** What is wrong with the words is said before anything is called. */
    private static void check(Arguments asked) {
        switch (asked.words().getFirst()) {
            case "add" -> {
                email(asked);
                language(asked);
                if (schools(asked).isEmpty() && !asked.has("--klantenservice") && !asked.has("--invite-again")) {
                    throw new Refused("Say which schools with --school 99XX-00,98YY-00, or --klantenservice.");
                }
                if (!schools(asked).isEmpty() && asked.has("--klantenservice")) {
                    throw new Refused("Customer service reads every school: --klantenservice goes without --school.");
                }
            }
            case "list" -> schools(asked);
            case "remove" -> {
                email(asked);
                schools(asked);
            }
            default -> throw new Refused("add, list or remove? --help shows the whole command.");
        }
    }

    private static List<String> add(People people, Arguments asked) {
        if (asked.has("--invite-again")) {
            people.inviteAgain(email(asked));
            return List.of("the invitation is mailed again");
        }
        return asked.has("--klantenservice")
                ? people.addCustomerService(email(asked), asked.value("--name"))
                : people.addBeheerder(
                        new People.Wanted(email(asked), asked.value("--name"), schools(asked), language(asked)));
    }

    private static List<String> remove(People people, Arguments asked) {
        return schools(asked).isEmpty()
                ? people.remove(email(asked))
                : schools(asked).stream()
                        .flatMap(school -> people.removeFrom(SchoolId.parse(school), email(asked)).stream())
                        .toList();
    }

    private static void list(People people, Arguments asked) {
        Optional<SchoolId> school = schools(asked).stream().findFirst().map(SchoolId::parse);
        for (People.Listed listed : people.list(school)) {
            SignInUser user = listed.user();
            System.out.printf(
                    "%-36s %-15s %-22s %s%s%n",
                    user.email().value(),
                    user.groups().isEmpty() ? "no role" : String.join(",", user.groups()),
                    user.state(),
                    String.join(",", user.schools()),
                    listed.unmailed().isEmpty()
                            ? ""
                            : "  without mails of " + String.join(",", listed.unmailed())
                                    + ": bin/user add heals that");
        }
    }

    private static void tell(List<String> done, String nothing) {
        (done.isEmpty() ? List.of(nothing) : done).forEach(System.out::println);
    }

    /** In lower case, since Cognito takes two spellings for two people. */
    private static EmailAddress email(Arguments asked) {
        String email = asked.required("--email").strip().toLowerCase(Locale.ROOT);
        if (!EmailAddress.isValid(email)) {
            throw new Refused("--email wants an address of the form name@domain.");
        }
        return new EmailAddress(email);
    }

    private static SortedSet<String> schools(Arguments asked) {
        SortedSet<String> schools = new TreeSet<>();
        try {
            asked.value("--school").stream()
                    .flatMap(list -> Arrays.stream(list.split(",")))
                    .map(school -> SchoolId.parse(school.strip()).toString())
                    .forEach(schools::add);
        } catch (IllegalArgumentException malformed) {
            throw new Refused("--school wants schools as 99XX-00, with commas between.");
        }
        return schools;
    }

    private static Optional<Beheerder.Language> language(Arguments asked) {
        return asked.value("--language").map(word -> switch (word) {
            case "nl" -> Beheerder.Language.DUTCH;
            case "en" -> Beheerder.Language.ENGLISH;
            default -> throw new Refused("--language wants nl or en.");
        });
    }
}
