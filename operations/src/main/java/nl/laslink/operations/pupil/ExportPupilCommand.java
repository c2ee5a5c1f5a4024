package nl.laslink.operations.pupil;

import java.time.Clock;
import java.util.concurrent.Callable;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.operations.Console;
import nl.laslink.operations.DeployedEnvironment;
import nl.laslink.operations.Tables;
import nl.laslink.platform.aws.AwsClients;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code bin/pupil export}. */
@Command(
        name = "export",
        sortOptions = false,
        description = {
            "Prints everything of one pupil as JSON: the record, the results with their history, what imports of the last 30"
                    + " days changed, and what waits in the open import. It changes nothing.",
            "The output is personal data: write it to a file for the school, and delete the file.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:printed", "1:not done", "2:refused or invalid usage"})
final class ExportPupilCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DeployedEnvironment environment;

    @Parameters(index = "1", paramLabel = "99XX-00", description = "The school.")
    private SchoolId school;

    @Parameters(index = "2", paramLabel = "ID", description = "The pupil's ID in laslink.")
    private RecordId pupil;

    ExportPupilCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Tables tables = Tables.of(environment.stack());
        try (DynamoDbClient client =
                AwsClients.configured(DynamoDbClient.builder()).build()) {
            PupilData data = new PupilData(PupilStores.of(client, tables), Clock.systemUTC());
            console.out().println(data.export(school, pupil));
            return 0;
        }
    }
}
