package nl.laslink.operations.restore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.operations.Console;
import nl.laslink.operations.DeployedEnvironment;
import nl.laslink.operations.Refused;
import nl.laslink.operations.Tables;
import nl.laslink.platform.aws.AwsClients;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code bin/restore}. */
@Command(
        name = "bin/restore",
        sortOptions = false,
        description = {
            "Rehearses a restoration: restores all tables but the outbox to one moment, beside the ones in use; counts,"
                    + " compares one school item by item, and checks that every school's records and commits fit its"
                    + " revision; then deletes the copies.",
            "Restoring for real: docs/operate.md.",
            "Example: bin/restore staging --rehearse --school 99XX-00",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:restored, and the copies are of one moment",
            "1:not restored, or not of one moment",
            "2:refused or invalid usage"
        })
public final class RestoreCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Console console;

    @Mixin
    private DeployedEnvironment environment;

    @Option(names = "--rehearse", description = "Required: this command only rehearses.")
    private boolean isRehearsal;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "The moment, for instance 2026-11-28T02:00:00Z; without it the latest that all tables have, about"
                            + " five minutes ago.")
    private Optional<Instant> at;

    @Option(names = "--school", paramLabel = "99XX-00", description = "The school that is compared; without it any.")
    private Optional<SchoolId> school;

    @Option(names = "--keep", description = "Leaves the copies, whose names end in -rehearsal.")
    private boolean isKept;

    private RestoreCommand(Console console) {
        this.console = console;
    }

    public static CommandLine line(Console console) {
        return new CommandLine(new RestoreCommand(console));
    }

    @Override
    public Integer call() {
        if (!isRehearsal) {
            throw new Refused(
                    "bin/restore only rehearses: bin/restore ENV --rehearse. Restoring for real is described in"
                            + " docs/operate.md#restore.");
        }
        Tables tables = Tables.of(environment.stack());
        try (DynamoDbClient client =
                AwsClients.configured(DynamoDbClient.builder()).build()) {
            return rehearse(client, tables);
        }
    }

    private int rehearse(DynamoDbClient client, Tables tables) {
        Copies copies = new Copies(client, LOOK);
        List<String> all = new ArrayList<>(tables.bySchool());
        Instant moment = at.orElseGet(() -> copies.latest(all)).truncatedTo(ChronoUnit.SECONDS);
        Instant begin = Clock.systemUTC().instant();
        console.out().println("restoring " + all.size() + " tables to " + moment + ", beside the ones in use");
        try {
            Map<String, String> restored = copies.restore(all, moment);
            console.out()
                    .println("restored in "
                            + Duration.between(begin, Clock.systemUTC().instant())
                                    .toSeconds() + " s");
            return report(client, tables, restored);
        } finally {
            if (isKept) {
                console.out()
                        .println("the copies stay: "
                                + String.join(
                                        ", ", all.stream().map(Copies::copyOf).toList()));
            } else {
                copies.delete(all);
                console.out().println("the copies are deleted");
            }
        }
    }

    private int report(DynamoDbClient client, Tables tables, Map<String, String> copies) {
        Comparison comparison = new Comparison(client);
        String compared =
                school.map(SchoolId::toString).orElseGet(() -> comparison.anySchool(copies.get(tables.roster())));
        console.out()
                .printf(
                        "%-44s %9s %9s   %s%n",
                        "", "then", "now", compared + ": same, changed since, gone since, new since, digest");
        copies.forEach((table, copy) -> {
            Comparison.OfSchool one = comparison.compare(compared, table, copy);
            console.out()
                    .printf(
                            "%-44s %9d %9d   %d, %d, %d, %d, %s%n",
                            table,
                            comparison.count(copy),
                            comparison.count(table),
                            one.same(),
                            one.changed(),
                            one.gone(),
                            one.added(),
                            one.digest());
        });
        List<String> findings =
                new Consistency(client).findings(copies.get(tables.roster()), copies.get(tables.imports()));
        findings.forEach(console.err()::println);
        console.out()
                .println(
                        findings.isEmpty()
                                ? "the copies are of one moment: every school's records and commits fit its revision"
                                : "the copies are not of one moment");
        return findings.isEmpty() ? 0 : 1;
    }
}
