package nl.laslink.operations.restore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.operations.Arguments;
import nl.laslink.operations.Refused;
import nl.laslink.operations.Stack;
import nl.laslink.operations.Tables;
import nl.laslink.platform.aws.AwsClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code bin/restore}. */
public final class RestoreCommand {
    private static final Duration LOOK = Duration.ofSeconds(10);

    private RestoreCommand() {}

    public static int run(String stackName, List<String> arguments) {
        Arguments asked = Arguments.parse(arguments, Set.of("--at", "--school"), Set.of("--rehearse", "--keep"));
        if (!asked.has("--rehearse") || !asked.words().isEmpty()) {
            throw new Refused(
                    "bin/restore only rehearses: bin/restore ENV --rehearse. Restoring for real is described in"
                            + " docs/operate.md#restore.");
        }
        Optional<SchoolId> school = asked.value("--school").map(RestoreCommand::school);
        Optional<Instant> moment = asked.value("--at").map(RestoreCommand::moment);
        Tables tables = Tables.of(Stack.find(stackName));
        try (DynamoDbClient client =
                AwsClients.configured(DynamoDbClient.builder()).build()) {
            return rehearse(client, tables, school, moment, asked.has("--keep"));
        }
    }

    private static int rehearse(
            DynamoDbClient client, Tables tables, Optional<SchoolId> school, Optional<Instant> at, boolean isKept) {
        Copies copies = new Copies(client, LOOK);
        List<String> all = new ArrayList<>(tables.bySchool());
        Instant moment = at.orElseGet(() -> copies.latest(all)).truncatedTo(ChronoUnit.SECONDS);
        Instant begin = Clock.systemUTC().instant();
        System.out.println("restoring " + all.size() + " tables to " + moment + ", beside the ones in use");
        try {
            Map<String, String> restored = copies.restore(all, moment);
            System.out.println("restored in "
                    + Duration.between(begin, Clock.systemUTC().instant()).toSeconds() + " s");
            return report(client, tables, restored, school);
        } finally {
            if (isKept) {
                System.out.println("the copies stay: "
                        + String.join(", ", all.stream().map(Copies::copyOf).toList()));
            } else {
                copies.delete(all);
                System.out.println("the copies are deleted");
            }
        }
    }

    private static int report(
            DynamoDbClient client, Tables tables, Map<String, String> copies, Optional<SchoolId> asked) {
        Comparison comparison = new Comparison(client);
        String school =
                asked.map(SchoolId::toString).orElseGet(() -> comparison.anySchool(copies.get(tables.roster())));
        System.out.printf(
                "%-44s %9s %9s   %s%n",
                "", "then", "now", school + ": same, changed since, gone since, new since, digest");
        copies.forEach((table, copy) -> {
            Comparison.OfSchool one = comparison.compare(school, table, copy);
            System.out.printf(
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
        findings.forEach(System.err::println);
        System.out.println(
                findings.isEmpty()
                        ? "the copies are of one moment: every school's records and commits fit its revision"
                        : "the copies are not of one moment");
        return findings.isEmpty() ? 0 : 1;
    }

    private static SchoolId school(String text) {
        try {
            return SchoolId.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new Refused("A school is written as 99XX-00.");
        }
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new Refused("--at wants a moment as 2026-11-28T02:00:00Z.");
        }
    }
}
