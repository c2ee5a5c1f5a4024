package nl.laslink.operations.school;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.operations.Console;
import nl.laslink.operations.DeployedEnvironment;
import nl.laslink.operations.Refused;
import nl.laslink.operations.Stack;
import nl.laslink.operations.Tables;
import nl.laslink.operations.user.CognitoUsers;
import nl.laslink.operations.user.People;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.score.DynamoDeliveryRuns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code bin/school erase}. */
@Command(
        name = "erase",
        sortOptions = false,
        description = {
            "Erases everything of a school in all tables and removes it from its users. It prints the items before and"
                    + " after, and asks for the school's code first.",
            "It refuses while the school's link is requested or active, an import is being committed or scores are being"
                    + " sent. The same command again completes an erasure that broke off.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing of the school is left, or it was a dry run",
            "1:not done",
            "2:refused or invalid usage"
        })
final class EraseSchoolCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DeployedEnvironment environment;

    @Parameters(index = "1", paramLabel = "99XX-00", description = "The school.")
    private SchoolId school;

    @Option(names = "--dry-run", description = "Only prints what would be erased.")
    private boolean isDryRun;

    EraseSchoolCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Stack stack = environment.stack();
        Tables tables = Tables.of(stack);
        EventsAndAuditTables eventsAndAuditTables = new EventsAndAuditTables(tables.audit(), tables.outbox());
        try (CognitoIdentityProviderClient cognito = AwsClients.configured(CognitoIdentityProviderClient.builder())
                        .build();
                DynamoDbClient dynamoDb =
                        AwsClients.configured(DynamoDbClient.builder()).build()) {
            DynamoDbEnhancedClient enhanced = AwsClients.enhanced(dynamoDb);
            EraseSchool erasing = new EraseSchool(
                    new DynamoLinkStore(enhanced, tables.links(), eventsAndAuditTables),
                    new DynamoRosterStore(enhanced, tables.roster(), tables.imports(), eventsAndAuditTables),
                    new DynamoDeliveryRuns(enhanced, tables.scores(), eventsAndAuditTables),
                    new People(
                            new CognitoUsers(cognito, stack.resource("UserPool")),
                            new DynamoBeheerders(enhanced, tables.links())),
                    new SchoolItems(dynamoDb, tables),
                    Clock.systemUTC());
            return erase(erasing, stack.name());
        }
    }

    private int erase(EraseSchool erasing, String stackName) {
        EraseSchool.Found before = erasing.look(school);
        console.out().println(stackName + " holds of " + school + ":");
        print(before);
        if (before.total() == 0 && before.users().isEmpty()) {
            console.out().println("nothing to erase");
            return 0;
        }
        erasing.check(school);
        if (isDryRun) {
            console.out().println("dry run: nothing was erased");
            return 0;
        }
        confirm();
        erasing.erase(school);
        EraseSchool.Found after = erasing.look(school);
        console.out().println("after erasing, on " + Clock.systemUTC().instant() + ":");
        print(after);
        if (after.total() > 0 || !after.users().isEmpty()) {
            console.err().println("Something was written meanwhile: give the same command again.");
            return 1;
        }
        console.out()
                .println("erased: " + school + ". Tokens that are out live for an hour at most: look again after that."
                        + " What stays elsewhere, and until when: docs/security.md#erasing-a-school");
        return 0;
    }

    private void print(EraseSchool.Found found) {
        found.items().forEach((table, count) -> console.out().printf("  %6d items in %s%n", count, table));
        console.out().printf("  %6d users%n", found.users().size());
    }

    private void confirm() {
        console.out().print("This cannot be taken back but by restoring. Type the school's code to erase it: ");
        console.out().flush();
        String typed;
        try {
            typed = new BufferedReader(new InputStreamReader(console.in())).readLine();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        console.out().println();
        if (!school.toString().equals(Optional.ofNullable(typed).orElse("").strip())) {
            throw new Refused("That is not " + school + ": nothing was erased.");
        }
    }
}
