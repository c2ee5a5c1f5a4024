package nl.laslink.local.emulator.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.local.lassimulator.LasSimulator;
import nl.laslink.local.lassimulator.LasSimulatorConfig;
import nl.laslink.local.lassimulator.TwoSidedTls;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.operations.Console;
import nl.laslink.operations.Operations;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.uwlr.http.CallTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UwlrCallsTest {
    private static final Path REPOSITORY = Path.of(System.getProperty("repository.root"));
    private static final String TYPES =
            REPOSITORY.resolve("local/las-types.json").toString();
    private static final String EVENTS =
            REPOSITORY.resolve("events/record-scores/score-normed.json").toString();
    private static final String KEY = "demo-sleutel-99XX-00";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);

    private static final CallTimes TIMES =
            new CallTimes(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String standardInput, String... given) {
        return run(TIMES, standardInput, Stream.of(given));
    }

    private int run(CallTimes times, String standardInput, Stream<String> given) {
        out.reset();
        err.reset();
        Console console = new Console(
                new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return Operations.run(Stream.concat(Stream.of("uwlr"), given).toList(), console, CLOCK, times);
    }

    private int call(LasSimulator simulator, String key, String operation, String type, String... more) {
        String[] begin = {
            "call",
            operation,
            "--las-types",
            TYPES,
            "--type",
            type,
            "--brin",
            "99XX",
            "--year",
            "2026-2027",
            "--simulator",
            simulator.address().toString(),
            "--any-network"
        };
        return run(key, Stream.concat(Arrays.stream(begin), Arrays.stream(more)).toArray(String[]::new));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void callsAndJudges_everyOperation(@TempDir Path folder) throws IOException {
        try (LasSimulator las = LasSimulator.start(LasSimulatorConfig.inMemory(CLOCK))) {
            assertThat(call(las, KEY, "HaalLeerlinggegevens", "SchoolOAS")).isZero();
            assertThat(printed()).contains("\"outcome\": \"WHOLE_SCHOOL\"").doesNotContain(KEY);

            assertThat(call(las, KEY, "HaalStructuur", "UWLR", "--show-personal-data"))
                    .isZero();
            assertThat(printed()).contains("\"answers\": \"HaalStructuur\"");
            String group = firstKey("groups");
            assertThat(call(las, KEY, "HaalLeerkrachten", "UWLR", "--group", group, "--show-personal-data"))
                    .isZero();
            assertThat(printed()).contains("\"answers\": \"HaalLeerkrachten\"");
            String teacher = firstKey("teachers");
            assertThat(call(las, KEY, "HaalLeerlingen", "UWLR", "--group", group, "--show-personal-data"))
                    .isZero();
            assertThat(printed()).contains("\"answers\": \"HaalLeerlingen\"");
            String pupil = firstKey("pupils");

            String events = eventsFile(folder, "test-defined", "score-normed").toString();
            assertThat(call(las, KEY, "BrengLeerresultaten", "SchoolOAS", "--events", events))
                    .isEqualTo(1);
            assertThat(printed()).contains("INVALID_PUPIL");
            assertThat(told()).startsWith("ids of the test centre replace keys of the LAS: 2;");
            String[] keys = {"--events", events, "--pupil", "p1=" + pupil, "--teacher", "t1=" + teacher};
            assertThat(call(las, KEY, "BrengLeerresultaten", "SchoolOAS", keys)).isZero();
            assertThat(printed()).contains("\"outcome\": \"CONFIRMED\"");
            assertThat(told().strip()).isEqualTo("HTTP 200");

            Path keyFile = Files.writeString(folder.resolve("key"), "verkeerd\n");
            assertThat(call(las, "", "HaalLeerlinggegevens", "SchoolOAS", "--key-file", keyFile.toString()))
                    .isEqualTo(1);
            assertThat(printed()).contains("INVALID_AUTHORISATION");
        }
    }

    /** Of the records that were printed. */
    private String firstKey(String kind) {
        return JsonObject.parse(printed())
                .object("records")
                .objects(kind)
                .getFirst()
                .text("key");
    }

    /** A good answer under HTTP 500 is none to the product, and an endless one is too large. */
    @ParameterizedTest
    @CsvSource({
        "NONE, 0, WHOLE_SCHOOL, NOTHING, HTTP 200",
        "GOOD_WITH_500, 1, UNREACHABLE, HTTP_ERROR, HTTP 500",
        "HTTP_ERROR, 1, UNREACHABLE, HTTP_ERROR, HTTP 503",
        "UNAVAILABLE, 1, REFUSED, TEMPORARILY_UNAVAILABLE, HTTP 500",
        "FAULT_WITH_200, 1, REFUSED, TEMPORARILY_UNAVAILABLE, HTTP 200",
        "WEB_PAGE, 1, REJECTED, WEB_PAGE, HTTP 200",
        "TOO_LARGE, 1, REJECTED, TOO_LARGE, ''"
    })
    void judgesAsTheProductDoes(FaultSwitch behaviour, int status, String outcome, String reason, String told) {
        try (LasSimulator las = LasSimulator.start(LasSimulatorConfig.inMemory(CLOCK))) {
            las.school("99XX-00").switchFault(behaviour);

            assertThat(call(las, KEY, "HaalLeerlinggegevens", "SchoolOAS")).isEqualTo(status);

            assertThat(JsonObject.parse(printed()).text("outcome")).isEqualTo(outcome);
            assertThat(JsonObject.parse(printed()).flag("usable")).isEqualTo(status == 0);
            assertThat(printed()).contains(status == 0 ? "\"who\":" : "\"code\": \"" + reason + "\"");
            assertThat(told().strip()).isEqualTo(told);
        }
    }

    @Test
    void tellsWhyAndResponsibleParty_whenNoAnswerComes() throws IOException {
        CallTimes inAMoment = new CallTimes(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (LasSimulator las = LasSimulator.start(LasSimulatorConfig.inMemory(CLOCK))) {
            las.school("99XX-00").switchFault(FaultSwitch.NO_ANSWER);
            assertUnreachable(inAMoment, las.address().toString(), "TIMEOUT", "NOBODY", "LAS_SUPPLIER");
        }
        int nobody;
        try (ServerSocket taken = new ServerSocket(0)) {
            nobody = taken.getLocalPort();
        }
        String refusing = "http://localhost:" + nobody + "/";
        assertUnreachable(TIMES, refusing, "NO_CONNECTION", "NOBODY", "CUSTOMER_SERVICE", "LAS_SUPPLIER");
        assertUnreachable(TIMES, "https://las.invalid/", "NO_CONNECTION", "NOBODY", "CUSTOMER_SERVICE", "LAS_SUPPLIER");
    }

    @Test
    void tellsWhyAndResponsibleParty_whenCertificateIsNotTrusted(@TempDir Path folder) throws Exception {
        TwoSidedTls tls = TwoSidedTls.make(folder, 0);
        try (LasSimulator las =
                LasSimulator.start(LasSimulatorConfig.inMemory(CLOCK).with(Optional.of(tls)))) {
            String address = "https://localhost:" + las.tlsPort() + "/";
            assertUnreachable(TIMES, address, "NO_CONNECTION", "NOBODY", "CUSTOMER_SERVICE", "LAS_SUPPLIER");
        }
    }

    private void assertUnreachable(CallTimes times, String address, String reason, String... who) {
        assertThat(at(times, address, "--any-network")).isEqualTo(1);

        JsonObject report = JsonObject.parse(printed());
        assertThat(report.text("outcome")).isEqualTo("UNREACHABLE");
        assertThat(report.flag("usable")).isFalse();
        assertThat(report.objects("reasons").getFirst().text("code")).isEqualTo(reason);
        assertThat(report.objects("next").stream().map(n -> n.text("who"))).containsExactly(who);
        assertThat(printed() + told()).doesNotContain(KEY, address);
    }

    private int at(CallTimes times, String address, String... more) {
        String[] begin = {
            "call",
            "HaalLeerlinggegevens",
            "--las-types",
            TYPES,
            "--type",
            "SchoolOAS",
            "--brin",
            "99XX",
            "--year",
            "2026-2027",
            "--simulator",
            address
        };
        return run(times, KEY, Stream.concat(Arrays.stream(begin), Arrays.stream(more)));
    }

    /** The product's own rule, and nothing is sent. */
    @Test
    void callsNoAddressOfThisMachine_unlessAsked() {
        try (LasSimulator las = LasSimulator.start(LasSimulatorConfig.inMemory(CLOCK))) {
            assertThat(at(TIMES, las.address().toString())).isEqualTo(1);

            assertThat(printed()).contains("UNREACHABLE", "ADDRESS_NOT_ALLOWED", "CUSTOMER_SERVICE");
            assertThat(las.messages()).isEmpty();
        }
    }

    @Test
    void callsNobodyAndHidesSecrets_whenRequestIsOnlyPrinted() {
        assertThat(run(
                        "",
                        "call",
                        "HaalLeerlingen",
                        "--las-types",
                        TYPES,
                        "--type",
                        "UWLR",
                        "--brin",
                        "99XX",
                        "--year",
                        "2026-2027",
                        "--composite-group",
                        "plus",
                        "--dry-run"))
                .isZero();

        assertThat(printed())
                .contains("<u:leerlingen_verzoek", "<u:schooljaar>2026-2027</u:schooljaar>", "klantcode>verborgen<")
                .contains("<u:groepen><u:samengestelde_groep key=\"plus\"></u:samengestelde_groep></u:groepen>")
                .doesNotContain("demo-klantcode");
        assertThat(told()).isEmpty();
    }

    @Test
    void namesSchoolByItsKey_andSendsWhatWasAsked() {
        assertThat(printedOnly("HaalLeerlinggegevens", "--school-key", "demo-school-99XX-00"))
                .contains("<u:schoolkey>demo-school-99XX-00</u:schoolkey>", "<u:xsdversie>2.2</u:xsdversie>")
                .doesNotContain("brincode", "laatstontvangengegevens");
        assertThat(printedOnly("HaalLeerlinggegevens", "--brin", "99XX", "--xsd-version", "2.3"))
                .contains("<u:brincode>99XX</u:brincode>", "<u:xsdversie>2.3</u:xsdversie>");
        assertThat(printedOnly("HaalLeerlinggegevens", "--brin", "99XX", "--last-received", "2026-11-20T02:00:00Z"))
                .contains("<u:laatstontvangengegevens>2026-11-20T03:00:00+01:00</u:laatstontvangengegevens>");
    }

    @Test
    void callsSchool_byItsKey() {
        try (LasSimulator las = LasSimulator.start(LasSimulatorConfig.inMemory(CLOCK))) {
            String[] asked = {
                "call",
                "HaalLeerlinggegevens",
                "--las-types",
                TYPES,
                "--type",
                "SchoolOAS",
                "--school-key",
                "demo-school-99XX-00",
                "--simulator",
                las.address().toString(),
                "--any-network"
            };

            assertThat(run(KEY, asked)).isZero();

            assertThat(printed()).contains("\"outcome\": \"WHOLE_SCHOOL\"");
        }
    }

    @Test
    void tellsNoChanges_sinceTheLastThatWasReceived() {
        try (LasSimulator las = LasSimulator.start(LasSimulatorConfig.inMemory(CLOCK))) {
            assertThat(call(las, KEY, "HaalLeerlinggegevens", "SchoolOAS", "--last-received", "2026-11-24T10:00:00Z"))
                    .isZero();

            assertThat(printed()).contains("\"outcome\": \"NO_CHANGES\"");
        }
    }

    private String printedOnly(String operation, String... more) {
        String[] begin = {"call", operation, "--las-types", TYPES, "--type", "UWLR", "--dry-run"};
        assertThat(run(
                        "",
                        Stream.concat(Arrays.stream(begin), Arrays.stream(more)).toArray(String[]::new)))
                .isZero();
        return printed();
    }

    @Test
    void composesResults_inTheVersionThatWasAsked(@TempDir Path folder) throws IOException {
        String events = eventsFile(folder, "test-defined", "score-normed").toString();

        assertThat(run("", "results", events, "--xsd-version", "2.3")).isZero();

        assertThat(printed()).contains("xsdversie>2.3</");
    }

    @Test
    void composesResults_andTellsWhatIsHeld(@TempDir Path folder) throws IOException {
        assertThat(run(
                        "",
                        "results",
                        eventsFile(folder, "test-defined", "score-normed", "score-normed-oso")
                                .toString()))
                .isZero();
        assertThat(printed())
                .contains("<u:aanmaakdatum>2026-11-24T11:00:00+01:00</u:aanmaakdatum>", "<u:score>34</u:score>")
                .contains("<oso:codereferentiescore>IV</oso:codereferentiescore>")
                .contains("<u:schooljaar>2026-2027</u:schooljaar><u:brincode>99XX</u:brincode>");

        assertThat(run("", "results", eventsFile(folder, "score-normed").toString()))
                .isEqualTo(1);
        assertThat(printed()).isEmpty();
        assertThat(told()).contains("held: result z-1001.getallen: TEST_UNKNOWN");

        // as a queue hands it over
        assertThat(run(
                        "",
                        "results",
                        REPOSITORY
                                .resolve("events/record-scores/score-normed.json")
                                .toString()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "call",
                "call HaalIets --las-types TYPES --type UWLR --brin 99XX",
                "call HaalStructuur --las-types TYPES --type UWLR",
                "call HaalStructuur --las-types TYPES --type Anders --brin 99XX --dry-run",
                "call HaalStructuur --las-types TYPES --type SchoolOAS --brin 99XX --dry-run",
                "call HaalStructuur --las-types TYPES --type UWLR --brin 99xx",
                "call HaalStructuur --las-types TYPES --type UWLR --brin 99XX --group g5",
                "call HaalLeerlingen --las-types TYPES --type UWLR --brin 99XX --group",
                "call BrengLeerresultaten --las-types TYPES --type UWLR --brin 99XX",
                "call HaalStructuur --las-types TYPES --type UWLR --brin 99XX --pupil p1=100420",
                "call BrengLeerresultaten --las-types TYPES --type UWLR --brin 99XX --events TYPES --pupil p1",
                "call BrengLeerresultaten --las-types TYPES --type UWLR --brin 99XX --events TYPES --teacher t1=",
                "call HaalLeerlinggegevens --las-types TYPES --type UWLR --brin 99XX --year 2026",
                "call HaalLeerlinggegevens --las-types geen --type UWLR --brin 99XX",
                "call HaalLeerlinggegevens --las-types TYPES --type UWLR --brin 99XX",
                "call HaalLeerlinggegevens --las-types TYPES --type UWLR --brin 99XX --xsd-version 2.4 --dry-run",
                "call HaalLeerlinggegevens --las-types TYPES --type UWLR --brin 99XX --school-key k --dry-run",
                "call HaalLeerlinggegevens --las-types TYPES --type UWLR --school-key k --dependance 01 --dry-run",
                "call HaalLeerlinggegevens --las-types TYPES --type UWLR --brin 99XX --last-received gisteren --dry-run",
                "call HaalStructuur --las-types TYPES --type UWLR --brin 99XX --last-received 2026-11-20T02:00:00Z --dry-run",
                "results",
                "results EVENTS --xsd-version banana",
                "results geen.json",
                "results TYPES",
                "results TYPES --dry-run"
            })
    void tellsWrongUse(String line) {
        String[] given = Arrays.stream(
                        line.replace("TYPES", TYPES).replace("EVENTS", EVENTS).split(" "))
                .filter(w -> !w.isEmpty())
                .toArray(String[]::new);

        assertThat(run("", given)).isEqualTo(2);
        assertThat(printed()).isEmpty();
        assertThat(told()).isNotBlank().doesNotContain("99xx", "Anders", "banana", "gisteren");
    }

    /** The events of these files, as a list. */
    private static Path eventsFile(Path folder, String... names) throws IOException {
        StringBuilder events = new StringBuilder();
        for (String name : names) {
            String batch = Files.readString(REPOSITORY.resolve("events/record-scores/" + name + ".json"));
            String body = JsonObject.parse(batch).objects("Records").getFirst().text("body");
            events.append(events.isEmpty() ? "[" : ",").append(body);
        }
        return Files.writeString(
                folder.resolve("events.json"), events.append("]").toString());
    }
}
