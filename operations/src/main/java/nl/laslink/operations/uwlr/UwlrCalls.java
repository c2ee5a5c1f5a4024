package nl.laslink.operations.uwlr;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.Secret;
import nl.laslink.operations.lastype.LasTypesFile;
import nl.laslink.uwlr.SingleCall;
import nl.laslink.uwlr.http.CallTimes;
import nl.laslink.uwlr.request.Operation;

/** The main class behind {@code bin/uwlr call} and {@code bin/uwlr results}. */
public final class UwlrCalls {
    private static final int FINE = 0;
    private static final int NOT_USABLE = 1;
    private static final int WRONG_USE = 2;
    private static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");
    private static final Secret HIDDEN = Secret.of("verborgen");

    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;
    private final CallTimes times;

    public UwlrCalls(PrintStream out, PrintStream err, Clock clock, CallTimes times) {
        this.times = times;
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int status = new UwlrCalls(out, err, Clock.systemUTC(), CallTimes.DEFAULT).run(List.of(arguments), System.in);
        out.flush();
        System.exit(status);
    }

    /** Gives the exit status. */
    public int run(List<String> given, InputStream in) {
        try {
            CallArguments arguments = CallArguments.parse(given);
            return arguments.command() == CallArguments.Command.RESULTS ? results(arguments) : call(arguments, in);
        } catch (NothingToSend held) {
            return NOT_USABLE;
        } catch (CallArguments.WrongUse | LasTypesFile.Unusable wrong) {
            err.println(wrong.getMessage());
            return WRONG_USE;
        } catch (IOException e) {
            err.println("a file cannot be read");
            return WRONG_USE;
        }
    }

    private int call(CallArguments arguments, InputStream in) throws IOException {
        LasAccess.Opened opened = opened(arguments, in);
        LasEndpoint endpoint = arguments
                .version()
                .map(version -> inVersion(opened.endpoint(), version))
                .orElse(opened.endpoint());
        Optional<ResultsFile.Composed> results =
                arguments.events().isPresent() ? Optional.of(composed(arguments, opened.school())) : Optional.empty();
        if (arguments.dryRun()) {
            SingleCall.Request request =
                    request(arguments, endpoint, hidden(opened.credentials()), opened.school(), results);
            out.println(new String(request.message(), StandardCharsets.UTF_8));
            return results.map(this::toldWhatIsHeld).orElse(FINE);
        }
        SingleCall.Request request = request(arguments, endpoint, opened.credentials(), opened.school(), results);
        return switch (new SingleCall(arguments.network(), times).make(request)) {
            case SingleCall.Answer.Judged judged -> {
                judged.status().ifPresent(status -> err.println("HTTP " + status));
                out.print(
                        arguments.showsPersonalData()
                                ? Report.jsonWithPersonalData(judged.judgement())
                                : Report.json(judged.judgement()));
                yield Report.isUsable(judged.judgement()) ? FINE : NOT_USABLE;
            }
            case SingleCall.Answer.Failed failed -> {
                failed.status().ifPresent(status -> err.println("HTTP " + status));
                out.print(Report.json(failed.reason()));
                yield NOT_USABLE;
            }
        };
    }

    private static LasEndpoint inVersion(LasEndpoint endpoint, String version) {
        return new LasEndpoint(
                endpoint.pupilData(), endpoint.results(), version, endpoint.headers(), endpoint.habits());
    }

    private static SingleCall.Request request(
            CallArguments arguments,
            LasEndpoint endpoint,
            LasCredentials credentials,
            SchoolIdentification school,
            Optional<ResultsFile.Composed> results) {
        Operation operation = arguments.operation().orElseThrow();
        boolean isStage =
                operation == Operation.STRUCTURE || operation == Operation.PUPILS || operation == Operation.TEACHERS;
        if (isStage && endpoint.habits().staged().isEmpty()) {
            throw new CallArguments.WrongUse("this LAS type has no address for stages");
        }
        return results.map(r -> SingleCall.bring(endpoint, credentials, r.message()))
                .orElseGet(() -> SingleCall.fetch(
                        operation,
                        endpoint,
                        credentials,
                        school,
                        arguments.year().orElseThrow(),
                        arguments.groups(),
                        arguments.lastReceived()));
    }

    private int results(CallArguments arguments) throws IOException {
        ResultsFile.Composed composed = composed(
                arguments,
                new SchoolIdentification.ByBrin(
                        ResultsFile.schoolOf(arguments.events().orElseThrow())));
        LasEndpoint nowhere = new LasEndpoint(
                URI.create("https://las.example/"),
                URI.create("https://las.example/"),
                arguments.version().orElse("2.2"),
                Map.of());
        SingleCall.Request request =
                SingleCall.bring(nowhere, new LasCredentials(HIDDEN, HIDDEN, "laslink"), composed.message());
        out.println(new String(request.message(), StandardCharsets.UTF_8));
        return toldWhatIsHeld(composed);
    }

    private int toldWhatIsHeld(ResultsFile.Composed composed) {
        composed.held().forEach((key, reason) -> err.println("held: result " + key + ": " + reason));
        return composed.held().isEmpty() ? FINE : NOT_USABLE;
    }

    private ResultsFile.Composed composed(CallArguments arguments, SchoolIdentification school) throws IOException {
        ResultsFile.Composed composed = ResultsFile.composed(
                arguments.events().orElseThrow(),
                school,
                arguments.year(),
                arguments.keys(),
                clock.instant().atZone(DUTCH).toOffsetDateTime());
        if (composed.message().pupils().isEmpty()) {
            toldWhatIsHeld(composed);
            throw new NothingToSend();
        }
        if (composed.withoutKey() > 0) {
            err.println("ids of the test centre stand in for keys of the LAS: " + composed.withoutKey()
                    + "; --pupil ID=KEY and --teacher ID=KEY say which key it has");
        }
        return composed;
    }

    private static LasAccess.Opened opened(CallArguments arguments, InputStream in) throws IOException {
        LasTypesFile types = LasTypesFile.read(arguments.lasTypes().orElseThrow(), arguments.simulator());
        LasTypeCode type = arguments.type().orElseThrow();
        Optional<Secret> shared = types.sharedKey(type);
        if (shared.isPresent() && arguments.keyFile().isPresent()) {
            throw new CallArguments.WrongUse(
                    "the file has a key for this LAS type, which opens every school: leave out --key-file");
        }
        Secret key = arguments.dryRun() ? HIDDEN : shared.isPresent() ? shared.get() : key(arguments, in);
        return types.open(type, key, arguments.school().orElseThrow())
                .orElseThrow(() -> new CallArguments.WrongUse("the file has no such LAS type"));
    }

    /** The key is no argument: those show in the list of processes. */
    private static Secret key(CallArguments arguments, InputStream in) throws IOException {
        String text = arguments.keyFile().isPresent()
                ? Files.readString(arguments.keyFile().get())
                : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new CallArguments.WrongUse("the authorisation key is wanted with --key-file, or on standard input");
        }
        return Secret.of(text.strip());
    }

    private static LasCredentials hidden(LasCredentials credentials) {
        return new LasCredentials(HIDDEN, HIDDEN, credentials.klantnaam());
    }

    /** The running school year, for a person in the Netherlands. */
    static SchoolYear yearNow(Clock clock) {
        return SchoolYear.at(LocalDate.ofInstant(clock.instant(), DUTCH));
    }

    /** Every result of the file is held; why was told. */
    private static final class NothingToSend extends RuntimeException {}
}
