package nl.laslink.recordscores;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.SchoolReadiness;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.RefusedArrival;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.Revision;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreState.WaitReason;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.Imports;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryRefusedArrivals;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryScoreStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordScoresHandlerTest {
    private static final String DEFINED = Invoke.event("record-scores/test-defined");
    private static final String NORMED = Invoke.event("record-scores/score-normed");
    private static final String OSO = Invoke.event("record-scores/score-normed-oso");
    private static final String WITHDRAWN = Invoke.event("record-scores/score-withdrawn");
    private static final String REPLAY = Invoke.event("record-scores/score-replay-requested");
    private static final String MESSAGE = "2e1424d4-f796-459a-8184-9c92662be6d0";
    private static final ResultKey KEY = new ResultKey("z-1001.getallen");

    private final TestClock clock = TestClock.at("2026-11-21T15:05:00Z");
    private final InMemoryTables tables = new InMemoryTables();
    private final InMemoryScoreStore scores = new InMemoryScoreStore(tables);
    private final InMemoryRefusedArrivals arrivals = new InMemoryRefusedArrivals();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void linkedSchool() {
        Links.makeActive(tables, new FakeSecretCipher());
        new InMemoryRosterStore(tables)
                .seed(
                        SCHOOL,
                        "De Voorbeeldschool",
                        List.of(
                                existingGroup("g5", "Groep 5", "5", "G5"),
                                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", "eck-1"),
                                knownByEckIdAlone("p2")));
    }

    /** As a LAS of UWLR 2.3 may send a pupil, or one that gives out a key per message. */
    private static Pupil knownByEckIdAlone(String id) {
        Pupil pupil = existingPupil(id, "Sem", "Visser", "", "g5", "", "eck-2");
        return new Pupil(
                pupil.id(),
                pupil.name(),
                pupil.birthDate(),
                pupil.yearGroup(),
                pupil.group(),
                pupil.compositeGroups(),
                pupil.active(),
                pupil.eckId(),
                Optional.of(new ExternalNumber(LAS, Optional.empty())),
                pupil.tests());
    }

    private List<String> record(String event) {
        return record(event, scores);
    }

    private List<String> record(String event, ScoreStore some) {
        RecordScore useCase = new RecordScore(
                some,
                new SchoolReadiness(new InMemoryLinkStore(tables), new InMemoryImportStore(tables)),
                new InMemoryRosterStore(tables),
                clock);
        Log log = Invoke.log(new PrintStream(printed, true, StandardCharsets.UTF_8));
        return Invoke.failed(
                new RecordScoresHandler(new ReceiveEvent(useCase, arrivals, new EventSchemas(), clock), log), event);
    }

    private LedgerEntry entry() {
        return scores.find(SCHOOL, KEY).orElseThrow();
    }

    @Test
    void recordsForThePupilWhoStays_whenTheIdWasMerged() {
        InMemoryRosterStore rosters = new InMemoryRosterStore(tables);
        rosters.edit(
                SCHOOL,
                new Gone(new RecordId("p1"), Optional.of(new RecordId("p2"))),
                1,
                EventsAndAudit.of(new CorrelationId("x")));

        assertThat(record(NORMED)).isEmpty();

        assertThat(entry().pupil()).isEqualTo(new RecordId("p2"));
    }

    @Test
    void remembersDefinition_andLeavesWhatItDoesNotKnow() {
        assertThat(record(DEFINED)).isEmpty();

        TestDefinition.Norm low = new TestDefinition.Norm(
                "V",
                Optional.empty(),
                0,
                19,
                Optional.of(new TestDefinition.Colour(200, 40, 40, 100)),
                Optional.empty(),
                Optional.empty());
        TestDefinition.Norm high = new TestDefinition.Norm(
                "I",
                Optional.of("ruim boven gemiddeld"),
                20,
                50,
                Optional.empty(),
                Optional.of(new BigDecimal("7.5")),
                Optional.of(new BigDecimal("10")));
        assertThat(scores.definition(new TestCode("REK-M5"), Optional.of("2")))
                .contains(new TestDefinition(
                        new TestCode("REK-M5"),
                        Optional.of("2"),
                        Optional.of("Rekenen M5"),
                        Optional.of("2026"),
                        Optional.of("rekenen"),
                        Optional.of(new TestDefinition.Norming(
                                Optional.of("niveau"),
                                Optional.of("landelijk"),
                                Optional.of(new BigDecimal("1.5")),
                                List.of(low, high))),
                        List.of(new TestDefinition.Entrance(1, "Rekenen")),
                        List.of(
                                new TestDefinition.Part(1, "getallen", Optional.of("Getallen"), Optional.empty()),
                                new TestDefinition.Part(
                                        2,
                                        "meten",
                                        Optional.of("Meten"),
                                        Optional.of(new TestDefinition.Norming(
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                List.of(new TestDefinition.Norm("A", Optional.empty(), 0, 10)))))),
                        Map.of(TestDefinition.Field.CODE, new TestDefinition.Vocabulary("laslink", Optional.empty()))));
    }

    @Test
    void keepsDefinition_whenAnOlderOneComesLate() {
        record(DEFINED);

        assertThat(record(DEFINED.replace("Rekenen M5", "Rekenen M4").replace("T08:30:00Z", "T08:29:59Z")))
                .isEmpty();

        assertThat(scores.definition(new TestCode("REK-M5"), Optional.of("2"))
                        .orElseThrow()
                        .name())
                .contains("Rekenen M5");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\"outcome\":\"definition-saved\"", "\"outcome\":\"definition-stale\"");
        record(DEFINED.replace("Rekenen M5", "Rekenen M6").replace("T08:30:00Z", "T08:30:01Z"));
        assertThat(scores.definition(new TestCode("REK-M5"), Optional.of("2"))
                        .orElseThrow()
                        .name())
                .contains("Rekenen M6");
    }

    @Test
    void makesResultReady_whenItsTestIsKnownAndItsPupilLinked() {
        record(DEFINED);

        assertThat(record(NORMED)).isEmpty();

        assertThat(entry())
                .isEqualTo(new LedgerEntry(
                        SCHOOL,
                        KEY,
                        new RecordId("p1"),
                        new TestCode("REK-M5"),
                        Optional.of("2"),
                        Optional.of("getallen"),
                        LocalDate.parse("2026-11-20"),
                        new ScoreValue.Plain(34),
                        Instant.parse("2026-11-21T15:04:05Z"),
                        new ScoreState.Ready(),
                        clock.instant(),
                        1,
                        Optional.of(new RecordId("t1")),
                        Optional.of("https://toetscentrum.example/afname"),
                        List.of(new ScoreStep(clock.instant(), new ScoreState.Ready(), new ScoreStep.Cause.Normed())),
                        Optional.of(new Revision(0, Instant.parse("2026-11-24T08:30:00Z")))));
    }

    @Test
    void readsOsoResult() {
        record(DEFINED);

        assertThat(record(OSO)).isEmpty();

        assertThat(scores.find(SCHOOL, new ResultKey("z-1002")).orElseThrow().value())
                .isEqualTo(new ScoreValue.Oso(
                        Optional.of(40),
                        Optional.of(31),
                        Optional.of(8),
                        Optional.of(39),
                        Optional.of(new BigDecimal("1800")),
                        Optional.of(new BigDecimal("212.5")),
                        Optional.of("rekenen"),
                        Optional.of(new ScoreValue.Interval(new BigDecimal("205.1"), new BigDecimal("219.9"))),
                        List.of(new ScoreValue.Reference("IV", "Landelijk", "II", Optional.of("boven gemiddeld")))));
    }

    @Test
    void letsResultWait_andSaysWhatFor() {
        record(NORMED);
        assertThat(entry().state()).isEqualTo(new ScoreState.Waiting(WaitReason.TEST_UNKNOWN));

        record(DEFINED);
        record(NORMED.replace("p1", "p99").replace("15:04:05", "15:04:06"));
        assertThat(entry().state()).isEqualTo(new ScoreState.Waiting(WaitReason.PUPIL_UNKNOWN));

        record(NORMED.replace("p1", "p2").replace("15:04:05", "15:04:07"));
        assertThat(entry().state()).isEqualTo(new ScoreState.Waiting(WaitReason.PUPIL_WITHOUT_KEY));

        Import.Header doubting = Imports.header(SCHOOL, "i1").doubting(Set.of(new RecordId("p1")));
        new InMemoryImportStore(tables)
                .stage(
                        new Import.Open(doubting, false, 1),
                        List.of(),
                        Imports.ended(SCHOOL, "f1", clock.instant()),
                        new byte[0],
                        Imports.SILENT);
        record(NORMED.replace("15:04:05", "15:04:08"));
        assertThat(entry().state()).isEqualTo(new ScoreState.Waiting(WaitReason.IDENTITY_DOUBTED));

        Links.end(tables);
        record(NORMED.replace("15:04:05", "15:04:09"));
        assertThat(entry().state()).isEqualTo(new ScoreState.Waiting(WaitReason.LINK_ENDED));
    }

    @ParameterizedTest
    @CsvSource({"3.5", "-1", "1e400", "99999999999999999999"})
    void keepsScoreBack_whenUwlrCannotCarryIt(String score) {
        record(DEFINED);
        assertThat(record(NORMED.replace("\\\"score\\\":34", "\\\"score\\\":" + score)))
                .isEmpty();
        assertThat(entry().value()).isEqualTo(new ScoreValue.Unfit(new BigDecimal(score)));
        assertThat(entry().state()).isEqualTo(new ScoreState.Waiting(WaitReason.SCORE_UNFIT));

        record(NORMED.replace("15:04:05", "15:04:06"));
        assertThat(entry().state()).isEqualTo(new ScoreState.Ready());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\\"term\\\":\\\"V\\\", |",
                "\\\"term\\\":\\\"V\\\" | \\\"term\\\":\\\"\\\\u0001\\\"",
                "\\\"gradeThrough\\\":10 | \\\"gradeThrough\\\":11",
                "\\\"red\\\":200 | \\\"red\\\":256",
                "\\\"from\\\":0,\\\"through\\\":19 | \\\"from\\\":20,\\\"through\\\":19",
                "\\\"number\\\":2 | \\\"number\\\":1",
                "\\\"vocabulary\\\":\\\"laslink\\\" | \\\"vocabulary\\\":\\\"geen adres\\\""
            })
    void keepsScoreBack_whenItsDefinitionIsIncomplete(String what, String by) {
        assertThat(record(DEFINED.replace(what, by == null ? "" : by))).isEmpty();
        record(NORMED);

        assertThat(entry().state()).isEqualTo(new ScoreState.Waiting(WaitReason.TEST_INCOMPLETE));
    }

    @Test
    void keepsOsoResultBack_whenACodeIsOfNoPublishedList() {
        record(DEFINED);
        record(OSO.replace("Landelijk", "landelijk"));

        assertThat(scores.find(SCHOOL, new ResultKey("z-1002")).orElseThrow().state())
                .isEqualTo(new ScoreState.Waiting(WaitReason.OSO_CODE_UNKNOWN));
    }

    @Test
    void changesNothing_whenMessageComesTwiceOrAnOlderNormComesLate() {
        for (int i = 0; i < 2; i++) {
            assertThat(record(DEFINED)).isEmpty();
            assertThat(record(NORMED)).isEmpty();
            assertThat(record(OSO)).isEmpty();
        }
        record(NORMED.replace("15:04:05", "15:04:04").replace("\\\"score\\\":34", "\\\"score\\\":12"));

        assertThat(scores.all(SCHOOL)).hasSize(2).allMatch(e -> e.version() == 1);
        assertThat(entry().value()).isEqualTo(new ScoreValue.Plain(34));
    }

    @Test
    void takesALaterNormInItsPlace_andDeliversItAgain() {
        record(DEFINED);
        record(NORMED);
        deliver();

        record(NORMED.replace("15:04:05", "15:04:06").replace("\\\"score\\\":34", "\\\"score\\\":35"));

        assertThat(entry().value()).isEqualTo(new ScoreValue.Plain(35));
        assertThat(entry().state()).isEqualTo(new ScoreState.Ready());
        assertThat(entry().version()).isEqualTo(4);
        assertThat(entry().history())
                .extracting(ScoreStep::cause)
                .containsExactly(
                        new ScoreStep.Cause.Normed(),
                        new ScoreStep.Cause.Sending(),
                        new ScoreStep.Cause.Answered(),
                        new ScoreStep.Cause.Corrected(
                                new RecordId("p1"), new ScoreValue.Plain(34), Instant.parse("2026-11-21T15:04:05Z")));
    }

    private void deliver() {
        scores.save(entry().withState(new ScoreState.Sent(), clock.instant(), new ScoreStep.Cause.Sending()));
        scores.save(entry().withState(new ScoreState.Accepted(), clock.instant(), new ScoreStep.Cause.Answered()));
    }

    @Test
    void comesAgain_whenTheWriteDiesOrSomebodyWasFirst() {
        record(DEFINED);

        assertThat(record(NORMED, Faults.failingOn(1, ScoreStore.class, scores, Set.of("save"))))
                .containsExactly(MESSAGE);
        assertThat(scores.all(SCHOOL)).isEmpty();
        assertThat(record(NORMED, Faults.failingAfter(1, ScoreStore.class, scores, Set.of("save"))))
                .containsExactly(MESSAGE);
        assertThat(record(NORMED)).isEmpty();

        assertThat(entry().version()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\\"score\\\":34 | \\\"points\\\":34 | score or oso has no form we know",
                "2026-11-20 | gisteren | takenOn has no form we know",
                "2026-11-21T15:04:05Z | gisteren | normedAt has no form we know",
                "\\\"pupilId\\\":\\\"p1\\\" | \\\"pupilId\\\":\\\"\\\" | pupilId has no form we know",
                "\\\"sittingId\\\": | \\\"sitting\\\": | sittingId is missing",
                "\\\"sittingId\\\":\\\"z-1001\\\" | \\\"sittingId\\\":\\\"\\\",\\\"partCode2\\\":\\\"Noor\\\" |"
                        + " sittingId has no form we know",
                "\\\"takenOn\\\":\\\"2026-11-20\\\" | \\\"takenOn\\\":20 | takenOn is not of the expected kind",
                "ScoreNormed | ScoreDeleted | detail-type is not known"
            })
    void keepsEventForCustomerServiceAndNamesTheField_whenItCannotBeRead(String what, String by, String why) {
        assertThat(record(NORMED.replace(what, by))).isEmpty();

        assertThat(scores.all(SCHOOL)).isEmpty();
        assertThat(arrivals.of(SCHOOL)).singleElement().satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo(RefusedArrival.Reason.UNREADABLE);
            assertThat(refused.field()).contains(why);
            assertThat(refused.at()).isEqualTo(clock.instant());
        });
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\"outcome\":\"refused\"", "\"why\":\"" + why + "\"")
                .doesNotContain("gisteren", "Voorbeeldschool", "Noor");
    }

    @Test
    void failsItsMessage_whenNobodyCanTellWhoseItIs() {
        assertThat(record(NORMED.replace("99XX-00", "De Voorbeeldschool"))).containsExactly(MESSAGE);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\"outcome\":\"failed\"", "\"why\":\"school has no form we know\"")
                .doesNotContain("Voorbeeldschool");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T15:04:05Z, 2026-11-21T15:10:01Z, NORMED_IN_FUTURE",
        "2026-11-21T15:04:05Z, 2999-01-01T00:00:00Z, NORMED_IN_FUTURE",
        "2026-11-20, 2026-11-22, TAKEN_IN_FUTURE",
        "2026-11-20, 1926-11-20, TAKEN_OUTSIDE_SCHOOL_YEARS"
    })
    void refusesScore_ofATimeThatCannotBe(String what, String by, RefusedArrival.Reason reason) {
        record(DEFINED);

        assertThat(record(NORMED.replace(what, by))).isEmpty();

        assertThat(scores.all(SCHOOL)).isEmpty();
        assertThat(arrivals.of(SCHOOL)).extracting(RefusedArrival::reason).containsExactly(reason);
    }

    /** Clocks differ: five minutes ahead is no future. */
    @Test
    void takesScore_thatWasNormedFiveMinutesAhead() {
        record(DEFINED);

        record(NORMED.replace("15:04:05", "15:10:00"));

        assertThat(entry().state()).isEqualTo(new ScoreState.Ready());
        assertThat(arrivals.of(SCHOOL)).isEmpty();
    }

    @Test
    void refusesScore_outsideTheScaleOfItsTest() {
        record(DEFINED);

        record(NORMED.replace(",\\\"partCode\\\":\\\"getallen\\\"", "")
                .replace("\\\"score\\\":34", "\\\"score\\\":51"));
        record(NORMED.replace(",\\\"partCode\\\":\\\"getallen\\\"", ""));

        assertThat(scores.all(SCHOOL)).extracting(LedgerEntry::value).containsExactly(new ScoreValue.Plain(34));
        assertThat(arrivals.of(SCHOOL))
                .extracting(RefusedArrival::reason)
                .containsExactly(RefusedArrival.Reason.OUTSIDE_SCALE);
    }

    private static String revised(String event, int score, String more) {
        return event.replace("\\\"score\\\":34", "\\\"score\\\":" + score + more);
    }

    /** The test centre corrects a value without norming anew: its version or the time of its event says which is newer. */
    @Test
    void takesCorrectionOfTheSameNorm_whenItsEventIsNewer() {
        record(DEFINED);
        record(NORMED);

        record(revised(NORMED, 35, "").replace("08:30:00Z", "08:30:01Z"));
        assertThat(entry().value()).isEqualTo(new ScoreValue.Plain(35));

        record(revised(NORMED, 36, ",\\\"scoreVersion\\\":1").replace("08:30:00Z", "08:29:00Z"));
        assertThat(entry().value()).isEqualTo(new ScoreValue.Plain(36));

        record(revised(NORMED, 35, "").replace("08:30:00Z", "08:31:00Z"));
        assertThat(entry().value()).isEqualTo(new ScoreValue.Plain(36));
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("\"outcome\":\"superseded\"");
        assertThat(arrivals.of(SCHOOL)).isEmpty();
    }

    @Test
    void refusesScore_whenNothingSaysWhichOfTwoIsNewer() {
        record(DEFINED);
        record(NORMED);

        assertThat(record(revised(NORMED, 35, ""))).isEmpty();

        assertThat(entry().value()).isEqualTo(new ScoreValue.Plain(34));
        assertThat(arrivals.of(SCHOOL))
                .extracting(RefusedArrival::reason)
                .containsExactly(RefusedArrival.Reason.CONFLICTING);
    }

    @Test
    void withdrawsScore_beforeAndAfterItsDelivery() {
        record(DEFINED);
        record(NORMED);

        record(WITHDRAWN);
        assertThat(entry().state()).isEqualTo(new ScoreState.Withdrawn(false));

        record(NORMED.replace("15:04:05", "15:04:06"));
        assertThat(entry().state()).isEqualTo(new ScoreState.Ready());
        deliver();
        record(WITHDRAWN);
        record(WITHDRAWN);

        assertThat(entry().state()).isEqualTo(new ScoreState.Withdrawn(true));
        assertThat(entry().history().getLast().cause()).isEqualTo(new ScoreStep.Cause.WithdrawnByTestCentre());
    }

    @Test
    void keepsScore_thatWasNormedAfterItsWithdrawal() {
        record(DEFINED);
        record(NORMED.replace("15:04:05", "15:04:59"));

        record(WITHDRAWN.replace("15:04:30", "15:04:58"));

        assertThat(entry().state()).isEqualTo(new ScoreState.Ready());
    }

    @Test
    void keepsWithdrawal_whoseScoreNeverArrived_untilItIsOfferedAgain() {
        record(WITHDRAWN);
        assertThat(arrivals.of(SCHOOL))
                .extracting(RefusedArrival::reason)
                .containsExactly(RefusedArrival.Reason.NO_SUCH_RESULT);
        record(DEFINED);
        record(NORMED);

        assertThat(record(REPLAY)).isEmpty();

        assertThat(entry().state()).isEqualTo(new ScoreState.Withdrawn(false));
        assertThat(arrivals.of(SCHOOL)).isEmpty();
        assertThat(record(REPLAY)).isEmpty();
    }

    @Test
    void keepsRefusedEvent_thatIsRefusedAgain() {
        record(NORMED.replace("2026-11-20", "gisteren"));

        assertThat(record(
                        REPLAY.replace("8bf73129-1428-4cd3-a780-95db273d1602", "7bf73129-1428-4cd3-a780-95db273d1602")))
                .isEmpty();

        assertThat(arrivals.of(SCHOOL)).hasSize(1);
    }

    /** The LAS knows the result under the first pupil, and only a person can remove it there. */
    @Test
    void listsTheFirstPupilsResultAsWithdrawn_whenDeliveredSittingMovesToAnother() {
        record(DEFINED);
        record(NORMED);
        deliver();

        record(NORMED.replace("15:04:05", "15:04:06").replace("\\\"p1\\\"", "\\\"p2\\\""));
        record(NORMED.replace("15:04:05", "15:04:06").replace("\\\"p1\\\"", "\\\"p2\\\""));

        assertThat(entry().pupil()).isEqualTo(new RecordId("p2"));
        assertThat(scores.all(SCHOOL))
                .filteredOn(e -> e.pupil().equals(new RecordId("p1")))
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.key()).isEqualTo(new ResultKey("z-1001.getallen%7E3"));
                    assertThat(left.state()).isEqualTo(new ScoreState.Withdrawn(true));
                    assertThat(left.history().getLast().cause())
                            .isEqualTo(new ScoreStep.Cause.MovedToOtherPupil(new RecordId("p2")));
                });
    }

    @Test
    void listsNothing_whenSittingMovesBeforeItsDelivery() {
        record(DEFINED);
        record(NORMED);

        record(NORMED.replace("15:04:05", "15:04:06").replace("\\\"p1\\\"", "\\\"p2\\\""));

        assertThat(scores.all(SCHOOL)).extracting(LedgerEntry::pupil).containsExactly(new RecordId("p2"));
    }

    /** Whatever the value is: the school does not want it in its LAS. */
    @Test
    void leavesScoreClosed_thatTheSchoolDoesNotWant() {
        record(DEFINED);
        record(NORMED);
        ScoreState closed = new ScoreState.Closed(ScoreState.CloseReason.NOT_NEEDED);
        scores.save(entry().withState(closed, clock.instant(), new ScoreStep.Cause.Pressed(Links.ANJA)));

        record(revised(NORMED, 35, "").replace("15:04:05", "15:04:06"));

        assertThat(entry().state()).isEqualTo(closed);
        assertThat(entry().value()).isEqualTo(new ScoreValue.Plain(35));
    }

    /** Together they are the key of the result, of 256 characters at most. */
    @Test
    void refusesScore_whenSittingAndPartAreTooLong() {
        assertThat(record(NORMED.replace("z-1001", "z".repeat(248)))).isEmpty();
        assertThat(record(NORMED.replace("z-1001", "z".repeat(246) + "."))).isEmpty();
        assertThat(scores.all(SCHOOL)).isEmpty();
        assertThat(record(NORMED.replace("z-1001", "z".repeat(247)))).isEmpty();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\"why\":\"sittingId with partCode has no form we know\"");
    }

    /** The sitting {@code z-1001.getallen} is another one than the sitting {@code z-1001} with its part {@code getallen}. */
    @Test
    void keepsBothResults_whenOneSittingIsNamedAsAPartOfTheOther() {
        record(NORMED);
        record(NORMED.replace("z-1001", "z-1001.getallen").replace(",\\\"partCode\\\":\\\"getallen\\\"", ""));

        assertThat(scores.all(SCHOOL))
                .extracting(e -> e.key().value())
                .containsExactlyInAnyOrder("z-1001.getallen", "z-1001%2Egetallen");
    }

    @Test
    void failsItsMessage_whenDefinitionCannotBeRead() {
        assertThat(record(DEFINED.replace(
                        "\\\"norms\\\":[{\\\"term\\\":\\\"A\\\",\\\"from\\\":0,\\\"through\\\":10}]",
                        "\\\"norms\\\":[]")))
                .containsExactly(MESSAGE);
        assertThat(record(DEFINED.replace("2026-11-24T08:30:00Z", "gisteren"))).containsExactly(MESSAGE);
        assertThat(record("{\"Records\":[{\"messageId\":\"m1\",\"body\":\"geen JSON\"}]}"))
                .containsExactly("m1");

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\"why\":\"time has no form we know\"")
                .contains("\"why\":\"norms has no form we know\"", "\"why\":\"not a JSON object\"");
    }

    @Test
    void failsAlone_whenOneOfABatchCannotBeRead() {
        String good =
                NORMED.substring(NORMED.indexOf('['), NORMED.lastIndexOf(']')).substring(1);
        String bad = "{\"messageId\":\"m1\",\"body\":\"{}\"},";

        assertThat(record("{\"Records\":[" + bad + good + "]}")).containsExactly("m1");

        assertThat(scores.all(SCHOOL)).hasSize(1);
    }

    @Test
    void logsTheEnvelopesId_whenTheTestCentresChainHasAnotherForm() {
        String chain = "1-6741f2a0-5c3d4e5f6a7b8c9d0e1f2a3b";
        String id = "7bf73129-1428-4cd3-a780-95db273d1602";
        record(NORMED);
        record(NORMED.replace(chain, "Noor Bakker"));
        record(NORMED.replace(chain, "Noor Bakker").replace(id, "Noor B."));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "\"correlationId\":\"" + chain + "\"",
                        "\"correlationId\":\"" + id + "\"",
                        "\"correlationId\":\"-\"")
                .doesNotContain("Noor");
    }

    @Test
    void logsNoPersonAndNoResult() {
        record(DEFINED);
        record(NORMED);
        record(OSO);

        assertThat(printed.toString(StandardCharsets.UTF_8).replaceAll("\"milliseconds\":\\d+", ""))
                .contains("\"outcome\":\"recorded\"", "\"outcome\":\"definition-saved\"")
                .doesNotContain("Noor", "Bakker", "2016-", "eck-1", "L1", "34", "p1", "REK", "afname", "gemiddeld");
    }

    @Test
    void namesEveryVariableThatIsMissing() {
        assertThatThrownBy(() -> new RecordScoresHandler(Map.of(), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining(
                        "LINKS_TABLE, IMPORTS_TABLE, ROSTER_TABLE, SCORES_TABLE, AUDIT_TABLE, AUDIT_DAYS, LEAVERS_DAYS, RESULTS_DAYS, OUTBOX_TABLE");
    }
}
