package nl.laslink.fetchimport;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.delivery;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.pupil;
import static nl.laslink.domain.testing.Example.teacher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.NotAsked;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.FixedIds;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetchImportHandlerTest {
    private static final String ASKED = "fetch-import/fetch-requested";
    private static final String AT_NIGHT = "fetch-import/fetch-requested-by-night";
    private static final String APPROVED = "fetch-import/link-approved";
    private static final String MESSAGE = "2e1424d4-f796-459a-8184-9c92662be6d0";

    private InMemoryTables tables;
    private InMemoryImportStore imports;
    private InMemoryLinkStore links;
    private final FakeSecretCipher cipher = new FakeSecretCipher();
    private final TestClock clock = TestClock.at("2026-11-24T10:00:00Z");
    private final ScriptedLas las = new ScriptedLas();

    @BeforeEach
    void linkedSchool() {
        tables = new InMemoryTables();
        imports = new InMemoryImportStore(tables);
        links = new InMemoryLinkStore(tables);
        Links.makeActive(tables, cipher);
        las.calls = 0;
        las.answer = new FetchOutcome.Delivered(
                delivery(
                        List.of(group("G5", "Groep 5", "5")),
                        List.of(teacher("T1", "Els", "Wouters", "els@devoorbeeldschool.example", "G5")),
                        List.of(pupil("L1", "eck-1", "Noor", "Bakker", "2016-04-09", "G5"))),
                "<raw>Noor</raw>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private FetchImportHandler handler() {
        return handler(links, imports);
    }

    private FetchImportHandler handler(LinkStore someLinks, ImportStore someImports) {
        LasAccess access = new LasAccess(new InMemoryLasTypes(tables), cipher);
        return new FetchImportHandler(
                new FetchAndStage(
                        someLinks, access, las, someImports, new InMemoryRosterStore(tables), clock, new FixedIds()),
                Invoke.log());
    }

    @Test
    void stages_whenPersonAsked() {
        assertThat(Invoke.failed(handler(), Invoke.event(ASKED))).isEmpty();

        Import stored = imports.find(SCHOOL).orElseThrow();
        assertThat(stored).isInstanceOf(Import.Open.class);
        FetchId fetch = new FetchId("01kazw3v9q7y2m4n6p8r0s2t4v");
        assertThat(tables.events())
                .containsExactly(
                        new DomainEvent.ImportStaged(SCHOOL, stored.header().id(), fetch, 0, 3, 3, 0),
                        new DomainEvent.FetchEnded(SCHOOL, fetch, "delivered", Optional.empty()));
        assertThat(tables.eventsAndAudits().getLast().correlation())
                .isEqualTo(new CorrelationId("1-6741f2a0-5c3d4e5f6a7b8c9d0e1f2a3b"));
    }

    @Test
    void tellsWhichNightEnded_whenNightAsked() {
        Invoke.failed(handler(), Invoke.event(AT_NIGHT));

        assertThat(tables.events().getLast())
                .isEqualTo(new DomainEvent.FetchEnded(
                        SCHOOL,
                        new FetchId("n-20261124T023000Z"),
                        "delivered",
                        Optional.of(LocalDate.of(2026, 11, 24))));
        assertThat(imports.latestFetch(SCHOOL).flatMap(FetchRun::night)).contains(LocalDate.of(2026, 11, 24));
    }

    @Test
    void fetchesForTheFirstTime_whenLinkIsApproved() {
        Invoke.failed(handler(), Invoke.event(APPROVED));

        assertThat(imports.latestFetch(SCHOOL).orElseThrow().id()).isEqualTo(new FetchId("a-r1"));
        assertThat(imports.find(SCHOOL)).containsInstanceOf(Import.Open.class);
    }

    @Test
    void callsTheLasOnce_whenAnyMessageComesTwice() {
        for (String file : List.of(ASKED, AT_NIGHT, APPROVED)) {
            linkedSchool();
            Invoke.failed(handler(), Invoke.event(file));
            int events = tables.events().size();

            assertThat(Invoke.failed(handler(), Invoke.event(file))).as(file).isEmpty();

            assertThat(las.calls).as(file).isEqualTo(1);
            assertThat(tables.events()).as(file).hasSize(events);
        }
    }

    @Test
    void showsThatItRuns_whileTheLasThinks() {
        las.meanwhile = () -> assertThat(imports.latestFetch(SCHOOL)).hasValueSatisfying(run -> {
            assertThat(run.ended()).isEmpty();
            assertThat(run.night()).isPresent();
        });

        assertThat(Invoke.failed(handler(), Invoke.event(AT_NIGHT))).isEmpty();
    }

    /** Requested after the contact of the other examples. */
    private static String nextNight() {
        return Invoke.event(AT_NIGHT).replace("2026-11-24T08:30:00Z", "2026-11-25T02:30:00Z");
    }

    @Test
    void comesAgain_whileImportIsCommitted() {
        Invoke.failed(handler(), Invoke.event(ASKED));
        Import.Open open = (Import.Open) imports.find(SCHOOL).orElseThrow();
        imports.advance(
                new Import.Committing(open.header(), new CommitId("c1"), Actor.LASLINK, clock.instant(), 2),
                Optional.empty(),
                EventsAndAudit.of(new CorrelationId("x")));

        assertThat(Invoke.failed(handler(), nextNight())).containsExactly(MESSAGE);
        assertThat(las.calls).isEqualTo(1);
    }

    @Test
    void isDoneWithoutACall_whenLinkEnded() {
        for (String file : List.of(ASKED, AT_NIGHT, APPROVED)) {
            linkedSchool();
            Links.end(tables);

            assertThat(Invoke.failed(handler(), Invoke.event(file))).as(file).isEmpty();

            assertThat(las.calls).as(file).isZero();
            assertThat(imports.find(SCHOOL)).as(file).isEmpty();
            assertThat(tables.events()).as(file).isEmpty();
        }
    }

    @Test
    void endsTheContact_whenLinkEndedAfterAPersonAsked() {
        FetchId fetch = new FetchId("01kazw3v9q7y2m4n6p8r0s2t4v");
        imports.requestFetch(
                new FetchRun(SCHOOL, fetch, clock.instant(), Optional.empty(), Optional.empty()),
                clock.instant().minus(Duration.ofMinutes(5)),
                EventsAndAudit.of(new CorrelationId("x")));
        Links.end(tables);

        Invoke.failed(handler(), Invoke.event(ASKED));

        assertThat(imports.latestFetch(SCHOOL).flatMap(FetchRun::ended).flatMap(Contact::reason))
                .contains(NotAsked.NO_ACTIVE_LINK);
    }

    @Test
    void stagesNothing_whenLinkEndsWhileTheLasThinks() {
        las.meanwhile = () -> Links.end(tables);

        assertThat(Invoke.failed(handler(), Invoke.event(ASKED))).isEmpty();

        assertThat(imports.find(SCHOOL)).isEmpty();
        assertThat(imports.latestFetch(SCHOOL).flatMap(FetchRun::ended)).isPresent();
    }

    @Test
    void stagesOnceAndRemembersContact_whateverWriteItDiesAt() {
        for (boolean before : new boolean[] {true, false}) {
            int nth = 0;
            boolean crashed = true;
            while (crashed) {
                nth++;
                linkedSchool();
                AtomicInteger calls = new AtomicInteger();
                FetchImportHandler dying = handler(
                        Faults.countedBy(calls, nth, before, LinkStore.class, links, Set.of("recordContact")),
                        Faults.countedBy(
                                calls, nth, before, ImportStore.class, imports, Set.of("requestFetch", "stage")));
                crashed = !Invoke.failed(dying, Invoke.event(APPROVED)).isEmpty();

                assertThat(Invoke.failed(handler(), Invoke.event(APPROVED))).isEmpty();

                assertThat(tables.events()).hasSize(2);
                assertThat(imports.find(SCHOOL).orElseThrow().version()).isEqualTo(1);
                assertThat(links.lastContact(SCHOOL).map(Contact::outcome)).contains(Contact.Outcome.DELIVERED);
            }
            assertThat(nth).isEqualTo(4); // requestFetch, recordContact, stage: each was died at
        }
    }

    @Test
    void endsOnce_whateverWriteItDiesAtAndTheLasHasNoChanges() {
        for (int nth = 1; nth <= 3; nth++) {
            linkedSchool();
            las.answer = new FetchOutcome.NoChanges();
            AtomicInteger calls = new AtomicInteger();
            Invoke.failed(
                    handler(
                            Faults.countedBy(calls, nth, true, LinkStore.class, links, Set.of("recordContact")),
                            Faults.countedBy(
                                    calls, nth, true, ImportStore.class, imports, Set.of("requestFetch", "endFetch"))),
                    Invoke.event(AT_NIGHT));

            assertThat(Invoke.failed(handler(), Invoke.event(AT_NIGHT))).isEmpty();

            assertThat(tables.events()).hasSize(1);
            assertThat(links.lastContact(SCHOOL).map(Contact::outcome)).contains(Contact.Outcome.NO_CHANGES);
        }
    }

    @Test
    void fails_whenEventIsOfAnotherKind() {
        String other = Invoke.event(APPROVED).replace("LinkApproved", "LinkEnded");

        assertThat(Invoke.failed(handler(), other)).containsExactly(MESSAGE);
    }

    @Test
    void leavesMessageForLater_whenTimeIsRunningOut() {
        assertThat(Invoke.run(handler(), Invoke.event(ASKED), 1_000)
                        .objects("batchItemFailures", f -> f.text("itemIdentifier")))
                .containsExactly(MESSAGE);
        assertThat(las.calls).isZero();
    }

    /** Its sum over a LAS type is above 0 when most contacts of the type fail. */
    @Test
    void countsForAndAgainstTheLasType() {
        String answered = Invoke.printed(() -> Invoke.failed(handler(), Invoke.event(ASKED)));
        las.answer = new Failed.Unanswered(NoAnswer.TIMEOUT);
        String unanswered = Invoke.printed(() -> Invoke.failed(handler(), nextNight()));

        assertThat(answered).contains("\"las\":\"SchoolOAS\"", "\"LasAway\":-1");
        assertThat(unanswered).contains("\"las\":\"SchoolOAS\"", "\"LasAway\":1,");
    }

    @Test
    void logsNoPersonAndNoKey() {
        String printed = Invoke.printed(() -> {
            Invoke.failed(handler(), Invoke.event(ASKED));
            las.meanwhile = () -> {
                throw new IllegalStateException("Noor Bakker 2016-04-09 sleutel");
            };
            Invoke.failed(handler(), nextNight());
        });

        assertThat(printed)
                .contains("\"outcome\":\"staged\"", "99XX-00", "\"outcome\":\"failed\"")
                .doesNotContain("Noor", "Bakker", "Els", "Wouters", "2016-04-09", "eck-1", "sleutel", "@");
    }

    @Test
    void namesEveryVariableThatIsMissing() {
        assertThatThrownBy(() -> new FetchImportHandler(Map.of("LINKS_TABLE", "Links"), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining(
                        "IMPORTS_TABLE, ROSTER_TABLE, AUDIT_TABLE, AUDIT_DAYS, OUTBOX_TABLE, SECRETS_KEY_ID, LAS_NETWORK");
    }
}
