package nl.laslink.operations.uwlr;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.school.Brin;
import nl.laslink.domain.school.Dependance;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.uwlr.SingleCall;
import nl.laslink.uwlr.http.LasNetwork;
import nl.laslink.uwlr.request.Operation;

/** What {@code bin/uwlr call} or {@code bin/uwlr results} was given. Immutable. */
record CallArguments(
        Command command,
        Optional<Operation> operation,
        Optional<Path> lasTypes,
        Optional<LasTypeCode> type,
        Optional<SchoolIdentification> school,
        Optional<SchoolYear> year,
        Optional<Instant> lastReceived,
        Optional<Path> keyFile,
        Optional<Path> events,
        List<SingleCall.Group> groups,
        Keys keys,
        Optional<String> version,
        URI simulator,
        LasNetwork network,
        boolean showsPersonalData,
        boolean dryRun) {

    static final String USAGE = """
            bin/uwlr call OPERATION --las-types FILE --type T (--brin 99XX [--dependance 00] | --school-key KEY) [--year 2026-2027]
                          [--key-file F] [--xsd-version 2.2] [--last-received 2026-11-20T02:00:00Z]
                          [--group KEY | --composite-group KEY]... [--events EVENTS.json [--pupil ID=KEY]... [--teacher ID=KEY]...]
                          [--simulator URL] [--any-network] [--show-personal-data] [--dry-run]
            bin/uwlr results EVENTS.json [--pupil ID=KEY]... [--teacher ID=KEY]... [--year 2026-2027] [--xsd-version 2.2]
            OPERATION is HaalLeerlinggegevens, HaalStructuur, HaalLeerlingen, HaalLeerkrachten or BrengLeerresultaten""";

    private static final Set<String> WITH_VALUE = Set.of(
            "--las-types",
            "--type",
            "--brin",
            "--dependance",
            "--school-key",
            "--last-received",
            "--year",
            "--key-file",
            "--events",
            "--xsd-version",
            "--simulator");

    private static final Set<String> VERSIONS = Set.of("2.2", "2.3");

    enum Command {
        CALL,
        RESULTS
    }

    /** Which key the LAS has for an id of the events. Immutable. */
    record Keys(Map<String, LasKey> pupils, Map<String, LasKey> teachers) {
        Keys {
            pupils = Map.copyOf(pupils);
            teachers = Map.copyOf(teachers);
        }

        boolean isEmpty() {
            return pupils.isEmpty() && teachers.isEmpty();
        }
    }

    /** @throws WrongUse when they make no sense; its message repeats no value */
    static CallArguments parse(List<String> given) {
        Deque<String> rest = new ArrayDeque<>(given);
        Command command =
                switch (String.valueOf(rest.poll())) {
                    case "call" -> Command.CALL;
                    case "results" -> Command.RESULTS;
                    default -> throw new WrongUse(USAGE);
                };
        String subject = rest.poll();
        if (subject == null || subject.startsWith("--")) {
            throw new WrongUse(USAGE);
        }
        Map<String, String> options = new HashMap<>();
        List<SingleCall.Group> groups = new ArrayList<>();
        Map<String, LasKey> pupils = new HashMap<>();
        Map<String, LasKey> teachers = new HashMap<>();
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--dry-run", "--any-network", "--show-personal-data" -> options.put(option, "");
                case "--group", "--composite-group" ->
                    groups.add(new SingleCall.Group(
                            Optional.of(key(option, value(rest, option))), option.equals("--composite-group")));
                case "--pupil" -> keyOf(option, value(rest, option), pupils);
                case "--teacher" -> keyOf(option, value(rest, option), teachers);
                case String known when WITH_VALUE.contains(known) -> options.put(option, value(rest, option));
                default -> throw new WrongUse(USAGE);
            }
        }
        Keys keys = new Keys(pupils, teachers);
        return command == Command.CALL
                ? call(operation(subject), options, groups, keys)
                : results(subject, options, groups, keys);
    }

    private static CallArguments results(
            String events, Map<String, String> options, List<SingleCall.Group> groups, Keys keys) {
        if (!Set.of("--year", "--xsd-version").containsAll(options.keySet()) || !groups.isEmpty()) {
            throw new WrongUse(USAGE);
        }
        return of(Command.RESULTS, Optional.empty(), Optional.of(file(events)), options, groups, keys);
    }

    private static CallArguments call(
            Operation operation, Map<String, String> options, List<SingleCall.Group> groups, Keys keys) {
        for (String must : List.of("--las-types", "--type")) {
            if (!options.containsKey(must)) {
                throw new WrongUse(must + " is missing\n" + USAGE);
            }
        }
        if (options.containsKey("--brin") == options.containsKey("--school-key")) {
            throw new WrongUse("a school is named by --brin or by --school-key\n" + USAGE);
        }
        if (options.containsKey("--dependance") && options.containsKey("--school-key")) {
            throw new WrongUse("--dependance goes with --brin");
        }
        if (options.containsKey("--last-received") && operation != Operation.PUPIL_DATA) {
            throw new WrongUse("--last-received goes with HaalLeerlinggegevens");
        }
        boolean asksPeople = operation == Operation.PUPILS || operation == Operation.TEACHERS;
        if (!groups.isEmpty() && !asksPeople) {
            throw new WrongUse("--group goes with HaalLeerlingen and HaalLeerkrachten");
        }
        if (options.containsKey("--events") != (operation == Operation.RESULTS)) {
            throw new WrongUse("--events goes with BrengLeerresultaten, which needs it");
        }
        if (!keys.isEmpty() && operation != Operation.RESULTS) {
            throw new WrongUse("--pupil and --teacher go with BrengLeerresultaten");
        }
        // Without a group: those who are in none.
        List<SingleCall.Group> asked =
                asksPeople && groups.isEmpty() ? List.of(new SingleCall.Group(Optional.empty(), false)) : groups;
        return of(
                Command.CALL,
                Optional.of(operation),
                Optional.ofNullable(options.get("--events")).map(CallArguments::file),
                options,
                asked,
                keys);
    }

    private static CallArguments of(
            Command command,
            Optional<Operation> operation,
            Optional<Path> events,
            Map<String, String> options,
            List<SingleCall.Group> groups,
            Keys keys) {
        Optional<SchoolYear> year = Optional.ofNullable(options.get("--year"))
                .map(y -> checked("--year", SchoolYear.isValid(y), y))
                .map(SchoolYear::parse);
        return new CallArguments(
                command,
                operation,
                Optional.ofNullable(options.get("--las-types")).map(CallArguments::file),
                Optional.ofNullable(options.get("--type")).map(CallArguments::type),
                school(options),
                command == Command.CALL
                        ? year.or(() -> Optional.of(UwlrCalls.yearNow(java.time.Clock.systemUTC())))
                        : year,
                Optional.ofNullable(options.get("--last-received")).map(CallArguments::moment),
                Optional.ofNullable(options.get("--key-file")).map(CallArguments::file),
                events,
                List.copyOf(groups),
                keys,
                Optional.ofNullable(options.get("--xsd-version"))
                        .map(v -> checked("--xsd-version", VERSIONS.contains(v), v)),
                simulator(options.getOrDefault("--simulator", "http://localhost:8405/")),
                options.containsKey("--any-network") ? LasNetwork.ANY : LasNetwork.PUBLIC,
                options.containsKey("--show-personal-data"),
                options.containsKey("--dry-run"));
    }

    private static Optional<SchoolIdentification> school(Map<String, String> options) {
        Optional<SchoolIdentification> byBrin = Optional.ofNullable(options.get("--brin"))
                .map(b -> checked("--brin", Brin.isValid(b), b))
                .map(b -> new SchoolIdentification.ByBrin(new SchoolId(new Brin(b), dependance(options))));
        return byBrin.or(() -> Optional.ofNullable(options.get("--school-key")).map(CallArguments::schoolKey));
    }

    private static Dependance dependance(Map<String, String> options) {
        String code = options.getOrDefault("--dependance", Dependance.MAIN.value());
        return new Dependance(checked("--dependance", Dependance.isValid(code), code));
    }

    private static SchoolIdentification schoolKey(String key) {
        try {
            return new SchoolIdentification.BySchoolKey(key);
        } catch (IllegalArgumentException e) {
            throw new WrongUse("--school-key wants a key of 1 to 256 characters");
        }
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new WrongUse("--last-received wants a moment as 2026-11-20T02:00:00Z");
        }
    }

    private static Operation operation(String wire) {
        return Arrays.stream(Operation.values())
                .filter(o -> o.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new WrongUse(USAGE));
    }

    private static LasTypeCode type(String code) {
        try {
            return new LasTypeCode(code);
        } catch (IllegalArgumentException e) {
            throw new WrongUse("--type wants the code of a LAS type");
        }
    }

    private static void keyOf(String option, String idAndKey, Map<String, LasKey> keys) {
        int separator = idAndKey.indexOf('=');
        if (separator < 1) {
            throw new WrongUse(option + " wants ID=KEY: the id in the events, and the key that the LAS has for it");
        }
        keys.put(idAndKey.substring(0, separator), key(option, idAndKey.substring(separator + 1)));
    }

    private static LasKey key(String option, String key) {
        try {
            return new LasKey(key);
        } catch (IllegalArgumentException e) {
            throw new WrongUse(option + " wants a key of the LAS");
        }
    }

    private static URI simulator(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new WrongUse("--simulator wants an address");
        }
    }

    private static String value(Deque<String> rest, String option) {
        if (rest.isEmpty()) {
            throw new WrongUse(option + " wants a value");
        }
        return rest.remove();
    }

    private static String checked(String option, boolean isValid, String value) {
        if (!isValid) {
            throw new WrongUse(option + " wants a value as in:\n" + USAGE);
        }
        return value;
    }

    private static Path file(String text) {
        try {
            Path file = Path.of(text);
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // Told below, as for every other file that is not there.
        }
        throw new WrongUse("there is no such file");
    }

    /** The command was not used as it can be. */
    static final class WrongUse extends RuntimeException {
        WrongUse(String message) {
            super(message);
        }
    }
}
