package nl.laslink.exportscores;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.NightQueue;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.testing.Links;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NightHandlersTest {
    private static final String PLAN = Invoke.event("export-scores/plan-night");
    private static final String BEGIN = Invoke.event("export-scores/begin-night");
    private static final String ASKED = Invoke.event("export-scores/sending-requested");
    private static final String COMMITTED = Invoke.event("export-scores/import-committed");
    private static final String APPROVED = Invoke.event("export-scores/link-approved");
    private static final ScoreState NOT_LINKED = new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_NOT_LINKED);

    private final LinkedSchool school = new LinkedSchool();
    private final List<String> queued = new ArrayList<>();
    private final NightQueue queue = (id, night, delay) -> queued.add(id + " " + night.id() + " " + delay);

    private void alsoLinked(String id) {
        Link.Active other = (Link.Active) school.links.find(SCHOOL).orElseThrow();
        Link.Requested requested = new Link.Requested(
                SchoolId.parse(id), other.request(), other.fields(), other.requestedBy(), other.requestedAt(), 1);
        school.links.save(requested, EventsAndAudit.of(new CorrelationId("x")));
        school.links.save(requested.approve(Links.ANJA, Links.AT), EventsAndAudit.of(new CorrelationId("x")));
    }

    private PlanHandler planner() {
        return new PlanHandler(new PlanNight(school.links, queue, Duration.ofSeconds(900)), Invoke.log());
    }

    private BeginHandler beginner() {
        return new BeginHandler(new BeginNight(school.links, school.runs), Invoke.log());
    }

    private ReleaseHandler releaser() {
        return new ReleaseHandler(
                new ReleaseScores(school.scores, school.readiness(), school.rosters, school.clock), Invoke.log());
    }

    @Test
    void releasesResultOfDoubtedPupil_onlyWithThePersonsCommit() {
        ScoreState doubted = new ScoreState.Waiting(ScoreState.WaitReason.IDENTITY_DOUBTED);
        school.score("z1", "p1", "REK-M5", doubted);
        Import.Open open = school.doubt("p1");

        Invoke.failed(releaser(), COMMITTED.replace("\\\"quiet\\\":false", "\\\"quiet\\\":true"));
        assertThat(school.state("z1")).isEqualTo(doubted);

        school.commit(open);
        Invoke.failed(releaser(), COMMITTED);
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Ready());
    }

    @Test
    void beginsEveryLinkedSchool_spreadOverTheNight() {
        alsoLinked("98YY-00");

        assertThat(Invoke.run(planner(), PLAN)).hasToString("{\"night\":\"20261124T023000Z\",\"schools\":2}");

        assertThat(queued).containsExactly("98YY-00 20261124T023000Z PT0S", "99XX-00 20261124T023000Z PT7M30S");
    }

    @Test
    void beginsNoSchool_whoseLinkEnded() {
        Links.end(school.tables);

        assertThat(Invoke.run(planner(), PLAN).integer("schools")).isZero();
        assertThat(queued).isEmpty();
    }

    @Test
    void asksForTheNightsContact_once() {
        assertThat(Invoke.failed(beginner(), BEGIN)).isEmpty();
        assertThat(Invoke.failed(beginner(), BEGIN)).isEmpty();

        assertThat(school.tables.events())
                .containsExactly(new DomainEvent.FetchRequested(
                        SCHOOL, new FetchId("n-20261124T023000Z"), Optional.of(LocalDate.of(2026, 11, 24))));
        assertThat(school.tables.eventsAndAudits().getLast().correlation())
                .isEqualTo(new CorrelationId("night-20261124T023000Z"));
    }

    @Test
    void asksAgain_inTheNextNight() {
        Invoke.failed(beginner(), BEGIN);
        Invoke.failed(beginner(), BEGIN.replace("2026-11-24T02:30:00Z", "2026-11-25T02:30:00Z"));

        assertThat(school.tables.events()).hasSize(2);
    }

    /** The LAS fails every night from the event's own on; in which nights after it is it called? */
    private List<Integer> nightsOfCalls(Contact.Outcome outcome, String reason) {
        Instant first = Instant.parse("2026-11-24T02:30:00Z");
        Link.Active link = (Link.Active) school.links.find(SCHOOL).orElseThrow();
        List<Integer> called = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            Instant night = first.plus(Duration.ofDays(day));
            int before = school.tables.events().size();
            Invoke.failed(beginner(), BEGIN.replace("2026-11-24T02:30:00Z", night.toString()));
            if (school.tables.events().size() > before) {
                called.add(day);
                FetchId fetch = new FetchId("n-" + new Night(night).id());
                Contact failed = new Contact(night.plusSeconds(70), outcome, FailureReason.ofWord(reason));
                school.links.recordContact(
                        SCHOOL, failed.after(school.links.lastContact(SCHOOL), link, Optional.of(fetch)));
            }
        }
        return called;
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_AUTHORISATION", "INVALID_CUSTOMER"})
    void asksOnceMoreAndStops_whenTheLasTurnsUsAway(FaultCode code) {
        assertThat(nightsOfCalls(Contact.Outcome.REFUSED, code.word())).containsExactly(0, 1);
    }

    @Test
    void asksOnceAWeek_andFourWeeksAtMost_whenTheLasRefusesTheVersion() {
        assertThat(nightsOfCalls(Contact.Outcome.REFUSED, "invalid-version")).containsExactly(0, 7, 14, 21, 28);
    }

    @Test
    void asksEveryNightAgain_whenWhatAPersonAskedForWentWell() {
        nightsOfCalls(Contact.Outcome.REFUSED, "invalid-authorisation");
        school.links.recordContact(
                SCHOOL,
                new Contact(Instant.parse("2027-03-01T09:00:00Z"), Contact.Outcome.NO_CHANGES, Optional.empty()));
        int before = school.tables.events().size();

        Invoke.failed(beginner(), BEGIN.replace("2026-11-24T02:30:00Z", "2027-03-02T02:30:00Z"));

        assertThat(school.tables.events()).hasSize(before + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERNAL_ERROR", "TEMPORARILY_UNAVAILABLE", "UNKNOWN"})
    void asksEverLessOften_andFourWeeksAtMost_whenTheLasIsDown(FaultCode code) {
        assertThat(nightsOfCalls(Contact.Outcome.REFUSED, code.word())).containsExactly(0, 1, 2, 4, 8, 15, 22);
    }

    @ParameterizedTest
    @CsvSource({"UNREACHABLE, timeout", "UNREACHABLE, http-error", "UNREADABLE, not-xml", "UNREADABLE, not-uwlr"})
    void asksEverLessOften_whenNoUsableAnswerComes(Contact.Outcome outcome, String reason) {
        assertThat(nightsOfCalls(outcome, reason)).containsExactly(0, 1, 2, 4, 8, 15, 22);
    }

    @Test
    void asksOnceMoreAndThenWeekly_whenTheLasDoesNotUnderstandTheQuestion() {
        assertThat(nightsOfCalls(Contact.Outcome.REFUSED, "invalid-message")).containsExactly(0, 1, 8, 15, 22);
    }

    @ParameterizedTest
    @CsvSource({"UNREACHABLE, address-not-allowed", "UNREADABLE, other-school", "UNREADABLE, other-school-year"})
    void asksOnceAWeek_whenTheAnswerPointsAtOurData(Contact.Outcome outcome, String reason) {
        assertThat(nightsOfCalls(outcome, reason)).containsExactly(0, 7, 14, 21, 28);
    }

    @Test
    void asksEveryNight_whenTheLasHasNoData() {
        assertThat(nightsOfCalls(Contact.Outcome.NO_DATA, "")).hasSize(60);
    }

    @Test
    void asksTheNextNight_whenTheLinkWasChangedSince() {
        nightsOfCalls(Contact.Outcome.REFUSED, "invalid-authorisation");
        Link.Active link = (Link.Active) school.links.find(SCHOOL).orElseThrow();
        String later = BEGIN.replace("2026-11-24T02:30:00Z", "2027-03-01T02:30:00Z");
        int before = school.tables.events().size();
        Invoke.failed(beginner(), later);
        assertThat(school.tables.events()).hasSize(before);

        school.links.save(link.with(link.fields()), EventsAndAudit.of(new CorrelationId("x")));
        Invoke.failed(beginner(), later);

        assertThat(school.tables.events()).hasSize(before + 1);
    }

    @Test
    void asksNothing_whenLinkEndedBeforeTheMessageCame() {
        Links.end(school.tables);

        assertThat(Invoke.failed(beginner(), BEGIN)).isEmpty();
        assertThat(school.tables.events()).isEmpty();
    }

    @Test
    void fails_whenTheNightCannotBeRead() {
        assertThat(Invoke.failed(beginner(), BEGIN.replace("scheduledAt", "at")))
                .hasSize(1);
        assertThatThrownBy(() -> Invoke.run(planner(), "{}")).hasMessage("scheduledAt is missing");
    }

    @Test
    void releasesResults_whoseTestIsKnownAndWhosePupilIsLinked() {
        school.score("z1", "p1", "REK-M5", NOT_LINKED);
        school.score("z2", "p2", "REK-M5", NOT_LINKED);
        school.score("z3", "p1", "TAAL-M5", NOT_LINKED);

        for (int i = 0; i < 2; i++) {
            assertThat(Invoke.failed(releaser(), COMMITTED)).isEmpty();
        }

        assertThat(school.state("z1")).isEqualTo(new ScoreState.Ready());
        assertThat(school.state("z2")).isEqualTo(NOT_LINKED);
        assertThat(school.state("z3")).isEqualTo(new ScoreState.Waiting(ScoreState.WaitReason.TEST_UNKNOWN));
    }

    @Test
    void triesResultsOfAnUnknownPupilAgain_onceNewPupilsAreImported() {
        ScoreState unknownPupil = new ScoreState.Refused(FaultCode.INVALID_PUPIL);
        ScoreState wrongNorm = new ScoreState.Refused(FaultCode.INVALID_NORM);
        school.score("z1", "p1", "REK-M5", unknownPupil);
        school.score("z2", "p1", "REK-M5", wrongNorm);

        Invoke.failed(releaser(), APPROVED);
        assertThat(school.state("z1")).isEqualTo(unknownPupil);

        Invoke.failed(releaser(), COMMITTED);
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Ready());
        assertThat(school.state("z2")).isEqualTo(wrongNorm);
    }

    @Test
    void listsDeliveredResults_whenTheLinkTheyWentUnderIsCorrected() {
        school.score("z1", "p1", "REK-M5", new ScoreState.Ready());
        school.score("z2", "p1", "REK-M5", NOT_LINKED);
        school.score("z3", "p2", "REK-M5", NOT_LINKED);
        school.score("z4", "p3", "REK-M5", new ScoreState.Ready());
        school.press("z1");
        school.press("z4");
        Invoke.failed(school.sender(), ASKED);
        assertThat(school.receivedKeys()).containsExactly(List.of("z1", "z4"));

        school.moveLink("p1", "p2");
        for (int i = 0; i < 2; i++) {
            assertThat(Invoke.failed(releaser(), COMMITTED)).isEmpty();
        }

        ScoreState corrected = new ScoreState.Waiting(ScoreState.WaitReason.LINK_CORRECTED);
        assertThat(school.state("z1")).isEqualTo(corrected);
        assertThat(school.state("z2")).isEqualTo(NOT_LINKED);
        assertThat(school.state("z3")).isEqualTo(new ScoreState.Ready());
        assertThat(school.state("z4")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.scores.all(SCHOOL))
                .filteredOn(e -> e.state().equals(new ScoreState.Withdrawn(true)))
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.pupil()).isEqualTo(new RecordId("p1"));
                    assertThat(left.history().getLast().cause())
                            .isEqualTo(new ScoreStep.Cause.DeliveredToOther(new RecordId("p2")));
                });

        school.moveLink("p4", "p1");
        Invoke.failed(releaser(), COMMITTED);
        assertThat(school.state("z1")).as("a person decides").isEqualTo(corrected);
        assertThat(school.state("z2")).isEqualTo(new ScoreState.Ready());

        school.press("z1");
        Invoke.failed(school.sender(), ASKED);
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.received.getLast().pupils())
                .extracting(p -> p.pupil().value())
                .contains("L4");
    }

    @Test
    void listsNothing_whenTheLasGivesTheKeyOfALeaverToAnother() {
        school.score("z1", "p1", "REK-M5", new ScoreState.Ready());
        school.press("z1");
        Invoke.failed(school.sender(), ASKED);
        school.moveLink("p1", "p2");
        school.makeInactive("p1");

        Invoke.failed(releaser(), COMMITTED);

        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.scores.all(SCHOOL)).hasSize(1);
    }

    @Test
    void stopsWhatIsNotYetSent_whenTheLinkIsUndone() {
        school.score("z1", "p1", "REK-M5", new ScoreState.Ready());
        school.moveLink("p1", "p2");

        Invoke.failed(releaser(), COMMITTED);

        assertThat(school.state("z1")).isEqualTo(NOT_LINKED);
    }

    @Test
    void releasesResults_whenLinkIsApproved() {
        school.score("z1", "p1", "REK-M5", new ScoreState.Waiting(ScoreState.WaitReason.NO_ACTIVE_LINK));

        for (int i = 0; i < 2; i++) {
            assertThat(Invoke.failed(releaser(), APPROVED)).isEmpty();
        }

        assertThat(school.state("z1")).isEqualTo(new ScoreState.Ready());
    }

    @Test
    void letsResultsWait_whenLinkEndedBeforeTheMessageCame() {
        school.score("z1", "p1", "REK-M5", NOT_LINKED);
        Links.end(school.tables);

        assertThat(Invoke.failed(releaser(), COMMITTED)).isEmpty();

        assertThat(school.state("z1")).isEqualTo(new ScoreState.Waiting(ScoreState.WaitReason.LINK_ENDED));
    }

    @Test
    void logsNoPerson() {
        school.score("z1", "p1", "REK-M5", NOT_LINKED);

        String printed = Invoke.printed(() -> {
            Invoke.run(planner(), PLAN);
            Invoke.failed(beginner(), BEGIN);
            Invoke.failed(releaser(), COMMITTED);
        });

        assertThat(printed)
                .contains("night-planned", "night-begun", "scores-released", "\"released\":1")
                .doesNotContain("Noor", "Bakker", "2016-", "L1", "sleutel", "REK", "@");
    }

    @Test
    void namesEveryVariableThatIsMissing() {
        assertThatThrownBy(() -> new PlanHandler(Map.of(), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining("LINKS_TABLE, NIGHT_QUEUE_URL, NIGHT_SPREAD_SECONDS");
        assertThatThrownBy(() -> new BeginHandler(Map.of(), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining("LINKS_TABLE, SCORES_TABLE, AUDIT_TABLE, AUDIT_DAYS, OUTBOX_TABLE");
        assertThatThrownBy(() -> new ReleaseHandler(Map.of(), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining("ROSTER_TABLE");
    }
}
