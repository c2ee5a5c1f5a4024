package nl.laslink.manageroster;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.existingTeacher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.Staging;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.FormerGroup;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.NormedScore;
import nl.laslink.domain.score.RefusedArrival;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.FixedIds;
import nl.laslink.domain.testing.Imports;
import nl.laslink.domain.testing.InMemoryAuditLog;
import nl.laslink.domain.testing.InMemoryCommitStore;
import nl.laslink.domain.testing.InMemoryDeliveryRuns;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryRefusedArrivals;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryScoreStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.Test;

class ManageRosterHandlerTest {
    private static final String SCHOOL_FILE = "manage-roster/get-school";
    private static final String ROSTER = "manage-roster/get-roster";
    private static final String STATUS = "manage-roster/set-pupil-status";
    private static final String SCORES = "manage-roster/list-scores";
    private static final String AUDIT = "manage-roster/list-audit";
    private static final String SCORE = "manage-roster/get-score";
    private static final String SEND = "manage-roster/send-scores";
    private static final String WITHDRAW = "manage-roster/withdraw-scores";
    private static final String CLOSE = "manage-roster/close-scores";
    private static final String CHOICES = "manage-roster/list-choices";
    private static final String TAKE_BACK = "manage-roster/take-back-choice";
    private static final List<String> WRITES = List.of(STATUS, TAKE_BACK, SEND, WITHDRAW, CLOSE);
    private static final List<String> ALL =
            List.of(SCHOOL_FILE, ROSTER, STATUS, CHOICES, TAKE_BACK, SCORES, SCORE, SEND, WITHDRAW, CLOSE, AUDIT);
    private static final CommitId COMMIT = new CommitId("c1");

    private final InMemoryTables tables = new InMemoryTables();
    private final InMemoryRosterStore rosters = new InMemoryRosterStore(tables);
    private final InMemoryScoreStore scores = new InMemoryScoreStore(tables);
    private final InMemoryRefusedArrivals arrivals = new InMemoryRefusedArrivals();
    private final TestClock clock = TestClock.at("2026-11-24T10:00:00Z");
    private final ManageRosterHandler handler = handler(rosters);

    private ManageRosterHandler handler(RosterStore some) {
        return new ManageRosterHandler(
                ManageRosterWiring.of(
                        new ManageRosterWiring.Stores(
                                some,
                                new InMemoryLinkStore(tables),
                                new InMemoryImportStore(tables),
                                new InMemoryCommitStore(tables),
                                scores,
                                new InMemoryDeliveryRuns(tables),
                                arrivals,
                                new InMemoryAuditLog(tables)),
                        RosterView.Periods.DEFAULT,
                        clock),
                Invoke.log());
    }

    private void seed() {
        rosters.seed(
                SCHOOL,
                "De Voorbeeldschool",
                List.of(
                        existingGroup("g5", "Groep 5", "5", "G5"),
                        existingGroup("g4", "groep 4", "4", ""),
                        existingTeacher("t1", "Els", "Wouters", "els@devoorbeeldschool.example", "ParnasSys:T1"),
                        new Pupil(
                                new RecordId("p1"),
                                existingPupil("x", "Noor", "Bakker", "", "", "", "")
                                        .name(),
                                Optional.of(LocalDate.parse("2016-04-09")),
                                Optional.empty(),
                                Optional.of(new RecordId("g5")),
                                List.of(new RecordId("g4")),
                                true,
                                Optional.empty(),
                                existingPupil("x", "Noor", "Bakker", "", "", "L1", "")
                                        .externalNumber(),
                                new Pupil.TestHistory(3, Optional.of(LocalDate.parse("2026-06-12")))),
                        existingPupil("p2", "Anna", "bakker", "", "g5", "ParnasSys:P2", "")
                                .withActive(false)));
    }

    private Http.Answer call(String file) {
        return Http.of(file).to(handler);
    }

    @Test
    void showsSchoolAndItsYear() {
        seed();

        assertThat(call(SCHOOL_FILE).body())
                .hasToString("{\"school\":\"99XX-00\",\"brin\":\"99XX\",\"dependance\":\"00\","
                        + "\"name\":\"De Voorbeeldschool\",\"currentSchoolYear\":\"2026-2027\","
                        + "\"retentionDays\":{\"importRows\":31,\"pupils\":731,\"results\":1827,\"audit\":731}}");
    }

    @Test
    void saysSinceWhenAndByWhom_whenAPersonMadeAPupilInactive() {
        seed();

        JsonObject pupil = Http.of(STATUS)
                .body("{\"active\":false}")
                .ifMatch("\"1\"")
                .to(handler)
                .body();

        assertThat(pupil.object("inactive"))
                .hasToString("{\"since\":\"2026-11-24T10:00:00Z\",\"reason\":\"person\",\"by\":\"Anja Voorbeeld\"}");
    }

    @Test
    void beginsTheSchoolYear_atDutchMidnight() {
        clock.set(Instant.parse("2026-07-31T21:59:59Z"));
        assertThat(call(SCHOOL_FILE).body().text("currentSchoolYear")).isEqualTo("2025-2026");

        clock.set(Instant.parse("2026-07-31T22:00:00Z"));
        assertThat(call(SCHOOL_FILE).body().text("currentSchoolYear")).isEqualTo("2026-2027");
        assertThat(call(SCHOOL_FILE).body().text("name")).isEqualTo("99XX-00");
    }

    @Test
    void listsRosterByName_atOneRevision() {
        seed();
        Links.makeActive(tables, new FakeSecretCipher());

        JsonObject body = call(ROSTER).body();

        assertThat(body)
                .hasToString("{\"revision\":1,\"groups\":["
                        + "{\"id\":\"g4\",\"name\":\"groep 4\",\"yearGroup\":\"4\",\"composite\":false,"
                        + "\"schoolYear\":\"2026-2027\",\"pupils\":1},"
                        + "{\"id\":\"g5\",\"name\":\"Groep 5\",\"yearGroup\":\"5\",\"composite\":false,"
                        + "\"schoolYear\":\"2026-2027\",\"lasCode\":\"G5\",\"pupils\":1}],"
                        + "\"teachers\":[{\"id\":\"t1\",\"name\":\"Els Wouters\","
                        + "\"email\":\"els@devoorbeeldschool.example\",\"groups\":[],\"lasCode\":\"T1\"}],"
                        + "\"pupils\":[{\"id\":\"p2\",\"version\":1,\"name\":\"Anna bakker\",\"group\":\"Groep 5\","
                        + "\"active\":false,\"linked\":false,\"lasCode\":\"P2\",\"testResults\":0},"
                        + "{\"id\":\"p1\",\"version\":1,\"name\":\"Noor Bakker\",\"birthDate\":\"2016-04-09\","
                        + "\"group\":\"Groep 5\",\"active\":true,\"linked\":true,\"lasCode\":\"L1\","
                        + "\"testResults\":3,\"lastTestOn\":\"2026-06-12\"}]}");
    }

    @Test
    void showsNobodyAsLinked_whenLinkEnded() {
        seed();
        Links.makeActive(tables, new FakeSecretCipher());
        Links.end(tables);

        assertThat(call(ROSTER).body().objects("pupils", p -> p.flag("linked"))).containsExactly(false, false);
    }

    @Test
    void bindsTheCursorToTheRevision() {
        List<RosterRecord> many = new ArrayList<>();
        many.add(existingGroup("g5", "Groep 5", "5", ""));
        for (int i = 0; i < 1_020; i++) {
            many.add(existingPupil("p" + i, "Kind", "Naam %04d".formatted(i), "", "g5", "", ""));
        }
        rosters.seed(SCHOOL, "De Voorbeeldschool", many);

        JsonObject first = call(ROSTER).body();
        JsonObject second =
                Http.of(ROSTER).cursor(first.text("next")).to(handler).body();

        assertThat(first.objects("groups")).hasSize(1);
        assertThat(first.objects("pupils")).hasSize(999);
        assertThat(second.objects("groups")).isEmpty();
        assertThat(second.objects("pupils")).hasSize(21);
        assertThat(second.objects("pupils").getFirst().text("name")).isEqualTo("Kind Naam 0999");
        assertThat(second.has("next")).isFalse();

        call(STATUS);
        Http.Answer stale = Http.of(ROSTER).cursor(first.text("next")).to(handler);
        assertThat(stale.status()).isEqualTo(410);
        assertThat(stale.problem()).isEqualTo("roster-moved");
        assertThat(Http.of(ROSTER).cursor("mis").to(handler).status()).isEqualTo(410);
    }

    @Test
    void makesPupilInactive_andTells() {
        seed();

        Http.Answer answer = call(STATUS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.etag()).contains("\"2\"");
        assertThat(answer.body().text("id")).isEqualTo("p1");
        assertThat(answer.body().flag("active")).isFalse();
        assertThat(answer.body().number("version")).isEqualTo(2);
        assertThat(tables.events()).containsExactly(new DomainEvent.RosterChanged(SCHOOL, 2));
        assertThat(tables.audit())
                .containsExactly(new AuditEntry(
                        SCHOOL,
                        clock.instant(),
                        new Actor("anja", "Anja Voorbeeld"),
                        AuditAction.PUPIL_DEACTIVATED,
                        Map.of()));
    }

    @Test
    void makesPupilActiveAgain() {
        seed();

        Http.Answer answer = Http.of(STATUS)
                .replacing("\"pupil\":\"p1\"", "\"pupil\":\"p2\"")
                .body("{\"active\":true}")
                .to(handler);

        assertThat(answer.body().flag("active")).isTrue();
        assertThat(tables.audit()).extracting(AuditEntry::action).containsExactly(AuditAction.PUPIL_ACTIVATED);
    }

    @Test
    void changesNothing_whenPupilIsSoAlready() {
        seed();

        Http.Answer answer = Http.of(STATUS).body("{\"active\":true}").to(handler);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.etag()).contains("\"1\"");
        assertThat(tables.eventsAndAudits()).isEmpty();
    }

    @Test
    void refusesChange_whenPupilMovedOrIsNobody() {
        seed();
        call(STATUS);

        Http.Answer moved = call(STATUS);

        assertThat(moved.status()).isEqualTo(412);
        assertThat(moved.etag()).contains("\"2\"");
        assertThat(Http.of(STATUS)
                        .replacing("\"pupil\":\"p1\"", "\"pupil\":\"g5\"")
                        .to(handler)
                        .problem())
                .isEqualTo("no-such-pupil");
        assertThat(Http.of(STATUS)
                        .replacing("\"pupil\":\"p1\"", "\"pupil\":\"\"")
                        .to(handler)
                        .problem())
                .isEqualTo("no-such-pupil");
        assertThat(Http.of(STATUS).body("{\"active\":\"ja\"}").to(handler).problem())
                .isEqualTo("body-unreadable");
        assertThat(Http.of(STATUS).ifMatch("").to(handler).problem()).isEqualTo("if-match-missing");
    }

    @Test
    void refusesChangeWithTheReason_whileACommitIsAtWork() {
        seed();
        Pupil noor = rosters.read(SCHOOL).pupil(new RecordId("p1")).orElseThrow();
        rosters.lock(SCHOOL, COMMIT, clock.instant(), clock.instant().plus(Duration.ofMinutes(1)));
        rosters.put(SCHOOL, COMMIT, 1, new PlanEntry(Optional.of(noor), noor.withActive(false)));

        Http.Answer answer = call(STATUS);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("commit-running");
        assertThat(call(ROSTER).body().objects("pupils").get(1).flag("active")).isTrue();
    }

    private static final Choice.Skipped SKIPPED = new Choice.Skipped(
                    new RecordId("k1"),
                    Example.LAS,
                    RowKind.PUPIL,
                    new LasIdentity(Optional.empty(), Optional.of(new LasKey("L9"))),
                    Example.YEAR,
                    false)
            .madeBy(new Actor("anja", "Anja Voorbeeld"), Instant.parse("2026-11-20T10:00:00Z"));

    /** A pupil whom the LAS sends is not imported, Noor stays active, and Bakker did so last year. */
    private void choices() {
        rosters.seed(
                SCHOOL,
                "De Voorbeeldschool",
                List.of(
                        existingPupil("p1", "Noor", "Bakker", "", "", "L1", ""),
                        SKIPPED,
                        new Choice.KeptActive(new RecordId("k2"), new RecordId("p1"), Example.YEAR, false),
                        new Choice.KeptActive(new RecordId("k3"), new RecordId("p1"), new SchoolYear(2025), false),
                        new Choice.KeptActive(new RecordId("k4"), new RecordId("p1"), Example.YEAR, true)));
    }

    private void staged(Instant expiresAt) {
        Import.Header header = new Import.Header(
                SCHOOL,
                new ImportId("i1"),
                Example.LAS,
                Example.YEAR,
                clock.instant(),
                expiresAt,
                new Import.Counts(0, 0, 1),
                List.of());
        new InMemoryImportStore(tables)
                .stage(
                        new Import.Open(header, false, 1),
                        new Staging(rosters.read(SCHOOL), Example.LAS, new FixedIds())
                                .stage(
                                        Example.delivery(
                                                List.of(Example.group("G4", "Groep 4", "4")),
                                                List.of(),
                                                List.of(Example.pupil("L9", "", "Sem", "Jansen", "", "G4"))),
                                        List.of()),
                        new FetchRun(SCHOOL, new FetchId("f1"), clock.instant(), Optional.empty(), Optional.empty()),
                        new byte[0],
                        EventsAndAudit.of(new CorrelationId("x")));
    }

    @Test
    void listsChoicesOfThisYear_withWhoAndWhen() {
        choices();
        staged(clock.instant().plusSeconds(60));

        List<JsonObject> items = call(CHOICES).body().objects("items");

        assertThat(items).hasSize(2);
        assertThat(items.getFirst())
                .hasToString(
                        "{\"id\":\"k1\",\"version\":1,\"what\":\"skipped\",\"kind\":\"pupil\",\"name\":\"Sem Jansen\","
                                + "\"group\":\"Groep 4\",\"by\":\"Anja Voorbeeld\",\"at\":\"2026-11-20T10:00:00Z\","
                                + "\"until\":\"2027-07-31\"}");
        assertThat(items.get(1))
                .hasToString("{\"id\":\"k2\",\"version\":1,\"what\":\"kept-active\",\"kind\":\"pupil\","
                        + "\"name\":\"Noor Bakker\",\"until\":\"2027-07-31\"}");
    }

    @Test
    void namesNobodyWhoIsNotInTheRoster_whenTheContactIsTooOld() {
        choices();
        staged(clock.instant());

        assertThat(call(CHOICES).body().objects("items").getFirst().has("name")).isFalse();
    }

    @Test
    void takesChoiceBack_andTells() {
        choices();

        Http.Answer answer = call(TAKE_BACK);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(call(CHOICES).body().objects("items"))
                .extracting(item -> item.text("id"))
                .containsExactly("k2");
        assertThat(tables.events()).containsExactly(new DomainEvent.RosterChanged(SCHOOL, 2));
        assertThat(tables.audit()).extracting(AuditEntry::action).containsExactly(AuditAction.CHOICE_TAKEN_BACK);
        assertThat(call(TAKE_BACK).problem()).isEqualTo("no-such-choice");
    }

    @Test
    void takesNoChoiceBack_whenItMovedOrIsNoChoice() {
        choices();

        assertThat(Http.of(TAKE_BACK).ifMatch("\"7\"").to(handler).status()).isEqualTo(412);
        assertThat(Http.of(TAKE_BACK)
                        .replacing("\"choice\":\"k1\"", "\"choice\":\"p1\"")
                        .to(handler)
                        .problem())
                .isEqualTo("no-such-choice");
        rosters.lock(SCHOOL, COMMIT, clock.instant(), clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(call(TAKE_BACK).problem()).isEqualTo("commit-running");
    }

    @Test
    void changesStatus_whenTheLocksHolderDiedBeforeItStoredACommit() {
        seed();
        rosters.lock(SCHOOL, COMMIT, clock.instant(), clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(call(STATUS).status()).isEqualTo(409);

        clock.advance(Duration.ofMinutes(1));

        assertThat(call(STATUS).status()).isEqualTo(200);
        assertThat(call(ROSTER).body().objects("pupils").get(1).flag("active")).isFalse();
    }

    @Test
    void changesStatus_whenTheLocksHolderDiedAfterTheEndOfItsCommit() {
        seed();
        Commit.Planned planned = new Commit.Planned(Imports.commit(SCHOOL, COMMIT.value(), Commit.Kind.QUIET, 0, 0), 0);
        InMemoryCommitStore commits = new InMemoryCommitStore(tables);
        commits.start(planned, Imports.SILENT);
        rosters.lock(SCHOOL, COMMIT, clock.instant(), clock.instant().plus(Duration.ofMinutes(1)));
        clock.advance(Duration.ofMinutes(1));
        assertThat(call(STATUS).problem()).isEqualTo("commit-running");

        commits.giveUp(new Commit.Stale(planned.header()), Optional.empty(), Imports.SILENT);

        assertThat(call(STATUS).status()).isEqualTo(200);
    }

    private void score(String key, String pupil, Optional<String> part, ScoreValue value, ScoreState state) {
        scores.save(new LedgerEntry(
                SCHOOL,
                new ResultKey(key),
                new RecordId(pupil),
                new TestCode("REK-M5"),
                Optional.of("2"),
                part,
                LocalDate.parse("2026-11-20"),
                value,
                clock.instant(),
                state,
                clock.instant(),
                1));
    }

    @Test
    void listsScores_withNamesStatesAndReasons() {
        seed();
        scores.saveDefinition(new TestDefinition(
                new TestCode("REK-M5"),
                Optional.of("2"),
                Optional.of("Rekenen M5"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new TestDefinition.Part(1, "getallen", Optional.of("Getallen"), Optional.empty()))));
        score("z1", "p1", Optional.of("getallen"), new ScoreValue.Plain(34), new ScoreState.Accepted());
        score(
                "z2",
                "p1",
                Optional.empty(),
                new ScoreValue.Oso(
                        Optional.of(40),
                        Optional.of(31),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new BigDecimal("212.5")),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new ScoreValue.Reference("niveau", "landelijk", "II", Optional.empty()))),
                new ScoreState.Refused(FaultCode.INVALID_OSO_RESULT));
        score(
                "z3",
                "p77",
                Optional.of("meten"),
                new ScoreValue.Plain(0),
                new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_NOT_LINKED));
        score("z4", "p1", Optional.empty(), new ScoreValue.Plain(1), new ScoreState.Sent());
        score("z5", "p1", Optional.empty(), new ScoreValue.Plain(1), new ScoreState.Ready());

        List<JsonObject> items = call(SCORES).body().objects("items");

        assertThat(items.get(0))
                .hasToString(
                        "{\"id\":\"ejE\",\"resultKey\":\"z1\",\"version\":1,\"pupilId\":\"p1\",\"pupilName\":\"Noor"
                                + " Bakker\",\"group\":\"Groep"
                                + " 5\",\"testCode\":\"REK-M5\",\"testVersion\":\"2\",\"testName\":\"Rekenen M5\","
                                + "\"part\":\"Getallen\",\"value\":\"34\",\"takenOn\":\"2026-11-20\",\"schoolYear\":\"2026-2027\","
                                + "\"normedAt\":\"2026-11-24T10:00:00Z\",\"state\":\"accepted\",\"whoActs\":\"nobody\","
                                + "\"actions\":[\"withdraw\"],\"at\":\"2026-11-24T10:00:00Z\"}");
        assertThat(items.get(1).text("value")).isEqualTo("niveau II · 212.5 · 31/40");
        assertThat(items.get(1).text("reason")).isEqualTo("invalid-oso-result");
        assertThat(items.get(2).text("pupilName")).isEqualTo("p77");
        assertThat(items.get(2).text("part")).isEqualTo("meten");
        assertThat(items)
                .extracting(
                        i -> i.text("state") + " " + i.optionalText("reason").orElse("-"))
                .containsExactly(
                        "accepted -",
                        "refused invalid-oso-result",
                        "waiting pupil-not-linked",
                        "sent no-answer",
                        "ready -");
    }

    @Test
    void listsScore_underTheGroupOfItsSitting() {
        RecordId last = new RecordId("g4-2025");
        rosters.seed(
                SCHOOL,
                "De Voorbeeldschool",
                List.of(
                        existingGroup("g5", "Groep 5", "5", "G5"),
                        new Group(last, "Groep 4", Optional.empty(), false, new SchoolYear(2025), Optional.empty()),
                        existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", "")
                                .withFormerGroups(List.of(new FormerGroup(last, LocalDate.parse("2026-08-25"))))));
        takenOn("z1", "2026-06-12");
        takenOn("z2", "2026-08-05");
        takenOn("z3", "2024-06-12");

        assertThat(call(SCORES).body().objects("items"))
                .extracting(i ->
                        i.text("schoolYear") + " " + i.optionalText("group").orElse("-"))
                .containsExactly("2025-2026 Groep 4", "2026-2027 Groep 5", "2023-2024 -");
    }

    private void takenOn(String key, String day) {
        NormedScore normed = new NormedScore(
                SCHOOL,
                new RecordId("p1"),
                key,
                new TestCode("REK-M5"),
                Optional.of("2"),
                Optional.empty(),
                LocalDate.parse(day),
                clock.instant(),
                new ScoreValue.Plain(34),
                Optional.empty(),
                Optional.empty());
        scores.save(LedgerEntry.first(normed, new ScoreState.Ready(), clock.instant()));
    }

    private LedgerEntry stored(String key) {
        return scores.find(SCHOOL, new ResultKey(key)).orElseThrow();
    }

    private void linkedWithTest() {
        seed();
        Links.makeActive(tables, new FakeSecretCipher());
        scores.saveDefinition(new TestDefinition(
                new TestCode("REK-M5"),
                Optional.of("2"),
                Optional.of("Rekenen M5"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of()));
    }

    @Test
    void asksTheSenderForTheChosenScores_andRemembersWhoPressed() {
        linkedWithTest();
        score("z1", "p1", Optional.empty(), new ScoreValue.Plain(34), new ScoreState.Refused(FaultCode.INVALID_SCORE));

        JsonObject done = call(SEND).body();

        assertThat(done).hasToString("{\"done\":1,\"refused\":[]}");
        assertThat(stored("z1").isAskedFor()).isTrue();
        assertThat(tables.events()).containsExactly(new DomainEvent.SendingRequested(SCHOOL, false));
        assertThat(tables.audit()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditAction.SENDING_REQUESTED);
            assertThat(entry.actor().name()).isEqualTo("Anja Voorbeeld");
            assertThat(entry.details()).isEqualTo(Map.of("results", "1"));
        });
        JsonObject history = call(SCORE).body();
        assertThat(history.objects("history"))
                .singleElement()
                .hasToString("{\"at\":\"2026-11-24T10:00:00Z\",\"state\":\"ready\",\"cause\":\"pressed\","
                        + "\"by\":\"Anja Voorbeeld\"}");
    }

    @Test
    void asksTheSenderForEverything() {
        linkedWithTest();
        score("z1", "p1", Optional.empty(), new ScoreValue.Plain(34), new ScoreState.Ready());

        Http.Answer answer = Http.of(SEND).body("{\"everything\":true}").to(handler);

        assertThat(answer.body()).hasToString("{\"done\":1,\"refused\":[]}");
        assertThat(tables.events()).containsExactly(new DomainEvent.SendingRequested(SCHOOL, true));
    }

    @Test
    void namesWhyNothingIsSent_ofAPupilWhoIsInactive() {
        linkedWithTest();
        score("z1", "p2", Optional.empty(), new ScoreValue.Plain(34), new ScoreState.Ready());

        assertThat(call(SEND).body())
                .hasToString("{\"done\":0,\"refused\":[{\"resultKey\":\"z1\",\"reason\":\"still-waits\"}]}");
        assertThat(stored("z1").state()).isEqualTo(new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_LEFT));
        assertThat(tables.events()).isEmpty();
    }

    @Test
    void withdraws_andSaysThatTheLasMayHaveIt() {
        seed();
        score("z1", "p1", Optional.empty(), new ScoreValue.Plain(34), new ScoreState.Accepted());

        assertThat(call(WITHDRAW).body()).hasToString("{\"done\":1,\"refused\":[]}");
        assertThat(stored("z1").state()).isEqualTo(new ScoreState.Withdrawn(true));
        JsonObject item = call(SCORES).body().objects("items").getFirst();
        assertThat(item.text("reason")).isEqualTo("remove-from-las");
        assertThat(item.text("whoActs")).isEqualTo("school");
        assertThat(item.texts("actions")).containsExactly("send", "close");

        Http.Answer closed = Http.of(CLOSE)
                .replacing("\\\"version\\\":1", "\\\"version\\\":2")
                .to(handler);

        assertThat(closed.body().integer("done")).isEqualTo(1);
        assertThat(stored("z1").state()).isEqualTo(new ScoreState.Closed(ScoreState.CloseReason.ENTERED_BY_HAND));
        assertThat(tables.audit())
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.SCORES_WITHDRAWN, AuditAction.SCORES_CLOSED);
    }

    @Test
    void doesNothing_withAScoreThatMovedOrCannotBeClosed() {
        seed();
        score("z1", "p1", Optional.empty(), new ScoreValue.Plain(34), new ScoreState.Accepted());

        assertThat(call(CLOSE).body().objects("refused").getFirst().text("reason"))
                .isEqualTo("not-possible");
        assertThat(Http.of(WITHDRAW)
                        .replacing("\\\"version\\\":1", "\\\"version\\\":7")
                        .to(handler)
                        .body()
                        .objects("refused")
                        .getFirst()
                        .text("reason"))
                .isEqualTo("moved");
        assertThat(stored("z1").version()).isEqualTo(1);
        assertThat(tables.eventsAndAudits()).isEmpty();
    }

    @Test
    void refusesRequest_thatNamesNoScoresOrAReasonThatIsNone() {
        seed();

        assertThat(Http.of(SEND).body("{}").to(handler).status()).isEqualTo(422);
        assertThat(Http.of(CLOSE)
                        .replacing("entered-by-hand", "zomaar")
                        .to(handler)
                        .status())
                .isEqualTo(422);
        assertThat(Http.of(SCORE).replacing("ejE", "%").to(handler).problem()).isEqualTo("no-such-score");
    }

    @Test
    void countsPerDayWhatCameAndWhatWasRefused_onTheFirstPage() {
        seed();
        takenOn("z1", "2026-06-12");
        arrivals.add(new RefusedArrival(
                SCHOOL,
                "e1",
                clock.instant(),
                "ScoreNormed",
                RefusedArrival.Reason.OUTSIDE_SCALE,
                Optional.empty(),
                "{}"));

        assertThat(call(SCORES).body().objects("days"))
                .singleElement()
                .hasToString("{\"day\":\"2026-11-24\",\"arrived\":2,\"stored\":1,\"superseded\":0,\"withdrawn\":0,"
                        + "\"refused\":[{\"reason\":\"outside-scale\",\"number\":1}]}");
    }

    @Test
    void showsCustomerServiceWhatWasRefused_andOffersItAgain() {
        arrivals.add(new RefusedArrival(
                SCHOOL,
                "bus-1",
                clock.instant(),
                "ScoreNormed",
                RefusedArrival.Reason.UNREADABLE,
                Optional.of("pupilId is missing"),
                "{}"));

        assertThat(call("manage-roster/list-refused-scores").body())
                .hasToString("{\"items\":[{\"id\":\"bus-1\",\"at\":\"2026-11-24T10:00:00Z\",\"event\":\"ScoreNormed\","
                        + "\"reason\":\"unreadable\",\"field\":\"pupilId is missing\"}]}");
        assertThat(call("manage-roster/replay-score").status()).isEqualTo(200);

        assertThat(tables.events()).containsExactly(new DomainEvent.ScoreReplayRequested(SCHOOL, "bus-1"));
        assertThat(tables.audit()).extracting(AuditEntry::action).containsExactly(AuditAction.SCORE_REPLAYED);
        assertThat(Http.of("manage-roster/replay-score")
                        .replacing("bus-1", "bus-2")
                        .to(handler)
                        .problem())
                .isEqualTo("no-such-arrival");
        assertThat(Http.of("manage-roster/list-refused-scores")
                        .replacing("\"cognito:groups\":\"klantenservice\"", "\"cognito:groups\":\"beheerder\"")
                        .to(handler)
                        .problem())
                .isEqualTo("no-access");
    }

    @Test
    void continuesScores_afterTheCursor() {
        for (int i = 0; i < 1_001; i++) {
            score("é%04d".formatted(i), "p1", Optional.empty(), new ScoreValue.Plain(i), new ScoreState.Ready());
        }

        JsonObject first = call(SCORES).body();
        JsonObject second =
                Http.of(SCORES).cursor(first.text("next")).to(handler).body();

        assertThat(first.objects("items")).hasSize(1_000);
        assertThat(second.objects("items", i -> i.text("resultKey"))).containsExactly("é1000");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void listsAudit_newestFirst_withoutWhoItWasAbout() {
        seed();
        call(STATUS);
        clock.advance(Duration.ofMinutes(1));
        Http.of(STATUS).body("{\"active\":true}").ifMatch("\"2\"").to(handler);

        List<JsonObject> items = call(AUDIT).body().objects("items");

        assertThat(items.get(0))
                .hasToString("{\"at\":\"2026-11-24T10:01:00Z\",\"actor\":\"Anja Voorbeeld\","
                        + "\"action\":\"pupil-activated\",\"details\":{}}");
        assertThat(items.get(1).text("action")).isEqualTo("pupil-deactivated");
    }

    @Test
    void recordsWhoLooked_oncePerPersonKindAndHour() {
        seed();
        call(ROSTER);
        call(ROSTER);
        Http.of(ROSTER).to(handler(rosters)); // another instance of the function
        call(SCORES);
        clock.advance(Duration.ofMinutes(1));
        customerService(ROSTER);
        clock.advance(Duration.ofHours(1));
        call(ROSTER);

        List<JsonObject> items = call(AUDIT).body().objects("items");

        assertThat(items)
                .extracting(i -> i.text("at") + " " + i.text("actor") + " " + i.text("action"))
                .satisfiesExactly(
                        i -> assertThat(i).isEqualTo("2026-11-24T11:01:00Z Anja Voorbeeld pupils-viewed"),
                        i -> assertThat(i).isEqualTo("2026-11-24T10:01:00Z Karima Belhaj pupils-viewed"),
                        i -> assertThat(i).startsWith("2026-11-24T10:00:00Z Anja Voorbeeld "),
                        i -> assertThat(i).startsWith("2026-11-24T10:00:00Z Anja Voorbeeld "));
        assertThat(items).extracting(i -> i.text("action")).contains("scores-viewed");
    }

    @Test
    void recordsNoLook_whenItWasRefusedOrShowedNobody() {
        seed();
        Http.of(ROSTER).replacing("\"beheerder\"", "\"nobody\"").to(handler);
        call(SCORE);
        call(SCHOOL_FILE);
        call(AUDIT);

        assertThat(tables.views()).isEmpty();
    }

    @Test
    void putsBothInOrder_whenSomebodyLookedBetweenTwoDeeds() {
        seed();
        call(STATUS);
        clock.advance(Duration.ofMinutes(1));
        call(ROSTER);
        clock.advance(Duration.ofMinutes(1));
        Http.of(STATUS).body("{\"active\":true}").ifMatch("\"2\"").to(handler);

        assertThat(call(AUDIT).body().objects("items", i -> i.text("action")))
                .containsExactly("pupil-activated", "pupils-viewed", "pupil-deactivated");
    }

    private Http.Answer customerService(String file) {
        return Http.of(file)
                .replacing("\"beheerder\"", "\"klantenservice\"")
                .replacing("\"sub\":\"anja\"", "\"sub\":\"karima\"")
                .replacing("Anja Voorbeeld", "Karima Belhaj")
                .to(handler);
    }

    @Test
    void refusesEveryRoute_toPeopleOfAnotherSchoolAndToNobody() {
        seed();
        for (String file : ALL) {
            assertThat(Http.of(file)
                            .replacing("\"custom:schools\":\"99XX-00\"", "\"custom:schools\":\"98YY-00\"")
                            .to(handler)
                            .problem())
                    .as(file)
                    .isEqualTo("no-access");
            assertThat(Http.of(file).anonymous().to(handler).problem()).as(file).isEqualTo("not-signed-in");
        }
    }

    @Test
    void letsCustomerServiceReadOnly() {
        seed();
        score("z1", "p1", Optional.empty(), new ScoreValue.Plain(34), new ScoreState.Accepted());
        for (String file : ALL) {
            int status = Http.of(file)
                    .replacing("\"cognito:groups\":\"beheerder\"", "\"cognito:groups\":\"klantenservice\"")
                    .replacing("\"custom:schools\":\"99XX-00\"", "\"custom:schools\":\"\"")
                    .to(handler)
                    .status();
            assertThat(status).as(file).isEqualTo(WRITES.contains(file) ? 403 : 200);
        }
    }

    @Test
    void logsNoPerson() {
        seed();
        score("z1", "p1", Optional.empty(), new ScoreValue.Plain(34), new ScoreState.Accepted());

        String printed = Invoke.printed(() -> {
            ManageRosterHandler logging = handler(rosters);
            ALL.forEach(file -> Http.of(file).to(logging));
            Http.of(ROSTER).to(handler(Faults.failingOn(1, RosterStore.class, rosters, Set.of("read"))));
        });

        assertThat(printed)
                .contains("PUT /api/schools/{school}/pupils/{pupil}/status", "\"outcome\":\"failed\"")
                .doesNotContain("Noor", "Bakker", "Els", "Wouters", "Anja", "2016-", "@", "L1", "Rekenen");
    }

    @Test
    void namesEveryVariableThatIsMissing() {
        assertThatThrownBy(() -> new ManageRosterHandler(Map.of(), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining(
                        "LINKS_TABLE, IMPORTS_TABLE, ROSTER_TABLE, SCORES_TABLE, AUDIT_TABLE, AUDIT_DAYS, LEAVERS_DAYS, RESULTS_DAYS, OUTBOX_TABLE");
    }
}
