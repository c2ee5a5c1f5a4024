package nl.laslink.operations.pupil;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.operations.Console;
import nl.laslink.operations.DeployedEnvironment;
import nl.laslink.operations.Refused;
import nl.laslink.operations.Stack;
import nl.laslink.operations.Tables;
import nl.laslink.platform.aws.AwsClients;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code bin/pupil erase}. */
@Command(
        name = "erase",
        sortOptions = false,
        description = {
            "Erases the record of one pupil and takes the pupil out of the results: test, school year and state stay, so that"
                    + " sums stay the same. It asks for the pupil's ID first and prints a receipt without personal data.",
            "It refuses an active pupil, whom the next night would bring back. The same command again completes an erasure"
                    + " that broke off.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:nothing of the pupil is left but what the receipt names, or it was a dry run",
            "1:not done",
            "2:refused or invalid usage"
        })
final class ErasePupilCommand implements Callable<Integer> {
    /** Rows of imports, the LAS's answer and plans live 30 days and a day more; TTL removes them within two days. */
    private static final Duration IMPORTS = Duration.ofDays(33);

    private static final Duration BACKUPS = Duration.ofDays(35);

    private final Console console;

    @Mixin
    private DeployedEnvironment environment;

    @Parameters(index = "1", paramLabel = "99XX-00", description = "The school.")
    private SchoolId school;

    @Parameters(index = "2", paramLabel = "ID", description = "The pupil's ID in laslink.")
    private RecordId pupil;

    @Option(names = "--dry-run", description = "Only prints what would be erased.")
    private boolean isDryRun;

    ErasePupilCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Stack stack = environment.stack();
        try (DynamoDbClient client =
                AwsClients.configured(DynamoDbClient.builder()).build()) {
            return erase(new ErasePupil(PupilStores.of(client, Tables.of(stack)), Clock.systemUTC()), stack.name());
        }
    }

    private int erase(ErasePupil erasing, String stackName) {
        ErasePupil.Found before = erasing.look(school, pupil);
        console.out()
                .printf(
                        "%s has of pupil %s of %s: %d record, %d results%n",
                        stackName,
                        pupil,
                        school,
                        before.hasRecord() ? 1 : 0,
                        before.results().size());
        if (isDryRun) {
            console.out().println("dry run: nothing was erased");
            return 0;
        }
        if (!before.isNothing()) {
            confirm();
        }
        // Also when nothing is left to see: an erasure may have broken off before its last step.
        int results = erasing.erase(school, pupil);
        Instant now = Clock.systemUTC().instant();
        console.out().println("receipt: pupil " + pupil + " of " + school + " was erased on " + now);
        console.out().println("  the record is gone; " + results + " results have no pupil and no value any more");
        console.out().println("  imports of the last 30 days keep what the LAS sent until " + day(now.plus(IMPORTS)));
        console.out().println("  backups keep everything until " + day(now.plus(BACKUPS)));
        console.out().println("  the school's LAS and test centre keep what is theirs");
        return 0;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private void confirm() {
        console.out().print("This cannot be taken back but by restoring. Type the pupil's ID to erase: ");
        console.out().flush();
        String typed;
        try {
            typed = new BufferedReader(new InputStreamReader(console.in())).readLine();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        console.out().println();
        if (!pupil.value().equals(Optional.ofNullable(typed).orElse("").strip())) {
            throw new Refused("That is not the pupil's ID: nothing was erased.");
        }
    }
}
