package nl.laslink.operations.school;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.operations.Arguments;
import nl.laslink.operations.Refused;
import nl.laslink.operations.Stack;
import nl.laslink.operations.Tables;
import nl.laslink.operations.user.CognitoUsers;
import nl.laslink.operations.user.People;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.TrailTables;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.score.DynamoDeliveryRuns;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code bin/school}. */
public final class SchoolCommand {
    private SchoolCommand() {}

    public static int run(String stackName, List<String> arguments) {
        String verb = arguments.isEmpty() ? "" : arguments.getFirst();
        boolean isAdding = verb.equals("add");
        Arguments asked = isAdding
                ? Arguments.parse(arguments, Set.of("--name", "--type"), Set.of())
                : Arguments.parse(arguments, Set.of(), Set.of("--dry-run"));
        if (asked.words().size() != 2 || !(isAdding || verb.equals("erase"))) {
            throw new Refused(
                    "bin/school add ENV 99XX-00 --name NAME [--type primary|secondary], or bin/school erase ENV 99XX-00; --help shows both.");
        }
        SchoolId school = school(asked.words().get(1));
        if (isAdding) {
            String name = NameSchool.name(asked.required("--name"));
            Optional<SchoolType> type =
                    asked.has("--type") ? Optional.of(NameSchool.type(asked.required("--type"))) : Optional.empty();
            return add(school, name, type, Stack.find(stackName));
        }
        Stack stack = Stack.find(stackName);
        Tables tables = Tables.of(stack);
        TrailTables trails = new TrailTables(tables.audit(), tables.outbox());
        try (CognitoIdentityProviderClient cognito = AwsClients.configured(CognitoIdentityProviderClient.builder())
                        .build();
                DynamoDbClient dynamoDb =
                        AwsClients.configured(DynamoDbClient.builder()).build()) {
            DynamoDbEnhancedClient enhanced = AwsClients.enhanced(dynamoDb);
            EraseSchool erasing = new EraseSchool(
                    new DynamoLinkStore(enhanced, tables.links(), trails),
                    new DynamoRosterStore(enhanced, tables.roster(), tables.imports(), trails),
                    new DynamoDeliveryRuns(enhanced, tables.scores(), trails),
                    new People(
                            new CognitoUsers(cognito, stack.resource("UserPool")),
                            new DynamoBeheerders(enhanced, tables.links())),
                    new SchoolItems(dynamoDb, tables),
                    Clock.systemUTC());
            return erase(erasing, school, stackName, asked.has("--dry-run"));
        }
    }

    private static int add(SchoolId school, String name, Optional<SchoolType> type, Stack stack) {
        Tables tables = Tables.of(stack);
        try (DynamoDbClient dynamoDb =
                AwsClients.configured(DynamoDbClient.builder()).build()) {
            NameSchool naming = new NameSchool(new DynamoRosterStore(
                    AwsClients.enhanced(dynamoDb),
                    tables.roster(),
                    tables.imports(),
                    new TrailTables(tables.audit(), tables.outbox())));
            System.out.println(naming.name(school, name, type));
            return 0;
        }
    }

    private static int erase(EraseSchool erasing, SchoolId school, String stackName, boolean isDryRun) {
        EraseSchool.Found before = erasing.look(school);
        System.out.println(stackName + " holds of " + school + ":");
        tell(before);
        if (before.total() == 0 && before.users().isEmpty()) {
            System.out.println("nothing to erase");
            return 0;
        }
        erasing.check(school);
        if (isDryRun) {
            System.out.println("dry run: nothing was erased");
            return 0;
        }
        confirm(school);
        erasing.erase(school);
        EraseSchool.Found after = erasing.look(school);
        System.out.println("after erasing, on " + Clock.systemUTC().instant() + ":");
        tell(after);
        if (after.total() > 0 || !after.users().isEmpty()) {
            System.err.println("Something was written meanwhile: give the same command again.");
            return 1;
        }
        System.out.println(
                "erased: " + school + ". Tokens that are out live for an hour at most: look again after that."
                        + " What stays elsewhere, and until when: docs/security.md#erasing-a-school");
        return 0;
    }

    private static void tell(EraseSchool.Found found) {
        found.items().forEach((table, count) -> System.out.printf("  %6d items in %s%n", count, table));
        System.out.printf("  %6d users%n", found.users().size());
    }

    private static void confirm(SchoolId school) {
        System.out.print("This cannot be taken back but by restoring. Type the school's code to erase it: ");
        System.out.flush();
        String typed;
        try {
            typed = new BufferedReader(new InputStreamReader(System.in)).readLine();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        System.out.println();
        if (!school.toString().equals(Optional.ofNullable(typed).orElse("").strip())) {
            throw new Refused("That is not " + school + ": nothing was erased.");
        }
    }

    private static SchoolId school(String text) {
        try {
            return SchoolId.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new Refused("A school is written as 99XX-00.");
        }
    }
}
