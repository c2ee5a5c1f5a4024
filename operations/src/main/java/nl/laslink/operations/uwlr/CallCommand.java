package nl.laslink.operations.uwlr;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.Secret;
import nl.laslink.operations.Console;
import nl.laslink.operations.Refused;
import nl.laslink.operations.lastype.LasTypesFile;
import nl.laslink.uwlr.SingleCall;
import nl.laslink.uwlr.http.CallTimes;
import nl.laslink.uwlr.http.LasNetwork;
import nl.laslink.uwlr.request.Operation;
import nl.laslink.uwlr.request.PupilDataRequest.AskedGroup;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bin/uwlr call}. */
@Command(
        name = "call",
        sortOptions = false,
        description = {
            "Makes one real call of a LAS, as its LAS type wants it, and judges the response like 'read'. No response is"
                    + " JSON too: UNREACHABLE, why, and who acts next.",
            "Example: bin/uwlr call HaalLeerlinggegevens --las-types types.json --type UWLR --brin 99XX --key-file key",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the response is usable, or the request was printed",
            "1:it is not usable, there is no response, or a result cannot be sent",
            "2:invalid usage, or a file cannot be used"
        })
final class CallCommand implements Callable<Integer> {
    private static final Secret HIDDEN = Secret.of("verborgen");

    private final Console console;
    private final Clock clock;
    private final CallTimes times;

    @Spec
    private CommandSpec command;

    @Parameters(
            paramLabel = "OPERATION",
            description =
                    "HaalLeerlinggegevens, HaalStructuur, HaalLeerlingen, HaalLeerkrachten or BrengLeerresultaten."
                            + " BrengLeerresultaten really delivers the results.")
    private Operation operation;

    @Option(
            names = "--las-types",
            paramLabel = "FILE",
            required = true,
            description = "The file of LAS types (docs/las-types.md).")
    private Path lasTypes;

    @Option(names = "--type", paramLabel = "CODE", required = true, description = "The LAS type in that file.")
    private LasTypeCode type;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "Contains the authorisation key. Without it the key is read from standard input, unless the LAS"
                            + " type has a key for all schools.")
    private Optional<Path> keyFile;

    @ArgGroup(multiplicity = "1", heading = "%nThe school:%n")
    private SchoolOptions school;

    @Option(names = "--year", paramLabel = "2026-2027", description = "The school year; without it the current one.")
    private Optional<SchoolYear> year;

    @Option(
            names = "--xsd-version",
            paramLabel = "2.2",
            description = "2.2 or 2.3, in place of the version of the LAS type.")
    private Optional<XsdVersion> version;

    @Option(
            names = "--last-received",
            paramLabel = "TIME",
            description = "With HaalLeerlinggegevens: requests only what changed since this moment, for instance"
                    + " 2026-11-20T02:00:00Z (laatstontvangengegevens).")
    private Optional<Instant> lastReceived;

    @ArgGroup(
            multiplicity = "0..*",
            heading =
                    "%nWith HaalLeerlingen and HaalLeerkrachten, whose people are requested; without it those in no group:%n")
    private List<GroupOption> groups = new ArrayList<>();

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "With BrengLeerresultaten: the TestDefined and ScoreNormed events whose results are sent.")
    private Optional<Path> events;

    @Mixin
    private KeyOptions keys;

    @Option(
            names = "--simulator",
            paramLabel = "URL",
            description = "The address for {lasSimulator} in the LAS types; without it http://localhost:8405/.")
    private URI simulator = URI.create("http://localhost:8405/");

    @Option(
            names = "--any-network",
            description = "Also calls http and private addresses, which the product never does.")
    private boolean callsAnyNetwork;

    @Option(
            names = "--show-personal-data",
            description = "Prints the records too, with the keys of groups, pupils and teachers.")
    private boolean showsPersonalData;

    @Option(names = "--dry-run", description = "Prints the request with its secrets hidden and calls nobody.")
    private boolean isDryRun;

    CallCommand(Console console, Clock clock, CallTimes times) {
        this.console = console;
        this.clock = clock;
        this.times = times;
    }

    /** A group whose people are requested. */
    static final class GroupOption {
        @Option(names = "--group", paramLabel = "KEY", required = true, description = "A group by its key.")
        private LasKey group;

        @Option(
                names = "--composite-group",
                paramLabel = "KEY",
                required = true,
                description = "A composite group by its key.")
        private LasKey composite;

        private AskedGroup group() {
            return new AskedGroup(Optional.ofNullable(group).or(() -> Optional.of(composite)), composite != null);
        }
    }

    @Override
    public Integer call() {
        checkOptionsOfOperation();
        LasAccess.Opened opened = opened();
        LasEndpoint endpoint = version.map(v -> inVersion(opened.endpoint(), v)).orElse(opened.endpoint());
        LasCredentials credentials = isDryRun ? hidden(opened.credentials()) : opened.credentials();
        return events.isPresent()
                ? bring(events.get(), endpoint, credentials)
                : make(fetch(endpoint, credentials), UwlrCommand.USABLE);
    }

    private void checkOptionsOfOperation() {
        if (!groups.isEmpty() && !isOfPeople()) {
            throw invalid("--group and --composite-group go with HaalLeerlingen and HaalLeerkrachten.");
        }
        if (lastReceived.isPresent() && operation != Operation.PUPIL_DATA) {
            throw invalid("--last-received goes with HaalLeerlinggegevens.");
        }
        if (events.isPresent() != (operation == Operation.RESULTS)) {
            throw invalid("--events goes with BrengLeerresultaten, which needs it.");
        }
        if (keys.areGiven() && operation != Operation.RESULTS) {
            throw invalid("--pupil and --teacher go with BrengLeerresultaten.");
        }
    }

    private ParameterException invalid(String reason) {
        return new ParameterException(command.commandLine(), reason);
    }

    private boolean isOfPeople() {
        return operation == Operation.PUPILS || operation == Operation.TEACHERS;
    }

    private int bring(Path file, LasEndpoint endpoint, LasCredentials credentials) {
        ResultsFile.Composed composed = ResultsFile.composed(
                file, school.identification(), Optional.of(schoolYear()), keys.keys(), clock.instant());
        composed.report(console.err());
        return composed.message().pupils().isEmpty()
                ? UwlrCommand.NOT_USABLE
                : make(SingleCall.bring(endpoint, credentials, composed.message()), composed.status());
    }

    private SingleCall.Request fetch(LasEndpoint endpoint, LasCredentials credentials) {
        if ((isOfPeople() || operation == Operation.STRUCTURE)
                && endpoint.habits().staged().isEmpty()) {
            throw new Refused("This LAS type has no address for stages.");
        }
        List<AskedGroup> inNoGroup = isOfPeople() ? List.of(new AskedGroup(Optional.empty(), false)) : List.of();
        return SingleCall.fetch(
                operation,
                endpoint,
                credentials,
                school.identification(),
                schoolYear(),
                groups.isEmpty()
                        ? inNoGroup
                        : groups.stream().map(GroupOption::group).toList(),
                lastReceived);
    }

    private SchoolYear schoolYear() {
        return year.orElseGet(() -> SchoolYear.at(LocalDate.ofInstant(clock.instant(), ResultsFile.DUTCH)));
    }

    private int make(SingleCall.Request request, int statusOfDryRun) {
        if (isDryRun) {
            console.out().println(new String(request.message(), StandardCharsets.UTF_8));
            return statusOfDryRun;
        }
        return switch (new SingleCall(callsAnyNetwork ? LasNetwork.ANY : LasNetwork.PUBLIC, times).make(request)) {
            case SingleCall.Answer.Judged(var status, var judgement) -> {
                status.ifPresent(code -> console.err().println("HTTP " + code));
                console.out()
                        .print(showsPersonalData ? Report.jsonWithPersonalData(judgement) : Report.json(judgement));
                yield Report.isUsable(judgement) ? UwlrCommand.USABLE : UwlrCommand.NOT_USABLE;
            }
            case SingleCall.Answer.Failed(var status, var reason) -> {
                status.ifPresent(code -> console.err().println("HTTP " + code));
                console.out().print(Report.json(reason));
                yield UwlrCommand.NOT_USABLE;
            }
        };
    }

    private LasAccess.Opened opened() {
        LasTypesFile types = LasTypesFile.read(lasTypes, simulator);
        Optional<Secret> shared = types.sharedKey(type);
        if (shared.isPresent() && keyFile.isPresent()) {
            throw new Refused("The file has a key for this LAS type, which opens every school: leave out --key-file.");
        }
        Secret key = isDryRun ? HIDDEN : shared.orElseGet(this::key);
        return types.open(type, key, school.identification())
                .orElseThrow(() -> new Refused("The file has no such LAS type."));
    }

    /** The key is no argument: the list of processes shows those. */
    private Secret key() {
        try {
            String text = keyFile.isPresent()
                    ? Files.readString(keyFile.get())
                    : new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
            if (!text.isBlank()) {
                return Secret.of(text.strip());
            }
        } catch (IOException unreadable) {
            throw new Refused("The authorisation key cannot be read.");
        }
        throw new Refused("The authorisation key is missing: give --key-file or put it on standard input.");
    }

    private static LasCredentials hidden(LasCredentials credentials) {
        return new LasCredentials(HIDDEN, HIDDEN, credentials.klantnaam());
    }

    private static LasEndpoint inVersion(LasEndpoint endpoint, XsdVersion version) {
        return new LasEndpoint(
                endpoint.pupilData(), endpoint.results(), version.wire(), endpoint.headers(), endpoint.habits());
    }
}
