package nl.laslink.operations.school;

import java.util.Optional;
import java.util.concurrent.Callable;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.operations.Console;
import nl.laslink.operations.DeployedEnvironment;
import nl.laslink.operations.Stack;
import nl.laslink.operations.Tables;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code bin/school add}. */
@Command(
        name = "add",
        sortOptions = false,
        description = {
            "Gives a school the name that pages and mails show; until then they show its code. Another name renames it.",
            "Example: bin/school add prod 99XX-00 --name \"De Voorbeeldschool\" --type primary",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:the school has the name", "1:AWS did not do it", "2:refused or invalid usage"})
final class AddSchoolCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DeployedEnvironment environment;

    @Parameters(index = "1", paramLabel = "99XX-00", description = "The school.")
    private SchoolId school;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "One line of at most 100 characters.")
    private String name;

    @Option(
            names = "--type",
            paramLabel = "primary",
            description = "primary or secondary: whether jaargroep 1 to 6 are year groups of primary school or years of"
                    + " secondary school.")
    private Optional<SchoolType> type;

    AddSchoolCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String line = NameSchool.name(name);
        Stack stack = environment.stack();
        Tables tables = Tables.of(stack);
        try (DynamoDbClient dynamoDb =
                AwsClients.configured(DynamoDbClient.builder()).build()) {
            NameSchool naming = new NameSchool(new DynamoRosterStore(
                    AwsClients.enhanced(dynamoDb),
                    tables.roster(),
                    tables.imports(),
                    new EventsAndAuditTables(tables.audit(), tables.outbox())));
            console.out().println(naming.name(school, line, type));
            return 0;
        }
    }
}
