package nl.laslink.local.lassimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.ClientCertificate;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.ResponsibleParty;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.secret.Secret;
import nl.laslink.local.lassimulator.school.Edit;
import nl.laslink.local.lassimulator.school.Pupil;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.local.lassimulator.state.Manner;
import nl.laslink.local.lassimulator.state.ReceivedResult;
import nl.laslink.uwlr.UwlrLasClient;
import nl.laslink.uwlr.http.CallTimes;
import nl.laslink.uwlr.http.LasNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** laslink's own client against this simulator: two readings of the standard that must understand each other. */
class RealClientTest {
    private static final String SCHOOL = "99XX-00";
    private static final SchoolYear YEAR = new SchoolYear(2026);

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);

    private final LasSimulator simulator = LasSimulator.start(LasSimulatorConfig.inMemory(CLOCK));
    private final LasEndpoint endpoint =
            new LasEndpoint(simulator.pupilDataEndpoint(), simulator.resultsEndpoint(), "2.2", Map.of());

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({SCHOOL + ", 1", "98YY-00, 0"})
    void fetchesWholeSchool(String code, int unusableAddresses) {
        FetchOutcome.Delivered answer = (FetchOutcome.Delivered) fetch(code);

        Delivery delivery = answer.delivery();
        var school = simulator.school(code).school();
        assertThat(delivery.pupils()).hasSameSizeAs(school.pupils());
        assertThat(delivery.teachers()).hasSameSizeAs(school.teachers());
        assertThat(delivery.groups())
                .hasSize(school.groups().size() + school.compositeGroups().size());
        assertThat(delivery.warnings())
                .filteredOn(w -> w.kind().advice().responsible() != ResponsibleParty.NOBODY)
                .extracting(Delivery.Warning::kind, Delivery.Warning::count)
                .isEqualTo(
                        unusableAddresses == 0
                                ? List.of()
                                : List.of(tuple(Delivery.Kind.UNUSABLE_EMAIL, unusableAddresses)));
        for (int i = 0; i < school.pupils().size(); i++) {
            assertSame(delivery.pupils().get(i), school.pupils().get(i));
        }
        assertThat(new String(answer.rawXml(), StandardCharsets.UTF_8))
                .contains("leerlinggegevens_antwoord")
                .doesNotContain("bsn");
    }

    private static void assertSame(DeliveredPupil delivered, Pupil pupil) {
        assertThat(delivered.key()).contains(new LasKey(pupil.key()));
        assertThat(delivered.eckId().map(e -> e.value())).isEqualTo(pupil.eckId());
        assertThat(delivered.name().firstName()).isEqualTo(pupil.name().firstName());
        assertThat(delivered.name().prefix()).isEqualTo(pupil.name().prefix());
        assertThat(delivered.name().surname()).isEqualTo(pupil.name().surname());
        assertThat(delivered.birthDate()).isEqualTo(pupil.born());
        assertThat(delivered.yearGroup()).contains(pupil.year().code());
        assertThat(delivered.group().map(LasKey::value)).isEqualTo(pupil.group());
        assertThat(delivered.compositeGroups().stream().map(LasKey::value).toList())
                .isEqualTo(pupil.compositeGroups());
    }

    /** The two ways of asking bring the same school. */
    @ParameterizedTest
    @CsvSource({SCHOOL + ", 2.2, 5", SCHOOL + ", 2.3, 100", "98YY-00, 2.2, 1"})
    void fetchesSameSchool_inStages(String code, String version, int groupsPerCall) {
        Delivery whole = ((FetchOutcome.Delivered) fetch(code)).delivery();

        FetchOutcome.Delivered staged = (FetchOutcome.Delivered) fetch(code, staged(version, groupsPerCall));

        assertThat(staged.delivery().groups()).isEqualTo(whole.groups());
        assertThat(staged.delivery().pupils()).containsExactlyInAnyOrderElementsOf(whole.pupils());
        assertThat(staged.delivery().teachers()).containsExactlyInAnyOrderElementsOf(whole.teachers());
        assertThat(counts(staged.delivery())).isEqualTo(counts(whole));
    }

    @ParameterizedTest
    @EnumSource(Manner.Profile.class)
    void fetchesEveryProfile_inBothVersions_withAndWithoutKeys(Manner.Profile profile) {
        for (String version : List.of("2.2", "2.3")) {
            for (boolean keys : List.of(true, false)) {
                simulator
                        .school(SCHOOL)
                        .speak(new Manner(
                                Manner.Versions.BOTH,
                                profile,
                                Manner.Transfer.BOTH,
                                Manner.Gzip.ALWAYS,
                                0,
                                keys,
                                false));

                Delivery delivery = ((FetchOutcome.Delivered) fetch(SCHOOL, whole(version))).delivery();

                assertThat(delivery.pupils())
                        .hasSameSizeAs(simulator.school(SCHOOL).school().pupils());
                assertThat(delivery.pupils().stream().anyMatch(p -> p.key().isEmpty()))
                        .isEqualTo(!keys);
                assertThat(delivery.pupils().stream()
                                .anyMatch(p -> p.birthDate().isPresent()))
                        .isEqualTo(profile != Manner.Profile.SMALLE || version.equals("2.2"));
                assertThat(delivery.teachers().stream().anyMatch(t -> t.email().isPresent()))
                        .isEqualTo(profile != Manner.Profile.LVS);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OTHER_SCHOOL, Unreadable[flaws=[OTHER_SCHOOL]]",
        "OTHER_YEAR, Unreadable[flaws=[OTHER_SCHOOL_YEAR]]",
        "WEB_PAGE, Unreadable[flaws=[WEB_PAGE]]",
        "HTTP_ERROR, Unanswered[reason=HTTP_ERROR]",
        "EMPTY_ANSWER, Unreadable[flaws=[EMPTY]]",
        "CUT_SHORT, Unreadable[flaws=[CUT_SHORT]]",
        "WRONG_KEY, Refused[code=INVALID_AUTHORISATION]",
        "UNAVAILABLE, Refused[code=TEMPORARILY_UNAVAILABLE]",
        "INTERNAL_ERROR, Refused[code=INTERNAL_ERROR]",
        "MALFORMED, Refused[code=INVALID_MESSAGE]",
        "UNKNOWN_CUSTOMER, Refused[code=INVALID_CUSTOMER]",
        "UNKNOWN_VERSION, Refused[code=INVALID_VERSION]",
        "INVALID_TERM, Refused[code=INVALID_VOCABULARY_TERM]",
        "UNKNOWN_PUPIL, Refused[code=INVALID_PUPIL]",
        "INVALID_NORM, Refused[code=INVALID_NORM]",
        "INVALID_SCORE, Refused[code=INVALID_SCORE]",
        "INVALID_OSO_RESULT, Refused[code=INVALID_OSO_RESULT]",
        "VENDOR_CODE, Refused[code=UNKNOWN]"
    })
    void tellsWhatIsWrong_inOneAnswerAsInStages(FaultSwitch fault, String outcome) {
        simulator.school(SCHOOL).switchFault(fault);

        assertThat(fetch(SCHOOL).toString()).isEqualTo(outcome);
        assertThat(fetch(SCHOOL, staged("2.2", 5)).toString()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({SCHOOL, "98YY-00"})
    void fetchesEverySchool_withTheKeyOfTheApplication(String code) {
        FetchOutcome fetched =
                client(CallTimes.DEFAULT).fetch(endpoint, credentials("demo-sleutel-van-laslink"), school(code), YEAR);

        assertThat(((FetchOutcome.Delivered) fetched).delivery().pupils())
                .hasSameSizeAs(simulator.school(code).school().pupils());
    }

    @Test
    void fetchesTheSchoolOfASchoolKey() {
        Delivery byBrin = ((FetchOutcome.Delivered) fetch(SCHOOL)).delivery();

        for (LasEndpoint at : List.of(whole("2.2"), staged("2.2", 100))) {
            FetchOutcome bySchoolKey = fetchBySchoolKey("demo-school-" + SCHOOL, at);
            assertThat(((FetchOutcome.Delivered) bySchoolKey).delivery().pupils())
                    .hasSameElementsAs(byBrin.pupils());
        }
        assertThat(fetchBySchoolKey("demo-school-98YY-00", whole("2.2")))
                .isEqualTo(new Failed.Refused(FaultCode.INVALID_AUTHORISATION));
        simulator.school(SCHOOL).switchFault(FaultSwitch.OTHER_SCHOOL);
        assertThat(fetchBySchoolKey("demo-school-" + SCHOOL, whole("2.2")))
                .hasToString("Unreadable[flaws=[OTHER_SCHOOL]]");
    }

    private FetchOutcome fetchBySchoolKey(String key, LasEndpoint at) {
        return client(CallTimes.DEFAULT)
                .fetch(at, credentials("demo-sleutel-" + SCHOOL), new SchoolIdentification.BySchoolKey(key), YEAR);
    }

    @Test
    void isRefused_whenLasSpeaksOtherVersion_orWay_orWantsCertificate() {
        speak(Manner.Versions.V2_2, Manner.Transfer.BOTH, false);
        assertThat(fetch(SCHOOL, whole("2.3"))).isEqualTo(new Failed.Refused(FaultCode.INVALID_VERSION));
        assertThat(fetch(SCHOOL)).isInstanceOf(FetchOutcome.Delivered.class);
        speak(Manner.Versions.BOTH, Manner.Transfer.STAGED, false);
        assertThat(fetch(SCHOOL)).isEqualTo(new Failed.Refused(FaultCode.INVALID_MESSAGE));
        speak(Manner.Versions.BOTH, Manner.Transfer.WHOLE, false);
        assertThat(fetch(SCHOOL, staged("2.2", 5))).isEqualTo(new Failed.Refused(FaultCode.INVALID_MESSAGE));
        speak(Manner.Versions.BOTH, Manner.Transfer.BOTH, true);
        assertThat(fetch(SCHOOL)).isEqualTo(new Failed.Refused(FaultCode.INVALID_AUTHORISATION));
    }

    @Test
    void isKnownByItsCertificate_whenLasWantsOne(@TempDir Path folder) throws Exception {
        TwoSidedTls tls = TwoSidedTls.make(folder, 0);
        try (LasSimulator secure =
                LasSimulator.start(LasSimulatorConfig.inMemory(CLOCK).with(Optional.of(tls)))) {
            secure.school(SCHOOL)
                    .speak(new Manner(
                            Manner.Versions.BOTH,
                            Manner.Profile.BASE,
                            Manner.Transfer.BOTH,
                            Manner.Gzip.ASKED,
                            0,
                            true,
                            true));
            URI address = URI.create("https://localhost:" + secure.tlsPort() + "/uwlr/leerlinggegevens");
            LasHabits habits = new LasHabits(
                    LasHabits.Profile.BASE,
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    Duration.ZERO,
                    false,
                    Optional.of(Files.readString(folder.resolve("server.pem"))));
            LasEndpoint there = new LasEndpoint(address, address, "2.2", Map.of(), habits);
            ClientCertificate certificate = new ClientCertificate(
                    Secret.of(Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("client.p12")))),
                    Secret.of(TwoSidedTls.PASSWORD));
            LasCredentials plain = credentials("demo-sleutel-" + SCHOOL);
            LasCredentials proven = new LasCredentials(
                    plain.authorisationKey(), plain.klantcode(), plain.klantnaam(), Map.of(), Optional.of(certificate));

            UwlrLasClient client = client(CallTimes.DEFAULT);
            assertThat(client.fetch(there, plain, school(SCHOOL), YEAR))
                    .isEqualTo(new Failed.Refused(FaultCode.INVALID_AUTHORISATION));
            assertThat(client.fetch(there, proven, school(SCHOOL), YEAR)).isInstanceOf(FetchOutcome.Delivered.class);
        }
    }

    /** Skipped where the schemas are not: they are no part of the repository. */
    @Test
    void sendsOnlyRequestsThatFitThePublishedSchema() {
        Path folder = Schemas.folder();
        try (LasSimulator checking =
                LasSimulator.start(LasSimulatorConfig.inMemory(CLOCK).withSchemas(folder))) {
            for (LasEndpoint endpoint : List.of(whole("2.2"), whole("2.3"), staged("2.2", 3), staged("2.3", 50))) {
                LasEndpoint there = new LasEndpoint(
                        checking.pupilDataEndpoint(),
                        checking.resultsEndpoint(),
                        endpoint.xsdVersion(),
                        Map.of(),
                        endpoint.habits().staged().isPresent()
                                ? stagedHabits(checking.stagesEndpoint(), 3)
                                : LasHabits.PLAIN);
                assertThat(client(CallTimes.DEFAULT)
                                .fetch(there, credentials("demo-sleutel-" + SCHOOL), school(SCHOOL), YEAR))
                        .isInstanceOf(FetchOutcome.Delivered.class);
            }
            client(CallTimes.DEFAULT)
                    .bring(
                            new LasEndpoint(checking.pupilDataEndpoint(), checking.resultsEndpoint(), "2.2", Map.of()),
                            credentials("demo-sleutel-" + SCHOOL),
                            scores("100420", 31));

            assertThat(checking.messages())
                    .extracting(m -> m.schema().orElse("unchecked"))
                    .hasSizeGreaterThan(10)
                    .containsOnly("fits");
        }
    }

    private void speak(Manner.Versions versions, Manner.Transfer transfer, boolean certificate) {
        simulator
                .school(SCHOOL)
                .speak(new Manner(versions, Manner.Profile.BASE, transfer, Manner.Gzip.NEVER, 0, true, certificate));
    }

    private LasEndpoint whole(String version) {
        return new LasEndpoint(simulator.pupilDataEndpoint(), simulator.resultsEndpoint(), version, Map.of());
    }

    private LasEndpoint staged(String version, int groupsPerCall) {
        return new LasEndpoint(
                simulator.pupilDataEndpoint(),
                simulator.resultsEndpoint(),
                version,
                Map.of(),
                stagedHabits(simulator.stagesEndpoint(), groupsPerCall));
    }

    private static LasHabits stagedHabits(URI address, int groupsPerCall) {
        return new LasHabits(
                LasHabits.Profile.BASE,
                Optional.of(new LasHabits.Staged(address, groupsPerCall)),
                Optional.empty(),
                false,
                Duration.ZERO,
                false,
                Optional.empty());
    }

    private FetchOutcome fetch(String code, LasEndpoint at) {
        return client(CallTimes.DEFAULT).fetch(at, credentials("demo-sleutel-" + code), school(code), YEAR);
    }

    @Test
    void fetchesChange_whenPupilLeaves() throws Exception {
        simulator.school(SCHOOL).edit(_ -> new Edit.PupilLeaves("100427"));

        Delivery delivery = ((FetchOutcome.Delivered) fetch(SCHOOL)).delivery();

        assertThat(delivery.pupils())
                .extracting(DeliveredPupil::key)
                .contains(Optional.of(new LasKey("100420")))
                .doesNotContain(Optional.of(new LasKey("100427")));
    }

    @Test
    void tellsNoData_whenAnotherYearIsAskedFor() {
        FetchOutcome outcome = client(CallTimes.DEFAULT)
                .fetch(endpoint, credentials("demo-sleutel-99XX-00"), school(SCHOOL), new SchoolYear(2025));

        assertThat(outcome).isEqualTo(new FetchOutcome.NoData());
    }

    @Test
    void tellsRefusal_whenKeyIsWrong() {
        FetchOutcome fetched =
                client(CallTimes.DEFAULT).fetch(endpoint, credentials("een-andere-sleutel"), school(SCHOOL), YEAR);
        BringOutcome brought =
                client(CallTimes.DEFAULT).bring(endpoint, credentials("een-andere-sleutel"), scores("100420", 30));

        assertThat(fetched).isEqualTo(new Failed.Refused(FaultCode.INVALID_AUTHORISATION));
        assertThat(brought).isEqualTo(new Failed.Refused(FaultCode.INVALID_AUTHORISATION));
    }

    @Test
    void tellsWhatIsWrong_whenSimulatorMisbehaves() {
        assertThat(fetchWith(FaultSwitch.WRONG_KEY)).isEqualTo(new Failed.Refused(FaultCode.INVALID_AUTHORISATION));
        assertThat(fetchWith(FaultSwitch.UNAVAILABLE)).isEqualTo(new Failed.Refused(FaultCode.TEMPORARILY_UNAVAILABLE));
        assertThat(fetchWith(FaultSwitch.NO_CHANGES)).isEqualTo(new FetchOutcome.NoChanges());
        assertThat(fetchWith(FaultSwitch.NO_DATA)).isEqualTo(new FetchOutcome.NoData());
        assertThat(fetchWith(FaultSwitch.CUT_SHORT)).isEqualTo(new Failed.Unreadable(AnswerFlaw.CUT_SHORT));
        assertThat(fetchWith(FaultSwitch.NONE)).isInstanceOf(FetchOutcome.Delivered.class);
    }

    private FetchOutcome fetchWith(FaultSwitch fault) {
        simulator.school(SCHOOL).switchFault(fault);
        return fetch(SCHOOL);
    }

    @Test
    void tellsTimeout_whenNoAnswerComes() {
        simulator.school(SCHOOL).switchFault(FaultSwitch.NO_ANSWER);
        UwlrLasClient hasty =
                client(new CallTimes(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(5)));

        FetchOutcome fetched = hasty.fetch(endpoint, credentials("demo-sleutel-99XX-00"), school(SCHOOL), YEAR);
        BringOutcome brought = hasty.bring(endpoint, credentials("demo-sleutel-99XX-00"), scores("100420", 30));

        assertThat(fetched).isEqualTo(new Failed.Unanswered(NoAnswer.TIMEOUT));
        assertThat(brought).isEqualTo(new Failed.Unanswered(NoAnswer.TIMEOUT));
        assertThat(simulator.school(SCHOOL).results()).isEmpty();
    }

    @Test
    void showsResults_whenTheyAreAccepted() {
        BringOutcome outcome = bring(scores("100420", 30));

        assertThat(outcome).isEqualTo(new BringOutcome.Accepted());
        List<ReceivedResult> results = simulator.school(SCHOOL).results();
        assertThat(results)
                .extracting(
                        ReceivedResult::key,
                        ReceivedResult::pupil,
                        r -> r.score().orElse(-1),
                        ReceivedResult::part)
                .containsExactly(
                        tuple("z1", "100420", 34L, Optional.empty()), tuple("z1.L", "100420", 12L, Optional.of("L")));
        assertThat(results.getFirst().term()).contains("II");
        assertThat(results.getFirst().testName()).contains("Rekenen M5");
        assertThat(results.getFirst().takenOn()).isEqualTo(LocalDate.of(2026, 11, 20));
    }

    @Test
    void refusesWhole_whenPupilIsUnknownOrMessageIsNotLater() {
        assertThat(bring(scores("1", 30))).isEqualTo(new Failed.Refused(FaultCode.INVALID_PUPIL));
        assertThat(bring(scores("100420", 30))).isEqualTo(new BringOutcome.Accepted());
        assertThat(bring(scores("100420", 30))).isEqualTo(new Failed.Refused(FaultCode.INVALID_MESSAGE));
        assertThat(bring(scores("100420", 31))).isEqualTo(new BringOutcome.Accepted());
        assertThat(simulator.school(SCHOOL).results())
                .extracting(ReceivedResult::timesReceived)
                .containsExactly(2, 2);
    }

    private FetchOutcome fetch(String code) {
        return client(CallTimes.DEFAULT).fetch(endpoint, credentials("demo-sleutel-" + code), school(code), YEAR);
    }

    private BringOutcome bring(ScoreMessage message) {
        return client(CallTimes.DEFAULT).bring(endpoint, credentials("demo-sleutel-99XX-00"), message);
    }

    private static UwlrLasClient client(CallTimes times) {
        return new UwlrLasClient(LasNetwork.ANY, times);
    }

    private static LasCredentials credentials(String key) {
        return new LasCredentials(Secret.of(key), Secret.of("demo-klantcode"), "laslink");
    }

    private static SchoolIdentification school(String code) {
        return new SchoolIdentification.ByBrin(SchoolId.parse(code));
    }

    private static ScoreMessage scores(String pupil, int minute) {
        TestDefinition.Norming norming = new TestDefinition.Norming(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new TestDefinition.Norm("I", Optional.empty(), 36, 50),
                        new TestDefinition.Norm("II", Optional.of("boven gemiddeld"), 0, 35)));
        TestDefinition test = new TestDefinition(
                new TestCode("RW-M5"),
                Optional.empty(),
                Optional.of("Rekenen M5"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(norming),
                List.of(new TestDefinition.Part(1, "L", Optional.of("Lezen"), Optional.empty())));
        return new ScoreMessage(
                school(SCHOOL),
                YEAR,
                OffsetDateTime.parse("2026-11-23T03:30:00+01:00").withMinute(minute),
                List.of(new ScoreMessage.PupilResults(
                        new LasKey(pupil),
                        Optional.empty(),
                        List.of(result("z1", Optional.empty(), 34), result("z1.L", Optional.of("L"), 12)))),
                List.of(test));
    }

    private static ScoreMessage.Result result(String key, Optional<String> part, long score) {
        return new ScoreMessage.Result(
                new ResultKey(key),
                LocalDate.of(2026, 11, 20),
                new TestCode("RW-M5"),
                Optional.empty(),
                part,
                new ScoreValue.Plain(score));
    }

    private static Map<Delivery.Kind, Integer> counts(Delivery delivery) {
        return delivery.warnings().stream().collect(Collectors.toMap(Delivery.Warning::kind, Delivery.Warning::count));
    }
}
