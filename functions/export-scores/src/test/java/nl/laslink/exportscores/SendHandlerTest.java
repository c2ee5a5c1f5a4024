package nl.laslink.exportscores;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import nl.laslink.domain.Word;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.DeliveryLog;
import nl.laslink.domain.link.LasClient;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.secret.SecretAccess;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.Imports;
import nl.laslink.domain.testing.Links;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendHandlerTest {
    private static final String ENDED = Invoke.event("export-scores/fetch-ended");
    private static final String NEXT_NIGHT = endedIn(LocalDate.of(2026, 11, 25));
    private static final String MESSAGE = "2e1424d4-f796-459a-8184-9c92662be6d0";
    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 24);
    private static final ScoreState READY = new ScoreState.Ready();

    private LinkedSchool school = new LinkedSchool();

    private List<String> send(String event) {
        return Invoke.failed(school.sender(), event);
    }

    @Test
    void deliversWhatIsDue_underTheKeysOfTheLas() {
        school.score("z1", "p1", "REK-M5", READY);
        school.score("z2", "p1", "REK-M5", new ScoreState.Sent());

        assertThat(send(ENDED)).isEmpty();

        ScoreMessage message = school.received.getFirst();
        assertThat(message.school()).isEqualTo(new SchoolIdentification.ByBrin(SCHOOL));
        assertThat(message.schoolYear()).isEqualTo(YEAR);
        assertThat(message.createdAt()).isEqualTo(OffsetDateTime.parse("2026-11-24T03:31:10+01:00"));
        assertThat(message.tests())
                .singleElement()
                .satisfies(t -> assertThat(t.code().value()).isEqualTo("REK-M5"));
        assertThat(message.pupils()).singleElement().satisfies(p -> {
            assertThat(p.pupil()).isEqualTo(new LasKey("L1"));
            assertThat(p.eckId()).contains(new EckId("eck-1"));
            assertThat(p.results()).hasSize(2);
        });
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.state("z2")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.tables.events()).containsExactly(new DomainEvent.ScoresDelivered(SCHOOL, NIGHT, 2));
        assertThat(school.tables.audit()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditAction.SCORES_DELIVERED);
            assertThat(entry.details()).isEqualTo(Map.of("results", "2"));
        });
        assertThat(school.links.lastScores(SCHOOL).map(Contact::outcome)).contains(Contact.Outcome.SCORES_ACCEPTED);
    }

    @Test
    void sendsEachResultUnderTheSchoolYearOfItsSitting_theNewestYearFirst() {
        school.scoreTakenOn("z1", "2026-07-31");
        school.scoreTakenOn("z2", "2026-08-05");
        school.scoreTakenOn("z3", "2025-11-20");
        school.scoreTakenOn("z4", "2026-11-20");

        assertThat(send(ENDED)).isEmpty();

        assertThat(school.receivedKeys()).containsExactly(List.of("z2", "z4"), List.of("z1", "z3"));
        assertThat(school.received)
                .extracting(message -> message.schoolYear().toString())
                .containsExactly("2026-2027", "2025-2026");
    }

    @Test
    void sendsResultAgain_onceForEachCorrectionOfItsNorms() {
        school.define("TAAL-M5");
        school.score("z1", "p1", "REK-M5", READY);
        school.score("z2", "p1", "TAAL-M5", READY);
        school.score("z3", "p1", "REK-M5", new ScoreState.Refused(FaultCode.INVALID_NORM));
        school.score("z4", "p1", "REK-M5", new ScoreState.Refused(FaultCode.INVALID_SCORE));
        send(ENDED);
        assertThat(school.receivedKeys()).containsExactly(List.of("z1", "z2"));

        school.clock.advance(Duration.ofHours(10));
        school.correctNorms("REK-M5", 20);
        school.clock.advance(Duration.ofHours(14));
        send(NEXT_NIGHT);
        school.clock.advance(Duration.ofHours(24));
        send(endedIn(LocalDate.of(2026, 11, 26)));

        assertThat(school.receivedKeys()).containsExactly(List.of("z1", "z2"), List.of("z1", "z3"));
        assertThat(school.scores.find(SCHOOL, new ResultKey("z1")).orElseThrow().history())
                .extracting(ScoreStep::cause)
                .contains(new ScoreStep.Cause.NormsCorrected());
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());

        school.correctNorms("REK-M5", 25);
        send(endedIn(LocalDate.of(2026, 11, 27)));
        assertThat(school.receivedKeys()).hasSize(3);
    }

    @Test
    void sendsResultAgain_whoseNormsWereCorrectedWhileItWasSent() {
        school.score("z1", "p1", "REK-M5", READY);
        school.answers = _ -> {
            school.correctNorms("REK-M5", 20);
            school.clock.advance(Duration.ofSeconds(80));
            return new BringOutcome.Accepted();
        };
        send(ENDED);
        school.answers = _ -> new BringOutcome.Accepted();

        school.clock.advance(Duration.ofHours(24));
        send(NEXT_NIGHT);

        assertThat(school.receivedKeys()).containsExactly(List.of("z1"), List.of("z1"));
    }

    @Test
    void waits_whenItsNormsWereCorrectedAndItsPupilLeft() {
        school.score("z1", "p1", "REK-M5", READY);
        send(ENDED);
        school.makeInactive("p1");
        school.correctNorms("REK-M5", 20);

        send(NEXT_NIGHT);

        assertThat(school.state("z1")).isEqualTo(new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_LEFT));
    }

    @Test
    void sendsNothingAgain_inASecondNight() {
        school.score("z1", "p1", "REK-M5", READY);
        send(ENDED);

        assertThat(send(NEXT_NIGHT)).isEmpty();

        assertThat(school.receivedKeys()).containsExactly(List.of("z1"));
        assertThat(school.tables.events()).hasSize(1);
    }

    @Test
    void sendsOnce_whenMessageComesTwice() {
        school.score("z1", "p1", "REK-M5", READY);

        assertThat(send(ENDED)).isEmpty();
        assertThat(send(ENDED)).isEmpty();

        assertThat(school.receivedKeys()).containsExactly(List.of("z1"));
    }

    @Test
    void sendsNothing_whenAPersonAskedForTheContact() {
        school.score("z1", "p1", "REK-M5", READY);

        assertThat(send(ENDED.replace(",\\\"night\\\":\\\"2026-11-24\\\"", ""))).isEmpty();

        assertThat(school.received).isEmpty();
        assertThat(school.state("z1")).isEqualTo(READY);
    }

    @Test
    void sendsAfterAContactThatFailed() {
        school.score("z1", "p1", "REK-M5", READY);

        send(ENDED.replace("delivered", "unreachable"));

        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
    }

    @Test
    void takesWaitingResultsAlong_onceTheirTestIsDefined() {
        school.score("z1", "p1", "TAAL-M5", new ScoreState.Waiting(ScoreState.WaitReason.TEST_UNKNOWN));
        send(ENDED);
        assertThat(school.received).isEmpty();

        school.define("TAAL-M5");
        send(NEXT_NIGHT);

        assertThat(school.receivedKeys()).containsExactly(List.of("z1"));
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
    }

    @Test
    void letsResultWaitWithItsReason_whenItsPupilIsNotLinkedAnyMore() {
        school.score("z1", "p2", "REK-M5", READY);
        school.score("z2", "p1", "REK-M5", READY);

        send(ENDED);

        assertThat(school.receivedKeys()).containsExactly(List.of("z2"));
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_NOT_LINKED));
    }

    private static final ScoreState DOUBTED = new ScoreState.Waiting(ScoreState.WaitReason.IDENTITY_DOUBTED);

    /** A key that the LAS gave to another child: the result would land with that child. */
    @Test
    void letsResultWait_untilAPersonSettledWhoseKeyItIs() {
        school.score("z1", "p1", "REK-M5", READY);
        school.score("z3", "p3", "REK-M5", READY);
        Import.Open open = school.doubt("p1");

        send(ENDED);
        send(NEXT_NIGHT);

        assertThat(school.receivedKeys()).containsExactly(List.of("z3"));
        assertThat(school.state("z1")).isEqualTo(DOUBTED);

        school.commit(open);
        send(endedIn(LocalDate.of(2026, 11, 26)));

        assertThat(school.receivedKeys()).containsExactly(List.of("z3"), List.of("z1"));
    }

    private static final String ASKED = Invoke.event("export-scores/sending-requested");

    @Test
    void sendsOnlyWhatAPersonChose_atOnce() {
        school.score("z1", "p1", "REK-M5", new ScoreState.Refused(FaultCode.INVALID_SCORE));
        school.score("z3", "p3", "REK-M5", READY);
        school.press("z1");

        assertThat(send(ASKED)).isEmpty();

        assertThat(school.receivedKeys()).containsExactly(List.of("z1"));
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.state("z3")).isEqualTo(READY);
    }

    @Test
    void sendsEverythingThatIsDue_whenAPersonAsksForIt() {
        school.score("z1", "p1", "REK-M5", READY);
        school.score("z3", "p3", "REK-M5", new ScoreState.Doubted());

        send(ASKED.replace("\\\"everything\\\":false", "\\\"everything\\\":true"));

        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.state("z3")).isEqualTo(new ScoreState.Accepted());
    }

    /** A night leaves the LAS alone for days after faults; a person's press does not, and counts as no night. */
    @Test
    void callsTheLas_whileTheNightsRest_andCountsNoNight() {
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Refused(FaultCode.INVALID_CUSTOMER);
        send(ENDED);
        send(NEXT_NIGHT);
        int nights = failedNights();
        int messages = school.received.size();
        int events = school.tables.events().size();
        school.press("z1");

        send(ASKED);

        assertThat(school.received).hasSize(messages + 1);
        assertThat(failedNights()).isEqualTo(nights);
        assertThat(school.tables.events().subList(events, school.tables.events().size()))
                .containsExactly(new DomainEvent.ScoresRefused(SCHOOL, NIGHT, 1, "invalid-customer"));
        assertThat(school.state("z1")).isEqualTo(READY);
    }

    private int failedNights() {
        return school.links
                .lastScores(SCHOOL)
                .flatMap(Contact::failing)
                .map(Contact.Failing::nights)
                .orElseThrow();
    }

    @Test
    void keepsWithdrawal_thatAPersonMadeWhileTheMessageWasUnderWay() {
        school.score("z1", "p1", "REK-M5", READY);
        school.answers = _ -> {
            LedgerEntry sent = school.scores.find(SCHOOL, new ResultKey("z1")).orElseThrow();
            school.scores.save(sent.withState(
                    new ScoreState.Withdrawn(sent.mayBeInLas()),
                    school.clock.instant(),
                    new ScoreStep.Cause.Pressed(Links.ANJA)));
            return new BringOutcome.Accepted();
        };

        send(ENDED);

        assertThat(school.state("z1")).isEqualTo(new ScoreState.Withdrawn(true));
    }

    @Test
    void namesTheReason_ofAPupilWhoIsUnknownInactiveOrSkipped() {
        school.score("z1", "p999", "REK-M5", READY);
        school.score("z2", "p2", "REK-M5", READY);
        school.score("z3", "p3", "REK-M5", READY);
        school.score("z4", "p4", "REK-M5", READY);
        school.makeInactive("p3");
        school.skip("p4");

        send(ENDED);

        assertThat(school.received).isEmpty();
        assertThat(List.of("z1", "z2", "z3", "z4"))
                .extracting(school::state)
                .containsExactly(
                        new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_UNKNOWN),
                        new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_NOT_LINKED),
                        new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_LEFT),
                        new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_NOT_IMPORTED));
    }

    @Test
    void letsResultOfDoubtedPupilWait_afterItsImportWasAborted() {
        school.score("z1", "p1", "REK-M5", READY);
        Import.Open open = school.doubt("p1");
        school.imports.advance(
                new Import.Aborted(open.header(), Actor.LASLINK, school.clock.instant(), 2),
                Optional.empty(),
                Imports.SILENT);

        send(ENDED);

        assertThat(school.received).isEmpty();
        assertThat(school.state("z1")).isEqualTo(DOUBTED);
    }

    @Test
    void sendsWithLaslinksOwnKey_whenItHasOneForEverySchool() {
        school.sharesKey("sleutel-van-laslink");
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Refused(FaultCode.INVALID_AUTHORISATION);

        send(ENDED);

        assertThat(school.broughtWith.authorisationKey().reveal(SecretAccess.TO_CALL_THE_LAS))
                .isEqualTo("sleutel-van-laslink");
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Ready());
        assertThat(school.links.lastScores(SCHOOL))
                .contains(failing(Contact.Outcome.SCORES_REFUSED, "shared-key-refused"));
    }

    @Test
    void sendsAgainUnderTheSameKeyAndALaterTime_whenNoAnswerCame() {
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Unanswered(NoAnswer.TIMEOUT);
        assertThat(send(ENDED)).isEmpty();
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Sent());
        assertThat(school.links.lastScores(SCHOOL)).contains(failing(Contact.Outcome.SCORES_UNKNOWN, "timeout"));
        assertThat(school.tables.events())
                .containsExactly(new DomainEvent.ScoresRefused(SCHOOL, NIGHT, 1, "no-answer"));

        school.answer = new BringOutcome.Accepted();
        send(NEXT_NIGHT);

        assertThat(school.receivedKeys()).containsExactly(List.of("z1"), List.of("z1"));
        assertThat(school.received.get(1).createdAt())
                .isAfter(school.received.get(0).createdAt());
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
    }

    /** The message that begins the sending of this night. */
    private static String endedIn(LocalDate night) {
        return ENDED.replace("20261124", night.toString().replace("-", "")).replace("2026-11-24\\", night + "\\");
    }

    private Contact failing(Contact.Outcome outcome, String reason) {
        Instant now = school.clock.instant();
        long version = school.links.find(SCHOOL).orElseThrow().version();
        return new Contact(now, outcome, FailureReason.ofWord(reason))
                .failing(Optional.of(
                        new Contact.Failing(now, 1, version, Optional.of(new FetchId("n-20261124T023000Z")), false)));
    }

    @ParameterizedTest
    @EnumSource(NoAnswer.class)
    void tellsWhichSilenceItWas(NoAnswer reason) {
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Unanswered(reason);

        send(ENDED);

        assertThat(school.state("z1")).isEqualTo(new ScoreState.Sent());
        assertThat(school.links.lastScores(SCHOOL)).contains(failing(Contact.Outcome.SCORES_UNKNOWN, Word.of(reason)));
    }

    @ParameterizedTest
    @EnumSource(AnswerFlaw.class)
    void tellsWhatWasWrongWithTheAnswer_andSendsAgain(AnswerFlaw flaw) {
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Unreadable(flaw);

        send(ENDED);

        assertThat(school.state("z1")).isEqualTo(new ScoreState.Sent());
        assertThat(school.links.lastScores(SCHOOL)).contains(failing(Contact.Outcome.SCORES_UNREADABLE, Word.of(flaw)));
        assertThat(school.tables.events())
                .containsExactly(new DomainEvent.ScoresRefused(SCHOOL, NIGHT, 1, Word.of(flaw)));
    }

    @Test
    void tellsAllThatWasWrongWithTheAnswer_theWorstFirst() {
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Unreadable(List.of(AnswerFlaw.WITHOUT_SCHOOL, AnswerFlaw.WITHOUT_PUPILS));

        send(ENDED);

        assertThat(school.links.lastScores(SCHOOL).orElseThrow().reasons())
                .containsExactly(AnswerFlaw.WITHOUT_SCHOOL, AnswerFlaw.WITHOUT_PUPILS);
        assertThat(school.tables.events())
                .containsExactly(new DomainEvent.ScoresRefused(SCHOOL, NIGHT, 1, "without-school"));
    }

    @Test
    void sendsEverLessOften_whileTheLasIsDown() {
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Refused(FaultCode.TEMPORARILY_UNAVAILABLE);
        List<Integer> sent = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            int before = school.received.size();
            assertThat(send(endedIn(NIGHT.plusDays(day)))).isEmpty();
            if (school.received.size() > before) {
                sent.add(day);
            }
            school.clock.advance(Duration.ofDays(1));
        }

        assertThat(sent).containsExactly(0, 1, 2, 4, 8, 15, 22);
        assertThat(school.state("z1")).isEqualTo(READY);
    }

    /** Sent without an answer, refused, normed anew: one result keeps one key, and the LAS never sees a time go back. */
    @Test
    void keepsTheKeyAndRisingTimes_throughAResultsLife() {
        school.score("z1", "p1", "REK-M5", READY);
        school.score("z3", "p3", "REK-M5", READY);
        List<BringOutcome> answers = List.of(
                new Failed.Unanswered(NoAnswer.TIMEOUT),
                new Failed.Refused(FaultCode.INTERNAL_ERROR),
                new BringOutcome.Accepted());
        for (int night = 0; night < answers.size(); night++) {
            school.answer = answers.get(night);
            send(endedIn(NIGHT.plusDays(3 * night)));
            // A machine whose clock is wrong.
            school.clock.advance(Duration.ofHours(-1));
        }
        school.renorm("z1");
        send(endedIn(LocalDate.of(2026, 12, 24)));

        assertThat(school.receivedKeys())
                .containsExactly(List.of("z1", "z3"), List.of("z1", "z3"), List.of("z1", "z3"), List.of("z1"));
        assertThat(school.received)
                .extracting(ScoreMessage::createdAt)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /** A LAS that broke inside says that the message is wrong, as one does that is right. */
    @Test
    void sendsAResultOnceMore_whenTheLasDidNotUnderstandIt() {
        school.score("z1", "p1", "REK-M5", READY);
        school.score("z3", "p3", "REK-M5", READY);
        school.answers = refusing("L3", FaultCode.INVALID_MESSAGE);
        send(ENDED);
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.state("z3")).isEqualTo(new ScoreState.Doubted());

        school.score("z4", "p4", "REK-M5", READY);
        school.received.clear();
        send(NEXT_NIGHT);

        assertThat(school.receivedKeys()).containsExactly(List.of("z4"), List.of("z3"));
        assertThat(school.state("z4")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.state("z3")).isEqualTo(new ScoreState.Refused(FaultCode.INVALID_MESSAGE));
    }

    @Test
    void deliversAResult_whenTheLasUnderstandsItTheSecondTime() {
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Refused(FaultCode.INVALID_MESSAGE);
        send(ENDED);

        school.answer = new BringOutcome.Accepted();
        send(NEXT_NIGHT);

        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
    }

    @Test
    void keepsResultDoubted_whenTheMessageComesTwiceInOneNight() {
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Refused(FaultCode.INVALID_MESSAGE);
        send(ENDED);

        assertThat(send(ENDED)).isEmpty();

        assertThat(school.received).hasSize(1);
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Doubted());
    }

    @Test
    void triesTheOtherVersionOnce_andBeginsWithItFromThenOn() {
        school.speaksAlso("2.3");
        school.score("z1", "p1", "REK-M5", READY);
        school.answers = _ -> school.askedIn.getLast().equals("2.2")
                ? new Failed.Refused(FaultCode.INVALID_VERSION)
                : new BringOutcome.Accepted();

        send(ENDED);
        assertThat(school.askedIn).containsExactly("2.2", "2.3");
        assertThat(school.received)
                .extracting(ScoreMessage::createdAt)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.links.lastScores(SCHOOL).flatMap(Contact::xsdVersion)).contains("2.3");

        school.score("z3", "p3", "REK-M5", READY);
        send(NEXT_NIGHT);
        assertThat(school.askedIn).containsExactly("2.2", "2.3", "2.3");
    }

    @Test
    void triesNoThirdTime_whenTheLasTakesNeitherVersion() {
        school.speaksAlso("2.3");
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Refused(FaultCode.INVALID_VERSION);

        send(ENDED);

        assertThat(school.askedIn).containsExactly("2.2", "2.3");
        assertThat(school.state("z1")).isEqualTo(READY);
        assertThat(school.links.lastScores(SCHOOL).flatMap(Contact::reason)).contains(FaultCode.INVALID_VERSION);
    }

    @Test
    void remembersWhy_whenTheLasRefuses() {
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Refused(FaultCode.INVALID_NORM);

        assertThat(send(ENDED)).isEmpty();
        send(NEXT_NIGHT);

        assertThat(school.received).hasSize(1);
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Refused(FaultCode.INVALID_NORM));
        assertThat(school.tables.events())
                .containsExactly(new DomainEvent.ScoresRefused(SCHOOL, NIGHT, 1, "invalid-norm"));
        assertThat(school.tables.audit()).extracting(AuditEntry::action).containsExactly(AuditAction.SCORES_REFUSED);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "INTERNAL_ERROR",
                "TEMPORARILY_UNAVAILABLE",
                "INVALID_AUTHORISATION",
                "INVALID_CUSTOMER",
                "INVALID_VERSION",
                "UNKNOWN"
            })
    void keepsResultsDue_whenTheLasBlamesNoneOfThem(FaultCode code) {
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Refused(code);

        send(ENDED);

        assertThat(school.state("z1")).isEqualTo(READY);
    }

    @Test
    void sendsOnceMoreAndStops_whenTheLasTurnsUsAway() {
        school.score("z1", "p1", "REK-M5", READY);
        school.answer = new Failed.Refused(FaultCode.INVALID_AUTHORISATION);
        DomainEvent stopped = new DomainEvent.NightsStopped(SCHOOL, DomainEvent.NightsStopped.About.RESULTS);

        send(ENDED);
        send(ENDED);
        assertThat(school.tables.events()).doesNotContain(stopped);
        assertThat(school.links.lastScores(SCHOOL).filter(Contact::isNextTryTheLast))
                .isPresent();
        int before = school.received.size();
        send(NEXT_NIGHT);
        send(endedIn(NIGHT.plusDays(2)));

        assertThat(school.received).hasSize(before + 1);
        assertThat(school.tables.events()).containsOnlyOnce(stopped);
        assertThat(school.state("z1")).isEqualTo(READY);
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_PUPIL", "INVALID_SCORE", "INVALID_OSO_RESULT"})
    void holdsTheResultsOfOnePupil_whenTheLasRefusesThem(FaultCode code) {
        school.score("z1", "p1", "REK-M5", READY);
        school.score("z3", "p3", "REK-M5", READY);
        school.score("z4", "p4", "REK-M5", READY);
        school.answers = refusing("L3", code);

        assertThat(send(ENDED)).isEmpty();

        assertThat(school.receivedKeys())
                .containsExactly(
                        List.of("z1", "z3", "z4"), List.of("z1"), List.of("z3", "z4"), List.of("z3"), List.of("z4"));
        assertThat(school.received)
                .extracting(ScoreMessage::createdAt)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.state("z3")).isEqualTo(new ScoreState.Refused(code));
        assertThat(school.state("z4")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.tables.events())
                .containsExactly(
                        new DomainEvent.ScoresDelivered(SCHOOL, NIGHT, 1),
                        new DomainEvent.ScoresRefused(SCHOOL, NIGHT, 1, code.word()),
                        new DomainEvent.ScoresDelivered(SCHOOL, NIGHT, 1));
        assertThat(school.links.lastScores(SCHOOL))
                .contains(new Contact(school.clock.instant(), Contact.Outcome.SCORES_REFUSED, Optional.of(code)));
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_NORM", "INVALID_VOCABULARY_TERM"})
    void holdsTheResultsOfOneTest_whenTheLasRefusesIt(FaultCode code) {
        school.define("TAAL-M5");
        school.score("z1", "p1", "REK-M5", READY);
        school.score("z2", "p1", "TAAL-M5", READY);
        school.score("z3", "p3", "TAAL-M5", READY);
        school.answers = m -> m.tests().stream().anyMatch(t -> t.code().value().equals("TAAL-M5"))
                ? new Failed.Refused(code)
                : new BringOutcome.Accepted();

        send(ENDED);

        assertThat(school.receivedKeys())
                .containsExactly(List.of("z1", "z2", "z3"), List.of("z1"), List.of("z2", "z3"));
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
        assertThat(school.state("z2")).isEqualTo(new ScoreState.Refused(code));
        assertThat(school.state("z3")).isEqualTo(new ScoreState.Refused(code));
    }

    @Test
    void sendsTwoMessages_whenATestIsThereInTwoVersions() {
        school.score("z1", "p1", "REK-M5", READY);
        school.score("z2", "p3", "REK-M5", READY);
        school.define("TAAL-M5");
        LedgerEntry other = school.scores.find(SCHOOL, new ResultKey("z2")).orElseThrow();
        school.scores.saveDefinition(new TestDefinition(
                new TestCode("REK-M5"),
                Optional.of("2"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of()));
        school.scores.save(new LedgerEntry(
                SCHOOL,
                other.key(),
                other.pupil(),
                other.test(),
                Optional.of("2"),
                Optional.empty(),
                other.takenOn(),
                other.value(),
                other.normedAt(),
                READY,
                other.at(),
                2));
        school.score("z3", "p3", "TAAL-M5", READY);

        assertThat(send(ENDED)).isEmpty();

        assertThat(school.receivedKeys()).containsExactly(List.of("z1", "z3"), List.of("z2"));
        assertThat(school.received.get(1).tests()).singleElement().satisfies(t -> assertThat(t.version())
                .contains("2"));
        assertThat(school.received)
                .extracting(ScoreMessage::createdAt)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void sendsEverything_in21MessagesOf90Results() {
        for (int i = 1000; i < 1000 + 21 * 90 - 5; i++) {
            school.score("z" + i, i % 2 == 0 ? "p1" : "p3", "REK-M5", READY);
        }

        assertThat(send(ENDED)).isEmpty();

        assertThat(school.receivedKeys())
                .hasSize(21)
                .allMatch(keys -> keys.size() <= 90)
                .doesNotHaveDuplicates();
        assertThat(school.scores.all(SCHOOL))
                .hasSize(21 * 90 - 5)
                .extracting(LedgerEntry::state)
                .containsOnly(new ScoreState.Accepted());
        assertThat(school.received)
                .extracting(ScoreMessage::createdAt)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /** 12 messages of 40 seconds, in runs of 150 seconds. */
    @Test
    void continuesInANextRun_whenItsTimeIsOver() {
        for (int i = 1000; i < 1000 + 12 * 90; i++) {
            school.score("z" + i, "p1", "REK-M5", READY);
        }
        school.answers = _ -> after(Duration.ofSeconds(40), new BringOutcome.Accepted());
        DomainEvent.FetchEnded again =
                new DomainEvent.FetchEnded(SCHOOL, new FetchId("n-20261124T023000Z"), "delivered", Optional.of(NIGHT));
        List<Integer> messages = new ArrayList<>();

        do {
            assertThat(send(ENDED)).isEmpty();
            messages.add(school.received.size());
        } while (school.tables.events().stream().filter(again::equals).count() == messages.size());

        assertThat(messages).containsExactly(4, 8, 12);
        assertThat(school.receivedKeys()).doesNotHaveDuplicates();
        assertThat(school.scores.all(SCHOOL)).extracting(LedgerEntry::state).containsOnly(new ScoreState.Accepted());
        assertThat(delivered()).isEqualTo(12 * 90);
    }

    @Test
    void waitsForTheNextNight_whenALasIsTooSlowToFindTheRefusedResult() {
        for (int i = 10; i < 100; i++) {
            school.score("z" + i, "p1", "REK-M5", READY);
        }
        school.answers = _ -> after(Duration.ofSeconds(80), new Failed.Refused(FaultCode.INVALID_SCORE));

        assertThat(send(ENDED)).isEmpty();

        assertThat(school.received).hasSize(2);
        assertThat(school.scores.all(SCHOOL)).extracting(LedgerEntry::state).containsOnly(READY);
        assertThat(school.tables.events())
                .containsExactly(new DomainEvent.ScoresRefused(SCHOOL, NIGHT, 90, "invalid-score"));
        assertThat(school.links.lastScores(SCHOOL).flatMap(Contact::reason)).contains(FaultCode.INVALID_SCORE);
    }

    private BringOutcome after(Duration time, BringOutcome answer) {
        school.clock.advance(time);
        return answer;
    }

    @Test
    void findsEveryRefusedResult_whenEachOf3MessagesHasOne() {
        for (int i = 1000; i < 1000 + 3 * 90; i++) {
            school.score("z" + i, i % 90 == 7 ? "p3" : "p1", "REK-M5", READY);
        }
        school.answers = refusing("L3", FaultCode.INVALID_SCORE);

        assertThat(send(ENDED)).isEmpty();

        assertThat(school.received).hasSizeBetween(3 * 12, 3 * 15);
        assertThat(school.scores.all(SCHOOL)).allSatisfy(e -> assertThat(e.state())
                .isEqualTo(
                        e.pupil().value().equals("p3")
                                ? new ScoreState.Refused(FaultCode.INVALID_SCORE)
                                : new ScoreState.Accepted()));
    }

    @Test
    void leavesTheRestForTheNextNight_whenTheLasFallsSilentOrRefusesTooMuch() {
        school.score("z1", "p1", "REK-M5", READY);
        school.score("z3", "p3", "REK-M5", READY);
        school.answers = m -> m.pupils().size() > 1
                ? new Failed.Refused(FaultCode.INVALID_PUPIL)
                : new Failed.Unanswered(NoAnswer.TIMEOUT);

        send(ENDED);

        assertThat(school.receivedKeys()).containsExactly(List.of("z1", "z3"), List.of("z1"));
        assertThat(school.state("z1")).isEqualTo(new ScoreState.Sent());
        assertThat(school.state("z3")).isEqualTo(READY);

        school = new LinkedSchool();
        for (int i = 10; i < 30; i++) {
            school.score("z" + i, i % 2 == 0 ? "p1" : "p3", "REK-M5", READY);
        }
        school.answer = new Failed.Refused(FaultCode.INVALID_SCORE);

        send(ENDED);

        assertThat(school.received).hasSize(20);
        assertThat(school.scores.all(SCHOOL))
                .extracting(e -> e.state())
                .containsOnly(READY, new ScoreState.Refused(FaultCode.INVALID_SCORE));
    }

    @Test
    void leavesDoubtedResultAsItIs_whenARunEndsBeforeItsMessage() {
        school.score("z1", "p1", "REK-M5", READY);
        school.score("z3", "p3", "REK-M5", new ScoreState.Doubted());
        school.answer = new Failed.Refused(FaultCode.TEMPORARILY_UNAVAILABLE);

        send(ENDED);

        assertThat(school.receivedKeys()).containsExactly(List.of("z1"));
        assertThat(school.state("z1")).isEqualTo(READY);
        assertThat(school.state("z3")).isEqualTo(new ScoreState.Doubted());
    }

    @Test
    void countsWhatWasTakenRefusedAndHeldBack() {
        school.score("z1", "p1", "REK-M5", READY);
        school.score("z3", "p3", "REK-M5", READY);
        school.clock.advance(Duration.ofMinutes(2));
        school.answer = new Failed.Unanswered(NoAnswer.TIMEOUT);
        String unanswered = Invoke.printed(() -> Invoke.failed(school.sender(), ENDED));
        school.answers = m ->
                m.pupils().size() > 1 || m.pupils().getFirst().pupil().value().equals("L1")
                        ? new Failed.Refused(FaultCode.INVALID_PUPIL)
                        : new BringOutcome.Accepted();
        String refused = Invoke.printed(() -> Invoke.failed(school.sender(), NEXT_NIGHT));

        assertThat(unanswered)
                .contains(
                        "\"outcome\":\"unanswered\"",
                        "\"ScoresAccepted\":0,\"ScoresRefused\":0,\"ScoresHeldBack\":2",
                        "\"OldestDueScore\":120");
        assertThat(refused)
                .contains(
                        "\"outcome\":\"refused\"",
                        "\"code\":\"invalid-pupil\"",
                        "\"ScoresAccepted\":1,\"ScoresRefused\":1,\"ScoresHeldBack\":0",
                        "\"OldestDueScore\":0");
    }

    @Test
    void namesTheTeacherAndThePage_whenTheyAreKnown() {
        school.score("z1", "p1", "REK-M5", READY, "t1", "https://toetscentrum.example/z1");
        school.score("z2", "p3", "REK-M5", READY, "t9", "https://toetscentrum.example/z2");

        send(ENDED);

        assertThat(school.received.getFirst().pupils())
                .extracting(p -> p.teacher().map(LasKey::value).orElse("-"))
                .containsExactly("T1", "-");
        assertThat(school.received
                        .getFirst()
                        .pupils()
                        .getFirst()
                        .results()
                        .getFirst()
                        .infoUrl())
                .contains("https://toetscentrum.example/z1");
    }

    private static Function<ScoreMessage, BringOutcome> refusing(String pupil, FaultCode code) {
        return m -> m.pupils().stream().anyMatch(p -> p.pupil().value().equals(pupil))
                ? new Failed.Refused(code)
                : new BringOutcome.Accepted();
    }

    @Test
    void comesAgain_whileAnotherSenderIsAtWork() {
        school.score("z1", "p1", "REK-M5", READY);
        school.runs.takeLease(
                SCHOOL, "other", school.clock.instant(), school.clock.instant().plusSeconds(60));

        assertThat(send(ENDED)).containsExactly(MESSAGE);
        assertThat(school.received).isEmpty();

        school.clock.advance(Duration.ofSeconds(60));
        assertThat(send(ENDED)).isEmpty();
        assertThat(school.received).hasSize(1);
    }

    @Test
    void sendsNothing_whenLinkEnded() {
        school.score("z1", "p1", "REK-M5", READY);
        Links.end(school.tables);

        assertThat(send(ENDED)).isEmpty();

        assertThat(school.received).isEmpty();
        assertThat(school.tables.events()).isEmpty();
    }

    @Test
    void recordsEachResultOnce_whateverCallItDiesAt() {
        int calls = dyingEverywhere(
                () -> {
                    school.score("z1", "p1", "REK-M5", READY);
                    school.score("z2", "p1", "REK-M5", new ScoreState.Waiting(ScoreState.WaitReason.TEST_UNKNOWN));
                },
                ENDED,
                () -> {
                    assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
                    assertThat(school.state("z2")).isEqualTo(new ScoreState.Accepted());
                    assertThat(school.links.lastScores(SCHOOL).map(Contact::outcome))
                            .contains(Contact.Outcome.SCORES_ACCEPTED);
                    assertThat(delivered()).isEqualTo(2);
                });

        // lease, release, two sent, creation time, message, its record, lease back: each was died at
        assertThat(calls).isEqualTo(8);
    }

    @Test
    void recordsEachResultOnce_whateverCallItDiesAt_whileALasRefusesOneOfThem() {
        int calls = dyingEverywhere(
                () -> {
                    school.score("z1", "p1", "REK-M5", READY);
                    school.score("z3", "p3", "REK-M5", READY);
                    school.score("z4", "p4", "REK-M5", READY);
                    school.answers = refusing("L3", FaultCode.INVALID_PUPIL);
                },
                ENDED,
                () -> {
                    assertThat(school.state("z1")).isEqualTo(new ScoreState.Accepted());
                    assertThat(school.state("z3")).isEqualTo(new ScoreState.Refused(FaultCode.INVALID_PUPIL));
                    assertThat(school.state("z4")).isEqualTo(new ScoreState.Accepted());
                    assertThat(delivered()).isEqualTo(2);
                    assertThat(refused()).isEqualTo(1);
                });

        // 5 messages, each with a creation time; 3 of them are recorded
        assertThat(calls).isEqualTo(2 + 3 + 5 * 2 + 3);
    }

    /** Doubted results go alone, so these are 3 messages of 80 seconds, in runs of 150 seconds. */
    @Test
    void recordsEachResultOnce_whateverCallItDiesAt_inSeveralRuns() {
        dyingEverywhere(
                () -> {
                    school.score("z1", "p1", "REK-M5", READY);
                    school.score("z3", "p3", "REK-M5", new ScoreState.Doubted());
                    school.score("z4", "p4", "REK-M5", new ScoreState.Doubted());
                    school.answers = _ -> after(Duration.ofSeconds(80), new BringOutcome.Accepted());
                },
                NEXT_NIGHT,
                () -> {
                    assertThat(send(NEXT_NIGHT)).isEmpty();

                    assertThat(settled(ScoreState.Accepted.class)).isEqualTo(3);
                    assertThat(delivered()).isEqualTo(3);
                });
    }

    @Test
    void reportsOnceThatNightsStopped_whateverCallItDiesAt() {
        DomainEvent stopped = new DomainEvent.NightsStopped(SCHOOL, DomainEvent.NightsStopped.About.RESULTS);
        dyingEverywhere(
                () -> {
                    school.score("z1", "p1", "REK-M5", READY);
                    school.answer = new Failed.Refused(FaultCode.INVALID_AUTHORISATION);
                    send(ENDED);
                },
                NEXT_NIGHT,
                () -> {
                    assertThat(school.state("z1").isDue()).isTrue();
                    assertThat(school.links.lastScores(SCHOOL).orElseThrow().hasStopped())
                            .isTrue();
                    assertThat(school.tables.events()).containsOnlyOnce(stopped);
                });
    }

    /**
     * Crashes before, and then after, every call of a run, and runs again. Wherever it crashes, results, contact, events and audit
     * are in step.
     *
     * @return the number of calls of a run
     */
    private int dyingEverywhere(Runnable given, String event, Runnable then) {
        int nth = 0;
        for (boolean before : new boolean[] {true, false}) {
            nth = 0;
            boolean crashed = true;
            while (crashed) {
                nth++;
                school = new LinkedSchool();
                given.run();
                int recorded = school.tables.audit().size();
                Optional<Contact> contact = school.links.lastScores(SCHOOL);
                crashed = !Invoke.failed(dyingAt(nth, before), event).isEmpty();

                assertThat(settled(ScoreState.Accepted.class)).isEqualTo(delivered());
                assertThat(audited(AuditAction.SCORES_DELIVERED)).isEqualTo(delivered());
                assertThat(audited(AuditAction.SCORES_REFUSED)).isEqualTo(refused());
                assertThat(school.links.lastScores(SCHOOL).equals(contact))
                        .isEqualTo(school.tables.audit().size() == recorded);

                school.clock.advance(ExportScoresWiring.LEASE_TIME);
                assertThat(send(event)).isEmpty();

                then.run();
                assertThat(settled(ScoreState.Accepted.class)).isEqualTo(delivered());
                assertThat(audited(AuditAction.SCORES_DELIVERED)).isEqualTo(delivered());
                assertThat(audited(AuditAction.SCORES_REFUSED)).isEqualTo(refused());
                assertThat(school.received).extracting(ScoreMessage::createdAt).doesNotHaveDuplicates();
            }
        }
        return nth - 1;
    }

    private SendHandler dyingAt(int nth, boolean before) {
        AtomicInteger calls = new AtomicInteger();
        return school.sender(
                Faults.countedBy(calls, nth, before, ScoreStore.class, school.scores, Set.of("save")),
                Faults.countedBy(
                        calls,
                        nth,
                        before,
                        DeliveryRuns.class,
                        school.runs,
                        Set.of("takeLease", "releaseLease", "nextCreationTime")),
                Faults.countedBy(calls, nth, before, DeliveryLog.class, school.log, Set.of("record")),
                Faults.countedBy(calls, nth, before, LasClient.class, school.las, Set.of("bring")));
    }

    private int settled(Class<? extends ScoreState> state) {
        return (int) school.scores.all(SCHOOL).stream()
                .filter(e -> state.isInstance(e.state()))
                .count();
    }

    private int delivered() {
        return school.tables.events().stream()
                .mapToInt(e -> e instanceof DomainEvent.ScoresDelivered d ? d.results() : 0)
                .sum();
    }

    private int refused() {
        return school.tables.events().stream()
                .mapToInt(e -> e instanceof DomainEvent.ScoresRefused r ? r.results() : 0)
                .sum();
    }

    private int audited(AuditAction action) {
        return school.tables.audit().stream()
                .filter(entry -> entry.action() == action)
                .mapToInt(entry -> Integer.parseInt(entry.details().get("results")))
                .sum();
    }

    @Test
    void fails_whenEventIsOfAnotherKind() {
        assertThat(send(Invoke.event("export-scores/link-approved"))).containsExactly(MESSAGE);
    }

    @Test
    void logsNoPersonAndNoKey() {
        school.score("z1", "p1", "REK-M5", READY);

        String printed = Invoke.printed(() -> {
            Invoke.failed(school.sender(), ENDED);
            Invoke.failed(
                    school.sender(
                            Faults.failingOn(1, ScoreStore.class, school.scores, Set.of("waiting")),
                            school.runs,
                            school.log,
                            school.las),
                    NEXT_NIGHT);
        });

        assertThat(printed.replaceAll("\"milliseconds\":\\d+", ""))
                .contains("\"outcome\":\"delivered\"", "\"outcome\":\"failed\"", "99XX-00")
                .doesNotContain("Noor", "Bakker", "2016-", "eck-1", "L1", "sleutel", "REK", "34,", "@");
    }

    @Test
    void namesEveryVariableThatIsMissing() {
        assertThatThrownBy(() -> new SendHandler(Map.of("LINKS_TABLE", "Links"), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining(
                        "IMPORTS_TABLE, ROSTER_TABLE, SCORES_TABLE, AUDIT_TABLE, AUDIT_DAYS, LEAVERS_DAYS, RESULTS_DAYS, OUTBOX_TABLE");
    }
}
