package nl.laslink.local.lassimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.secret.Secret;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.local.lassimulator.state.Manner;
import nl.laslink.uwlr.UwlrLasClient;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;
import nl.laslink.uwlr.http.CallTimes;
import nl.laslink.uwlr.http.LasNetwork;
import nl.laslink.uwlr.request.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything the page can switch on, through laslink's own client: what comes of a fetch, of one in stages, and of bringing results.
 * A behaviour that is added without its outcomes does not compile.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryBehaviourTest {
    private static final String SCHOOL = "99XX-00";
    private static final SchoolYear YEAR = new SchoolYear(2026);
    private static final SchoolIdentification WHO = new SchoolIdentification.ByBrin(SchoolId.parse(SCHOOL));
    private static final LasCredentials CREDENTIALS =
            new LasCredentials(Secret.of("demo-sleutel-" + SCHOOL), Secret.of("demo-klantcode"), "laslink");

    /** Long enough for a good answer on a slow machine; who is silent or drips takes all of it. */
    private static final CallTimes TIMES =
            new CallTimes(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private static final CallTimes SHORT =
            new CallTimes(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final LasSimulator simulator = LasSimulator.start(
            LasSimulatorConfig.inMemory(Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC)));

    private OffsetDateTime lastBrought = OffsetDateTime.parse("2026-11-23T10:00:00+01:00");

    @AfterAll
    void stop() {
        simulator.close();
    }

    /** What comes of it, in short. */
    private record Outcomes(String whole, String staged, String brought) {
        static Outcomes ofAll(String whole, String brought) {
            return new Outcomes(whole, whole, brought);
        }

        /** Those who bring results notice nothing of what is odd in the data. */
        static Outcomes inData(String whole, String staged) {
            return new Outcomes(whole, staged, "Accepted[]");
        }

        static Outcomes unreadable(String flaw) {
            String unreadable = "Unreadable[flaws=[" + flaw + "]]";
            return ofAll(unreadable, unreadable);
        }

        static Outcomes refused(String code) {
            String refused = "Refused[code=" + code + "]";
            return ofAll(refused, refused);
        }
    }

    private static Outcomes expected(FaultSwitch behaviour) {
        return switch (behaviour) {
            case NONE -> Outcomes.inData("230", "230");
            case NO_CHANGES -> Outcomes.inData("NoChanges[]", "Unreadable[flaws=[INCOMPLETE]]");
            case NO_DATA -> Outcomes.inData("NoData[]", "NoData[]");
            case OTHER_SCHOOL ->
                Outcomes.inData("Unreadable[flaws=[OTHER_SCHOOL]]", "Unreadable[flaws=[OTHER_SCHOOL]]");
            case OTHER_YEAR ->
                Outcomes.inData("Unreadable[flaws=[OTHER_SCHOOL_YEAR]]", "Unreadable[flaws=[OTHER_SCHOOL_YEAR]]");
            case WRONG_KEY -> Outcomes.refused("INVALID_AUTHORISATION");
            case UNAVAILABLE, FAULT_WITH_200 -> Outcomes.refused("TEMPORARILY_UNAVAILABLE");
            case INTERNAL_ERROR -> Outcomes.refused("INTERNAL_ERROR");
            case MALFORMED -> Outcomes.refused("INVALID_MESSAGE");
            case UNKNOWN_CUSTOMER -> Outcomes.refused("INVALID_CUSTOMER");
            case UNKNOWN_VERSION -> Outcomes.refused("INVALID_VERSION");
            case INVALID_TERM -> Outcomes.refused("INVALID_VOCABULARY_TERM");
            case UNKNOWN_PUPIL -> Outcomes.refused("INVALID_PUPIL");
            case INVALID_NORM -> Outcomes.refused("INVALID_NORM");
            case INVALID_SCORE -> Outcomes.refused("INVALID_SCORE");
            case INVALID_OSO_RESULT -> Outcomes.refused("INVALID_OSO_RESULT");
            case VENDOR_CODE -> Outcomes.refused("UNKNOWN");
            case NO_ANSWER, DRIPPING -> Outcomes.ofAll("Unanswered[reason=TIMEOUT]", "Unanswered[reason=TIMEOUT]");
            case HTTP_ERROR, GOOD_WITH_500 ->
                Outcomes.ofAll("Unanswered[reason=HTTP_ERROR]", "Unanswered[reason=HTTP_ERROR]");
            case EMPTY_ANSWER -> Outcomes.unreadable("EMPTY");
            case CUT_SHORT, BROKEN_OFF -> Outcomes.unreadable("CUT_SHORT");
            case MULTIPART -> Outcomes.unreadable("MULTIPART");
            case WEB_PAGE -> Outcomes.unreadable("WEB_PAGE");
            case SECOND_PAYLOAD -> Outcomes.unreadable("SEVERAL_PAYLOADS");
            case OTHER_OPERATION -> Outcomes.unreadable("OTHER_OPERATION");
            case OTHER_SOAP -> Outcomes.unreadable("OTHER_SOAP_FAULT");
            case DOCTYPE -> Outcomes.unreadable("DOCTYPE");
            case TOO_LARGE -> Outcomes.unreadable("TOO_LARGE");
            case DUPLICATE_KEYS, DUPLICATE_ECK_IDS ->
                Outcomes.inData(
                        "230 CONFLICTING_PERSON=1 PUPIL_LEFT_OUT=1", "230 CONFLICTING_PERSON=1 PUPIL_LEFT_OUT=1");
            case DISPOSABLE_KEYS -> Outcomes.inData("230 KEY_OF_ONE_MESSAGE=230", "Unreadable[flaws=[INCOMPLETE]]");
            case WITHOUT_IDENTITY ->
                Outcomes.inData(
                        "229 PERSON_WITHOUT_IDENTITY=1 PUPIL_LEFT_OUT=1",
                        "229 PERSON_WITHOUT_IDENTITY=1 PUPIL_LEFT_OUT=1");
            case OUT_OF_RANGE ->
                Outcomes.inData(
                        "230 UNKNOWN_YEAR_GROUP=1 UNUSABLE_BIRTH_DATE=1",
                        "230 UNKNOWN_YEAR_GROUP=1 UNUSABLE_BIRTH_DATE=1");
            case UNKNOWN_GROUPS ->
                Outcomes.inData(
                        "230 GROUP_OF_OTHER_KIND=1 UNKNOWN_GROUP=1", "230 GROUP_OF_OTHER_KIND=1 UNKNOWN_GROUP=1");
            case LISTED_LEAVERS -> Outcomes.inData("230, 1 leaves on 2026-11-22", "230, 1 leaves on 2026-11-22");
            case OWN_ANSWER -> throw new AssertionError("depends on the file");
        };
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OWN_ANSWER"})
    void leadsToItsOutcome(FaultSwitch behaviour) {
        simulator.school(SCHOOL).switchFault(behaviour);
        boolean takesTime = behaviour == FaultSwitch.NO_ANSWER || behaviour == FaultSwitch.DRIPPING;
        UwlrLasClient client = new UwlrLasClient(LasNetwork.ANY, takesTime ? SHORT : TIMES);

        Outcomes outcomes = new Outcomes(
                text(client.fetch(endpoint(Optional.empty()), CREDENTIALS, WHO, YEAR)),
                text(client.fetch(endpoint(Optional.of(5)), CREDENTIALS, WHO, YEAR)),
                bring(client).toString());

        assertThat(outcomes).isEqualTo(expected(behaviour));
    }

    /** Time to think is a slow first byte; a dripping answer above is a slow last one. */
    @Test
    void waitsForTheFirstByte_asLongAsItHasTime() {
        simulator.school(SCHOOL).switchFault(FaultSwitch.NONE);
        try {
            think(500);
            assertThat(text(new UwlrLasClient(LasNetwork.ANY, TIMES)
                            .fetch(endpoint(Optional.empty()), CREDENTIALS, WHO, YEAR)))
                    .isEqualTo("230");
            think(20_000);
            assertThat(text(new UwlrLasClient(LasNetwork.ANY, SHORT)
                            .fetch(endpoint(Optional.empty()), CREDENTIALS, WHO, YEAR)))
                    .isEqualTo("Unanswered[reason=TIMEOUT]");
        } finally {
            think(0);
        }
    }

    private void think(int millis) {
        Manner usual = Manner.USUAL;
        simulator
                .school(SCHOOL)
                .speak(new Manner(
                        usual.versions(),
                        usual.profile(),
                        usual.transfer(),
                        usual.gzip(),
                        millis,
                        usual.keys(),
                        usual.certificate()));
    }

    static Stream<Path> corpus() throws IOException {
        Path root = Path.of(System.getProperty("repository.root", ""));
        return Files.list(root.resolve("shared/uwlr/src/test/resources/answers"))
                .sorted();
    }

    /** Any file of the corpus, or of a supplier, can be seen in the product: what comes of it is what the judge makes of it. */
    @ParameterizedTest
    @MethodSource("corpus")
    void saysWhatIsInTheFile_byteForByte(Path file) throws Exception {
        byte[] answer = Files.readAllBytes(file);
        Judgement judgement = new AnswerJudge(
                        new Asked(Optional.of(Operation.PUPIL_DATA), Optional.of(WHO), Optional.of(YEAR)))
                .judge(new ByteArrayInputStream(answer), "text/xml", OutputStream.nullOutputStream());

        post("answer", "text/xml", HttpRequest.BodyPublishers.ofByteArray(answer));
        FetchOutcome outcome =
                new UwlrLasClient(LasNetwork.ANY, TIMES).fetch(endpoint(Optional.empty()), CREDENTIALS, WHO, YEAR);

        assertThat(simulator.messages().getFirst().outcome()).isEqualTo("own-answer");
        assertThat(outcome)
                .isInstanceOf(
                        switch (judgement) {
                            case Judgement.WholeSchool _ -> FetchOutcome.Delivered.class;
                            case Judgement.NoChanges _ -> FetchOutcome.NoChanges.class;
                            case Judgement.NoData _ -> FetchOutcome.NoData.class;
                            case Judgement.Refused _ -> Failed.Refused.class;
                            case Judgement.Rejected _, Judgement.PartOfSchool _, Judgement.Confirmed _ ->
                                Failed.Unreadable.class;
                        });
        if (judgement instanceof Judgement.WholeSchool whole) {
            assertThat(((FetchOutcome.Delivered) outcome).delivery()).isEqualTo(whole.delivery());
        }
    }

    @Test
    void saysItsFile_withTheStatusThatIsAsked_untilItIsReset() throws Exception {
        assertThat(post("answer?status=100", "text/xml", HttpRequest.BodyPublishers.ofString(""))
                        .statusCode())
                .isEqualTo(400);
        post("answer?status=503", "text/plain", HttpRequest.BodyPublishers.ofString("dicht"));

        assertThat(new UwlrLasClient(LasNetwork.ANY, TIMES).fetch(endpoint(Optional.empty()), CREDENTIALS, WHO, YEAR))
                .isEqualTo(new Failed.Unanswered(NoAnswer.HTTP_ERROR));

        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(simulator.address().resolve("_sim/reset"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(post("fault", "application/json", HttpRequest.BodyPublishers.ofString("{\"fault\":\"own-answer\"}"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(simulator.school(SCHOOL).fault()).isEqualTo(FaultSwitch.NONE);
    }

    private HttpResponse<String> post(String what, String type, HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(simulator.address().resolve("_sim/schools/" + SCHOOL + "/" + what))
                .header("Content-Type", type)
                .POST(body)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String text(FetchOutcome outcome) {
        if (!(outcome instanceof FetchOutcome.Delivered delivered)) {
            return outcome.toString();
        }
        Delivery delivery = delivered.delivery();
        List<DeliveredPupil> leavers =
                delivery.pupils().stream().filter(p -> p.leavesOn().isPresent()).toList();
        return delivery.pupils().size()
                + delivery.warnings().stream()
                        .filter(w -> w.kind() != Delivery.Kind.UNUSABLE_EMAIL)
                        .map(w -> " " + w.kind() + "=" + w.count())
                        .sorted()
                        .reduce("", String::concat)
                + (leavers.isEmpty()
                        ? ""
                        : ", " + leavers.size() + " leaves on "
                                + leavers.getFirst().leavesOn().orElseThrow());
    }

    private LasEndpoint endpoint(Optional<Integer> stages) {
        LasHabits habits = new LasHabits(
                LasHabits.Profile.BASE,
                stages.map(groups -> new LasHabits.Staged(simulator.stagesEndpoint(), groups)),
                Optional.empty(),
                true,
                Duration.ZERO,
                false,
                Optional.empty());
        return new LasEndpoint(simulator.pupilDataEndpoint(), simulator.resultsEndpoint(), "2.2", Map.of(), habits);
    }

    private BringOutcome bring(UwlrLasClient client) {
        lastBrought = lastBrought.plusSeconds(1);
        TestCode test = new TestCode("RW-M5");
        ScoreMessage.Result result = new ScoreMessage.Result(
                new ResultKey("z1"),
                LocalDate.parse("2026-11-20"),
                test,
                Optional.empty(),
                Optional.empty(),
                new ScoreValue.Plain(34),
                Optional.empty());
        TestDefinition definition = new TestDefinition(
                test,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of());
        return client.bring(
                endpoint(Optional.empty()),
                CREDENTIALS,
                new ScoreMessage(
                        WHO,
                        YEAR,
                        lastBrought,
                        List.of(new ScoreMessage.PupilResults(
                                new LasKey("100420"), Optional.empty(), Optional.empty(), List.of(result))),
                        List.of(definition)));
    }
}
