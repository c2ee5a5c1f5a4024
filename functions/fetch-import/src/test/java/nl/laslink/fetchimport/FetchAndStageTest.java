package nl.laslink.fetchimport;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.delivery;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.pupil;
import static nl.laslink.domain.testing.Example.teacher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.Remedy;
import nl.laslink.domain.delivery.ResponsibleParty;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Leavers;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkFields;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretAccess;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.FixedIds;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FetchAndStageTest {
    private static final CorrelationId CORRELATION = new CorrelationId("x");
    private final InMemoryTables tables = new InMemoryTables();
    private final InMemoryImportStore imports = new InMemoryImportStore(tables);
    private final InMemoryLinkStore links = new InMemoryLinkStore(tables);
    private final InMemoryRosterStore rosters = new InMemoryRosterStore(tables);
    private final FakeSecretCipher cipher = new FakeSecretCipher();
    private final TestClock clock = TestClock.at("2026-11-24T10:00:00Z");
    private final FixedIds ids = new FixedIds();
    private final ScriptedLas las = new ScriptedLas();

    @BeforeEach
    void activeLink() {
        Links.makeActive(tables, cipher);
        las.answer = delivered(delivery(
                List.of(group("G5", "Groep 5", "5")),
                List.of(),
                List.of(
                        pupil("L1", "eck-1", "Noor", "Bakker", "2016-04-09", "G5"),
                        pupil("L2", "", "Sem", "Jansen", "", "G5"))));
    }

    private static FetchOutcome.Delivered delivered(Delivery delivery) {
        return new FetchOutcome.Delivered(delivery, new byte[] {1, 2, 3});
    }

    private FetchAndStage useCase() {
        LasAccess access = new LasAccess(new InMemoryLasTypes(tables), cipher);
        return new FetchAndStage(links, access, las, imports, rosters, clock, ids);
    }

    private FetchAndStage.Outcome fetch(String id) {
        return useCase().execute(request(id, Optional.empty(), clock.instant()));
    }

    private void seed(RosterRecord... records) {
        rosters.seed(SCHOOL, "De Voorbeeldschool", List.of(records));
    }

    @Test
    void stagesAndTells_whenAnswerIsComplete() {
        FetchAndStage.Outcome outcome = fetch("f1");

        assertThat(outcome).isInstanceOfSatisfying(FetchAndStage.Outcome.Staged.class, staged -> {
            assertThat(staged.toDecide()).isEqualTo(3);
            assertThat(staged.toSettle()).isZero();
        });
        assertThat(las.askedFor).isEqualTo(YEAR);
        Import stored = imports.find(SCHOOL).orElseThrow();
        assertThat(stored).isInstanceOf(Import.Open.class);
        assertThat(stored.header().delivered()).isEqualTo(new Import.Counts(1, 0, 2));
        assertThat(stored.header().expiresAt()).isEqualTo("2026-12-24T10:00:00Z");
        assertThat(tables.events())
                .containsExactly(
                        new DomainEvent.ImportStaged(SCHOOL, stored.header().id(), new FetchId("f1"), 0, 3, 3, 0),
                        new DomainEvent.FetchEnded(SCHOOL, new FetchId("f1"), "delivered", Optional.empty()));
        assertThat(links.lastContact(SCHOOL).map(Contact::outcome)).contains(Contact.Outcome.DELIVERED);
    }

    @Test
    void doesNothing_whenMessageComesTwice() {
        fetch("f1");
        int events = tables.events().size();

        assertThat(fetch("f1")).isEqualTo(new FetchAndStage.Outcome.AlreadyDone());
        assertThat(tables.events()).hasSize(events);
    }

    @Test
    void restagesIntoOpenImport_whenAnotherContactComes() {
        fetch("f1");
        Import first = imports.find(SCHOOL).orElseThrow();

        fetch("f2");

        Import second = imports.find(SCHOOL).orElseThrow();
        assertThat(second.header().id()).isEqualTo(first.header().id());
        assertThat(second.version()).isEqualTo(2);
        assertThat(imports.rows(SCHOOL)).hasSize(3);
    }

    static List<FetchOutcome> answersThatChangeNothing() {
        return List.of(
                new FetchOutcome.NoChanges(),
                new FetchOutcome.NoData(),
                new Failed.Refused(FaultCode.INVALID_AUTHORISATION),
                new Failed.Refused(FaultCode.TEMPORARILY_UNAVAILABLE),
                new Failed.Unanswered(NoAnswer.TIMEOUT),
                new Failed.Unreadable(AnswerFlaw.NOT_XML));
    }

    @ParameterizedTest
    @MethodSource("answersThatChangeNothing")
    void changesNothing_whenAnswerIsNotComplete(FetchOutcome incomplete) {
        seed(existingGroup("g5", "Groep 5", "5", "G5"), existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", ""));
        fetch("f1");
        Import before = imports.find(SCHOOL).orElseThrow();
        List<Row> rows = imports.rows(SCHOOL);

        las.answer = incomplete;
        FetchAndStage.Outcome outcome = fetch("f2");

        assertThat(outcome).isInstanceOf(FetchAndStage.Outcome.NothingStaged.class);
        assertThat(imports.find(SCHOOL)).contains(before);
        assertThat(imports.rows(SCHOOL)).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(rosters.read(SCHOOL).revision()).isEqualTo(1);
        assertThat(tables.events().getLast()).isInstanceOf(DomainEvent.FetchEnded.class);
        assertThat(imports.latestFetch(SCHOOL).orElseThrow().ended()).isPresent();
    }

    @Test
    void mergesWithDecisions_whenFiftyOfThemLandWhileItStages() {
        fetch("f1");
        AtomicInteger landed = new AtomicInteger();
        ImportStore busy = (ImportStore) Proxy.newProxyInstance(
                ImportStore.class.getClassLoader(), new Class<?>[] {ImportStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("stage") && landed.get() < 50) {
                        decide(landed.incrementAndGet());
                    }
                    return method.invoke(imports, arguments);
                });
        LasAccess access = new LasAccess(new InMemoryLasTypes(tables), cipher);
        int calls = las.calls;

        FetchAndStage.Outcome outcome = new FetchAndStage(links, access, las, busy, rosters, clock, ids)
                .execute(request("f2", Optional.empty(), clock.instant()));

        assertThat(outcome).isInstanceOf(FetchAndStage.Outcome.Staged.class);
        assertThat(las.calls).isEqualTo(calls + 1);
        assertThat(imports.find(SCHOOL).orElseThrow().version()).isEqualTo(52);
        assertThat(imports.rows(SCHOOL))
                .filteredOn(row -> row.kind() == RowKind.GROUP && row.isSkipped())
                .hasSize(1);
        assertThat(imports.latestFetch(SCHOOL).orElseThrow().ended()).isPresent();
    }

    /** Moves the first row to Niet importeren, and back the next time. */
    private void decide(int nth) {
        ImportStore.WithRows stored =
                imports.findWithRows(SCHOOL, clock.instant()).orElseThrow();
        Row row = stored.rows().orElseThrow().rows().getFirst();
        Decision next =
                nth % 2 == 0 ? new Decision.Skip(Decision.Basis.PERSON) : new Decision.AddNew(Decision.Basis.PERSON);
        assertThat(imports.decide(
                        new Import.Open(
                                stored.stored().header(), false, stored.stored().version() + 1),
                        stored.rows().orElseThrow(),
                        List.of(row.decided(next, Optional.empty()))))
                .isInstanceOf(ImportStore.ImportWrite.Saved.class);
    }

    @Test
    void callsNoLas_whenALaterContactWasStored() {
        clock.set(Instant.parse("2026-11-24T11:00:00Z"));
        fetch("f2");
        int calls = las.calls;
        int events = tables.events().size();

        FetchAndStage.Outcome outcome =
                useCase().execute(request("f1", Optional.empty(), Instant.parse("2026-11-24T10:59:59Z")));

        assertThat(outcome).isEqualTo(new FetchAndStage.Outcome.Superseded());
        assertThat(las.calls).isEqualTo(calls);
        assertThat(tables.events()).hasSize(events);
        assertThat(imports.latestFetch(SCHOOL).orElseThrow().id()).isEqualTo(new FetchId("f2"));
    }

    /** A person fetched between the night's request and its message: the night's results are sent anyway. */
    @Test
    void endsTheNight_whenAPersonFetchedLaterThanTheNightRequested() {
        LocalDate night = LocalDate.of(2026, 11, 24);
        fetch("f2");
        int calls = las.calls;

        FetchAndStage.Outcome outcome = useCase()
                .execute(request("n1", Optional.of(night), clock.instant().minusSeconds(5)));

        assertThat(outcome).isEqualTo(new FetchAndStage.Outcome.Superseded());
        assertThat(las.calls).isEqualTo(calls);
        assertThat(tables.events().getLast())
                .isEqualTo(new DomainEvent.FetchEnded(SCHOOL, new FetchId("n1"), "delivered", Optional.of(night)));
        assertThat(imports.latestFetch(SCHOOL).orElseThrow().id()).isEqualTo(new FetchId("f2"));
    }

    private static FetchAndStage.Request request(String id, Optional<LocalDate> night, Instant askedAt) {
        return new FetchAndStage.Request(SCHOOL, new FetchId(id), night, askedAt, CORRELATION);
    }

    @Test
    void waits_whileImportIsCommitted() {
        fetch("f1");
        Import.Open open = (Import.Open) imports.find(SCHOOL).orElseThrow();
        imports.advance(
                new Import.Committing(open.header(), new CommitId("c1"), Actor.LASLINK, clock.instant(), 2),
                Optional.empty(),
                EventsAndAudit.of(CORRELATION));

        assertThat(fetch("f2")).isEqualTo(new FetchAndStage.Outcome.Busy());
    }

    /** A day back, for clocks that differ; changes that were not applied must be delivered again. */
    @Test
    void tellsWhenItLastReceived_onlyWhenAllOfThatWasApplied() {
        fetch("f1");
        assertThat(las.toldLastReceived).isEmpty();
        fetch("f2");
        assertThat(las.toldLastReceived).isEmpty();
        Import.Open open = (Import.Open) imports.find(SCHOOL).orElseThrow();
        Import.Committing pressed = new Import.Committing(
                open.header(), new CommitId("c1"), Actor.LASLINK, clock.instant(), open.version() + 1);
        imports.advance(pressed, Optional.empty(), EventsAndAudit.of(CORRELATION));
        Import.AddedChanged none = new Import.AddedChanged(0, 0);
        imports.advance(
                new Import.Committed(
                        open.header(),
                        new CommitId("c1"),
                        new Import.Receipt(clock.instant(), Actor.LASLINK, none, none, none, 0, 0),
                        pressed.version() + 1),
                Optional.empty(),
                EventsAndAudit.of(CORRELATION));

        fetch("f3");

        assertThat(las.toldLastReceived).contains(Instant.parse("2026-11-23T10:00:00Z"));
    }

    @Test
    void callsNobody_whenLinkEnded() {
        Links.end(tables);
        las.answer = null;

        assertThat(fetch("f1")).isEqualTo(new FetchAndStage.Outcome.NotLinked());
        assertThat(imports.find(SCHOOL)).isEmpty();
    }

    @Test
    void beginsNewImport_whenSchoolYearOfOpenOneIsAnother() {
        fetch("f1");
        Import first = imports.find(SCHOOL).orElseThrow();
        las.answer = delivered(new Delivery(
                new SchoolYear(2027),
                List.of(),
                List.of(),
                List.of(pupil("L1", "eck-1", "Noor", "Bakker", "", "")),
                List.of()));

        fetch("f2");

        Import second = imports.find(SCHOOL).orElseThrow();
        assertThat(second.header().id()).isNotEqualTo(first.header().id());
        assertThat(imports.rows(SCHOOL)).hasSize(1);
    }

    @Test
    void passesNightOn_whenNightAsked() {
        LocalDate night = LocalDate.of(2026, 11, 24);

        useCase().execute(request("n1", Optional.of(night), clock.instant()));

        assertThat(tables.events().getLast())
                .isEqualTo(new DomainEvent.FetchEnded(SCHOOL, new FetchId("n1"), "delivered", Optional.of(night)));
    }

    @Test
    void asksNothingAnew_whenNightFindsWhatTheContactBeforeFound() {
        LocalDate night = LocalDate.of(2026, 11, 24);
        fetch("f1");

        useCase().execute(request("n1", Optional.of(night), clock.instant()));

        assertThat(tables.events().stream()
                        .filter(DomainEvent.ImportStaged.class::isInstance)
                        .map(DomainEvent.ImportStaged.class::cast))
                .extracting(DomainEvent.ImportStaged::toDecide, DomainEvent.ImportStaged::newToDecide)
                .containsExactly(tuple(3, 3), tuple(3, 0));
    }

    @Test
    void countsTeacherWithoutAddressApart() {
        las.answer = delivered(delivery(List.of(), List.of(teacher("T1", "Els", "Wouters", "")), List.of()));

        fetch("f1");

        DomainEvent.ImportStaged staged =
                (DomainEvent.ImportStaged) tables.events().getFirst();
        assertThat(staged.toDecide()).isZero();
        assertThat(staged.withoutEmail()).isEqualTo(1);
    }

    @Test
    void asksTheLeaverAnew_whenNightFindsOneGone() {
        seed(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", "eck-1"));
        fetch("f1");
        las.answer = delivered(delivery(
                List.of(group("G5", "Groep 5", "5")), List.of(), List.of(pupil("L2", "", "Sem", "Jansen", "", "G5"))));

        useCase().execute(request("n1", Optional.of(LocalDate.of(2026, 11, 24)), clock.instant()));

        assertThat(tables.events().stream()
                        .filter(DomainEvent.ImportStaged.class::isInstance)
                        .map(DomainEvent.ImportStaged.class::cast))
                .extracting(DomainEvent.ImportStaged::toDecide, DomainEvent.ImportStaged::newToDecide)
                .containsExactly(tuple(1, 1), tuple(2, 1));
    }

    @Test
    void keepsWhoWasKeptActive_whenNightStagesAgain() {
        seed(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p3", "Mila", "Smit", "2016-04-09", "g5", "L3", ""),
                existingPupil("p4", "Bo", "Mulder", "2016-04-10", "g5", "L4", ""));
        fetch("f1");
        Import.Open open = (Import.Open) imports.find(SCHOOL).orElseThrow();
        imports.decide(
                new Import.Open(open.header().keepingActive(Set.of(new RecordId("p3"), new RecordId("p4"))), false, 2),
                imports.findWithRows(SCHOOL, open.header().stagedAt())
                        .flatMap(ImportStore.WithRows::rows)
                        .orElseThrow(),
                List.of());
        las.answer = delivered(delivery(
                List.of(group("G5", "Groep 5", "5")),
                List.of(),
                List.of(pupil("L4", "", "Bo", "Mulder", "2016-04-10", "G5"))));

        night();

        Import.Header staged = imports.find(SCHOOL).orElseThrow().header();
        assertThat(staged.keptActive()).containsExactly(new RecordId("p3"));
        // nobody is asked again about who was kept
        assertThat(((DomainEvent.ImportStaged)
                                tables.events().get(tables.events().size() - 2))
                        .toDecide())
                .isZero();
    }

    /** Keys given to other children: whoever had one is doubted, also when the answer has nobody else of the name. */
    @Test
    void namesWhoseIdentityIsDoubted() {
        seed(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", ""),
                existingPupil("p2", "Sem", "Jansen", "2016-05-01", "g5", "L2", ""));
        las.answer = delivered(delivery(
                List.of(group("G5", "Groep 5", "5")),
                List.of(),
                List.of(
                        pupil("L1", "", "Yara", "Visser", "2015-01-02", "G5"),
                        pupil("L2", "", "Sem", "Jansen", "2016-05-01", "G5"))));

        fetch("f1");

        assertThat(imports.find(SCHOOL).orElseThrow().doubtedPupils()).containsExactly(new RecordId("p1"));
    }

    /** The LAS goes on listing who left; the day is today's, not the machine's. */
    @Test
    void proposesWhoIsListedAsLeft_andAddsNobodyWhoLeft() {
        seed(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", "eck-1"),
                existingPupil("p2", "Sem", "Jansen", "", "g5", "L2", ""));
        las.answer = delivered(delivery(
                List.of(group("G5", "Groep 5", "5")),
                List.of(),
                List.of(
                        pupil("L1", "eck-1", "Noor", "Bakker", "2016-04-09", "G5"),
                        leaving(pupil("L2", "", "Sem", "Jansen", "", "G5"), "2026-11-23"),
                        leaving(pupil("L9", "", "Bo", "Mulder", "", "G5"), "2026-08-31"))));

        fetch("f1");

        Import.Header header = imports.find(SCHOOL).orElseThrow().header();
        List<Row> rows = imports.rows(SCHOOL);
        assertThat(rows).extracting(Row::kind).containsExactlyInAnyOrder(RowKind.GROUP, RowKind.PUPIL);
        assertThat(Leavers.of(rows, rosters.read(SCHOOL), header))
                .extracting(l -> l.pupil().id().value(), Leavers.Leaver::reason)
                .containsExactly(tuple("p2", Leavers.Reason.LISTED_AS_LEFT));
        assertThat(header.delivered()).isEqualTo(new Import.Counts(1, 0, 1));
        assertThat(header.warnings()).containsExactly(new Delivery.Warning(Delivery.Kind.LISTED_AS_LEFT, 2));
    }

    @Test
    void changesNothing_whenTheLasListsNobodyButWhoLeft() {
        fetch("f1");
        Import before = imports.find(SCHOOL).orElseThrow();
        las.answer = delivered(delivery(
                List.of(group("G5", "Groep 5", "5")),
                List.of(),
                List.of(leaving(pupil("L1", "eck-1", "Noor", "Bakker", "2016-04-09", "G5"), "2026-08-31"))));

        assertThat(fetch("f2")).isInstanceOfSatisfying(FetchAndStage.Outcome.NothingStaged.class, nothing -> {
            assertThat(nothing.contact().outcome()).isEqualTo(Contact.Outcome.UNREADABLE);
            assertThat(nothing.contact().reason()).contains(AnswerFlaw.WITHOUT_PUPILS);
        });
        assertThat(imports.find(SCHOOL)).contains(before);
    }

    private static DeliveredPupil leaving(DeliveredPupil pupil, String day) {
        return new DeliveredPupil(
                pupil.eckId(),
                pupil.key(),
                pupil.name(),
                pupil.birthDate(),
                pupil.yearGroup(),
                pupil.group(),
                pupil.compositeGroups(),
                Optional.of(LocalDate.parse(day)));
    }

    /** las-quirks 9, over two answers: a school of laslink is one establishment, and each has the pupil as its own. */
    @Test
    void stagesAPupilOfTwoEstablishments_onceInEach() {
        SchoolId annex = SchoolId.parse("99XX-01");
        Link.Active main = (Link.Active) links.find(SCHOOL).orElseThrow();
        Link.Requested requested = new Link.Requested(
                annex,
                main.request(),
                new LinkFields(
                        main.fields().type(),
                        main.fields().schoolYear(),
                        main.fields().schoolKey(),
                        Optional.of(cipher.encrypt(Secret.of("sleutel"), annex.toString())),
                        main.fields().keyEnteredAt()),
                main.requestedBy(),
                main.requestedAt(),
                1);
        links.save(requested, EventsAndAudit.of(CORRELATION));
        links.save(requested.approve(main.approvedBy(), main.approvedAt()), EventsAndAudit.of(CORRELATION));
        seed(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", "eck-1"));

        fetch("f1");
        useCase()
                .execute(new FetchAndStage.Request(
                        annex, new FetchId("f2"), Optional.empty(), clock.instant(), CORRELATION));

        List<Row> here = imports.rows(SCHOOL);
        List<Row> there = imports.rows(annex);
        assertThat(here)
                .filteredOn(Row::settled)
                .extracting(Row::decision)
                .contains(new Decision.LinkTo(new RecordId("p1"), Decision.Basis.ECK_ID));
        assertThat(there).hasSize(3).noneMatch(Row::settled);
    }

    /** A link that was made when each school still had a key has one, which is not used any more. */
    @Test
    void asksWithLaslinksOwnKey_whenItHasOneForEverySchool() {
        new InMemoryLasTypes(tables).save(Links.withSharedKey(Links.type(cipher), cipher, "sleutel-van-laslink"));

        fetch("f1");
        assertThat(las.askedWith.authorisationKey().reveal(SecretAccess.TO_CALL_THE_LAS))
                .isEqualTo("sleutel-van-laslink");

        las.answer = new Failed.Refused(FaultCode.INVALID_AUTHORISATION);
        fetch("f2");
        Contact contact = links.lastContact(SCHOOL).orElseThrow();
        assertThat(contact.reason()).contains(FaultCode.SHARED_KEY_REFUSED);
        assertThat(contact.remedy()).contains(Remedy.WEEKLY);
        assertThat(contact.responsible()).isEqualTo(ResponsibleParty.SCHOOL);
    }

    @Test
    void readsYearsAsTheSchoolHasThem_whenItsTypeIsKnown() {
        fetch("f1");
        assertThat(las.askedAs).isEmpty();

        rosters.setType(SCHOOL, SchoolType.SECONDARY);
        fetch("f2");
        assertThat(las.askedAs).contains(SchoolType.SECONDARY);
    }

    @Test
    void asksInTheOtherVersionOnce_andBeginsWithItFromThenOn() {
        new InMemoryLasTypes(tables).save(Links.inVersions(Links.type(cipher), "2.3"));
        las.takesOnly = Optional.of("2.3");

        fetch("f1");
        assertThat(las.askedIn).containsExactly("2.2", "2.3");
        assertThat(links.lastContact(SCHOOL).map(Contact::outcome)).contains(Contact.Outcome.DELIVERED);
        assertThat(links.lastContact(SCHOOL).flatMap(Contact::xsdVersion)).contains("2.3");

        las.answer = new Failed.Unanswered(NoAnswer.TIMEOUT);
        fetch("f2");
        fetch("f3");
        assertThat(las.askedIn).containsExactly("2.2", "2.3", "2.3", "2.3");

        las.takesOnly = Optional.of("2.2");
        fetch("f4");
        assertThat(las.askedIn).endsWith("2.3", "2.2");
        assertThat(links.lastContact(SCHOOL).flatMap(Contact::xsdVersion)).contains("2.2");
    }

    @Test
    void tellsThatTheVersionIsRefused_whenBothAreOrThereIsOne() {
        las.takesOnly = Optional.of("3.0");
        fetch("f1");
        assertThat(las.askedIn).containsExactly("2.2");
        assertThat(links.lastContact(SCHOOL).flatMap(Contact::xsdVersion)).isEmpty();

        new InMemoryLasTypes(tables).save(Links.inVersions(Links.type(cipher), "2.3"));
        fetch("f2");
        assertThat(las.askedIn).containsExactly("2.2", "2.2", "2.3");
        assertThat(links.lastContact(SCHOOL).flatMap(Contact::reason)).contains(FaultCode.INVALID_VERSION);
    }

    @Test
    void asksInNoOtherVersion_whenTheFirstRefusalCameLate() {
        new InMemoryLasTypes(tables).save(Links.inVersions(Links.type(cipher), "2.3"));
        las.takesOnly = Optional.of("2.3");
        las.meanwhile = () -> clock.advance(Duration.ofSeconds(20));

        fetch("f1");

        assertThat(las.askedIn).containsExactly("2.2");
    }

    @Test
    void countsTheNightsThatFail_untilOneGoesWell() {
        FetchOutcome well = las.answer;
        las.answer = new Failed.Unanswered(NoAnswer.TIMEOUT);
        long version = links.find(SCHOOL).orElseThrow().version();
        Instant first = clock.instant();
        night("n1");
        clock.advance(Duration.ofHours(7));
        fetch("pressed");
        clock.advance(Duration.ofHours(17));
        night("n2");

        assertThat(links.lastContact(SCHOOL).flatMap(Contact::failing))
                .contains(new Contact.Failing(first, 2, version, Optional.of(new FetchId("n2")), false));
        assertThat(imports.latestFetch(SCHOOL).flatMap(FetchRun::ended).flatMap(Contact::failing))
                .contains(new Contact.Failing(first, 2, version, Optional.of(new FetchId("n2")), false));

        las.answer = well;
        night("n3");
        assertThat(links.lastContact(SCHOOL).flatMap(Contact::failing)).isEmpty();
    }

    @Test
    void tellsOnceThatTheNightsStopped_whenTheLasTurnsUsAwayTwice() {
        las.answer = new Failed.Refused(FaultCode.INVALID_AUTHORISATION);
        DomainEvent stopped = new DomainEvent.NightsStopped(SCHOOL, DomainEvent.NightsStopped.About.PUPILS);
        night("n1");
        assertThat(tables.events()).doesNotContain(stopped);

        night("n2");
        night("n2");
        fetch("pressed");

        assertThat(tables.events()).containsOnlyOnce(stopped);
        assertThat(links.lastContact(SCHOOL).filter(Contact::hasStopped)).isPresent();
    }

    @Test
    void letsResultsGoInTheNextNight_whenWhatAPersonAskedForGoesWell() {
        Contact refused = new Contact(
                clock.instant(),
                Contact.Outcome.SCORES_REFUSED,
                Optional.of(FaultCode.INVALID_AUTHORISATION),
                Optional.of(new Contact.Failing(
                        clock.instant(), 1, links.find(SCHOOL).orElseThrow().version())),
                Optional.empty());
        links.recordContact(SCHOOL, refused);

        night();
        assertThat(links.lastScores(SCHOOL)).contains(refused);

        fetch("pressed");
        assertThat(links.lastScores(SCHOOL)).contains(refused.forgiven());
    }

    private void night() {
        night("n1");
    }

    private void night(String id) {
        useCase().execute(request(id, Optional.of(LocalDate.of(2026, 11, 24)), clock.instant()));
    }

    @Test
    void countsChangedKnownRecordsAndLeavers() {
        seed(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Visser", "2016-04-09", "g5", "L1", "eck-1"),
                existingPupil("p3", "Mila", "Smit", "", "g5", "L3", ""));

        FetchAndStage.Outcome outcome = fetch("f1");

        // p1 changed its surname; L2 is new; p3 is gone
        assertThat(outcome).isInstanceOfSatisfying(FetchAndStage.Outcome.Staged.class, staged -> {
            assertThat(staged.toSettle()).isEqualTo(1);
            assertThat(staged.toDecide()).isEqualTo(2);
        });
        assertThat(imports.rows(SCHOOL))
                .filteredOn(Row::settled)
                .extracting(Row::decision)
                .hasOnlyElementsOfType(Decision.LinkTo.class)
                .hasSize(2);
        assertThat(LAS.value()).isEqualTo("SchoolOAS");
    }
}
