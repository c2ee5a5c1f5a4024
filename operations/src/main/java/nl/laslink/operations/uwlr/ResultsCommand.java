package nl.laslink.operations.uwlr;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.Secret;
import nl.laslink.operations.Console;
import nl.laslink.uwlr.SingleCall;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bin/uwlr results}. */
@Command(
        name = "results",
        sortOptions = false,
        description = {
            "Composes the results message of TestDefined and ScoreNormed events and prints it. A result that cannot be"
                    + " sent is named on standard error, with the reason.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every result is in the message",
            "1:not every result is in it",
            "2:invalid usage, or the file cannot be used"
        })
final class ResultsCommand implements Callable<Integer> {
    private static final URI NOWHERE = URI.create("https://las.example/");
    private static final Secret HIDDEN = Secret.of("verborgen");

    private final Console console;
    private final Clock clock;

    @Parameters(paramLabel = "EVENTS", description = "A file with one event, a list of events, or a batch of a queue.")
    private Path events;

    @Option(
            names = "--school-key",
            paramLabel = "KEY",
            description = "The school's SchoolKey, which replaces the BRIN and dependance of the events.")
    private Optional<SchoolIdentification.BySchoolKey> schoolKey;

    @Option(
            names = "--year",
            paramLabel = "2026-2027",
            description = "The school year; without it that of the last result.")
    private Optional<SchoolYear> year;

    @Option(names = "--xsd-version", paramLabel = "2.2", description = "2.2 or 2.3; without it 2.2.")
    private XsdVersion version = XsdVersion.V2_2;

    @Mixin
    private KeyOptions keys;

    ResultsCommand(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        SchoolIdentification byBrin = new SchoolIdentification.ByBrin(ResultsFile.schoolOf(events));
        SchoolIdentification school =
                schoolKey.map(SchoolIdentification.class::cast).orElse(byBrin);
        ResultsFile.Composed composed = ResultsFile.composed(events, school, year, keys.keys(), clock.instant());
        composed.report(console.err());
        if (composed.message().pupils().isEmpty()) {
            return UwlrCommand.NOT_USABLE;
        }
        SingleCall.Request request = SingleCall.bring(
                new LasEndpoint(NOWHERE, NOWHERE, version.wire(), Map.of()),
                new LasCredentials(HIDDEN, HIDDEN, "laslink"),
                composed.message());
        console.out().println(new String(request.message(), StandardCharsets.UTF_8));
        return composed.status();
    }
}
