package nl.laslink.notify;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.pupil;
import static nl.laslink.domain.testing.Example.teacher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.link.ApprovalToken;
import nl.laslink.domain.link.ApprovalTokens;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.TokenHash;
import nl.laslink.domain.mail.AskedContacts;
import nl.laslink.domain.mail.Mail;
import nl.laslink.domain.mail.Mailbox;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.InMemoryApprovalTokens;
import nl.laslink.domain.testing.InMemoryAskedContacts;
import nl.laslink.domain.testing.InMemoryBeheerders;
import nl.laslink.domain.testing.InMemoryCommitStore;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryMailbox;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NotifyHandlerTest {
    private static final String REQUESTED = "notify/link-requested";
    private static final String APPROVED = "notify/link-approved";
    private static final String REJECTED = "notify/link-rejected";
    private static final String STAGED = "notify/import-staged";
    private static final String COMMITTED = "notify/import-committed";
    private static final String MESSAGE = "2e1424d4-f796-459a-8184-9c92662be6d0";
    private static final CorrelationId CHAIN = new CorrelationId("1-6741f2a0-5c3d4e5f6a7b8c9d0e1f2a3b");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String STOPPED = "notify/nights-stopped";
    private static final String REASON = "De brincode klopt niet.\nBel ons <even>.";

    private final InMemoryTables tables = new InMemoryTables();
    private final FakeSecretCipher cipher = new FakeSecretCipher();
    private final TestClock clock = new TestClock(NOW);
    private final InMemoryMailbox mailbox = new InMemoryMailbox();
    private final InMemoryAskedContacts asked = new InMemoryAskedContacts();
    private final AtomicInteger tokensMade = new AtomicInteger();
    private ApprovalTokens tokens = new InMemoryApprovalTokens(tables);

    @BeforeEach
    void schoolWithTwoBeheerders() {
        new InMemoryRosterStore(tables)
                .seed(
                        SCHOOL,
                        "De Voorbeeldschool",
                        List.of(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "", "")));
        InMemoryBeheerders beheerders = new InMemoryBeheerders(tables);
        beheerders.save(
                SCHOOL,
                new Beheerder(
                        "anja",
                        "Anja Voorbeeld",
                        new EmailAddress("anja@devoorbeeldschool.example"),
                        Beheerder.Language.DUTCH));
        beheerders.save(
                SCHOOL,
                new Beheerder(
                        "ben",
                        "Ben Voorbeeld",
                        new EmailAddress("ben@devoorbeeldschool.example"),
                        Beheerder.Language.ENGLISH));
    }

    private NotifyHandler handler() {
        return handler(mailbox);
    }

    private NotifyHandler handler(Mailbox someMailbox) {
        NotifyConfig.Sender sender = new NotifyConfig.Sender(
                "https://laslink.example", new EmailAddress("klantenservice@laslink.example"), "020 000 00 00");
        return new NotifyHandler(
                new SendMails(
                        new SendMails.Stores(
                                new InMemoryLinkStore(tables),
                                new InMemoryLasTypes(tables),
                                new InMemoryBeheerders(tables),
                                tokens,
                                new InMemoryRosterStore(tables),
                                new InMemoryImportStore(tables),
                                new InMemoryCommitStore(tables),
                                asked),
                        someMailbox,
                        sender,
                        () -> Secret.of("geheim-" + tokensMade.incrementAndGet()),
                        clock),
                Invoke.log());
    }

    private List<String> failed(String file) {
        return Invoke.failed(handler(), Invoke.event(file));
    }

    private List<String> recipients() {
        return mailbox.sent().stream().map(m -> m.to().value()).toList();
    }

    private Mail mailTo(String name) {
        return mailbox.sent().stream()
                .filter(m -> m.to().value().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private void reject() {
        Link.Requested requested = Links.makeRequested(tables, cipher);
        new InMemoryLinkStore(tables)
                .save(requested.reject(Links.ANJA, NOW, REASON), EventsAndAudit.of(new CorrelationId("x")));
    }

    private Import.Open stage() {
        return stage(12, 0, CHAIN, 1);
    }

    /** So many pupils wait for a decision, and so many teachers for an address. */
    private Import.Open stage(int toDecide, int withoutEmail, CorrelationId chain, long version) {
        Import.Header header = new Import.Header(
                        SCHOOL,
                        new ImportId("i1"),
                        LAS,
                        YEAR,
                        NOW,
                        NOW.plus(Duration.ofDays(30)),
                        new Import.Counts(10, 17, 230),
                        List.of())
                .inChain(chain);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < toDecide; i++) {
            rows.add(row(pupil("L" + i, "", "Mila", "Smit", "2016-06-02", ""), new Decision.Undecided(), i));
        }
        for (int i = 0; i < withoutEmail; i++) {
            rows.add(row(
                    teacher("T" + i, "Els", "Wouters", ""), new Decision.AddNew(Decision.Basis.DEFAULT), toDecide + i));
        }
        Import.Open open = new Import.Open(header, false, version);
        new InMemoryImportStore(tables)
                .stage(
                        open,
                        rows,
                        new FetchRun(SCHOOL, new FetchId("f1"), NOW, Optional.empty(), Optional.empty()),
                        new byte[0],
                        EventsAndAudit.of(new CorrelationId("x")));
        return open;
    }

    private static Row row(DeliveredRecord delivered, Decision decision, int nth) {
        return new Row.Unknown(
                new RowId("w" + nth),
                delivered,
                new RecordId("n" + nth),
                List.of(),
                decision,
                Optional.empty(),
                false,
                1);
    }

    private void commit() {
        CommitId id = new CommitId("c1");
        Import.Receipt receipt = new Import.Receipt(
                NOW,
                Links.ANJA,
                new Import.AddedChanged(9, 0),
                new Import.AddedChanged(17, 77),
                new Import.AddedChanged(10, 131),
                4,
                2);
        Commit.Header header = new Commit.Header(
                SCHOOL,
                id,
                Commit.Kind.IMPORT,
                Optional.of(new ImportId("i1")),
                Links.ANJA,
                NOW,
                1,
                0,
                receipt,
                new CorrelationId("x"));
        new InMemoryCommitStore(tables).start(new Commit.Planned(header, 0), EventsAndAudit.of(new CorrelationId("x")));
        InMemoryRosterStore rosters = new InMemoryRosterStore(tables);
        rosters.lock(SCHOOL, id, NOW, NOW.plusSeconds(60));
        rosters.flip(new Commit.Done(header), Optional.empty(), EventsAndAudit.of(new CorrelationId("x")));
    }

    @Test
    void asksCustomerService_withATokenOfItsOwn() {
        Links.makeRequested(tables, cipher);

        assertThat(failed(REQUESTED)).isEmpty();

        assertThat(recipients()).containsExactly("klantenservice@laslink.example");
        Mail mail = mailbox.sent().getFirst();
        assertThat(mail.subject()).isEqualTo("Koppeling met SchoolOAS aangevraagd: De Voorbeeldschool (99XX)");
        assertThat(mail.text()).isEqualTo("""
            Anja Voorbeeld vraagt voor De Voorbeeldschool een koppeling met SchoolOAS aan.

            Wil je de aanvraag beoordelen? Op de pagina kies je Goedkeuren of Afwijzen. Alleen openen heeft geen gevolgen.

            School: De Voorbeeldschool (99XX-00)
            Type koppeling: SchoolOAS
            Schooljaar: 2026-2027
            Aangevraagd door: Anja Voorbeeld
            Aangevraagd op: vr 20 november 2026, 10:00
            Autorisatiesleutel: ingevuld
            SchoolKey: leeg

            Aanvraag beoordelen:
            https://laslink.example/goedkeuren#school=99XX-00&request=r1&token=geheim-1

            De link werkt tot di 1 december 2026, 11:00. Daarna staat de aanvraag nog bij Aanvragen: https://laslink.example/aanvragen
            Je krijgt deze mail omdat de klantenservice elke aanvraag beoordeelt.
            Vragen? Bel de klantenservice: 020 000 00 00, of mail klantenservice@laslink.example.
            Referentie voor de klantenservice: 1-6741f2a0-5c3d4e5f6a7b8c9d0e1f2a3b
            """);
        assertThat(mail.html())
                .contains(
                        "href=\"https://laslink.example/goedkeuren#school=99XX-00&amp;request=r1&amp;token=geheim-1\"");
        assertThat(tokens.find(SCHOOL, TokenHash.of(Secret.of("geheim-1"))))
                .contains(new ApprovalToken(
                        SCHOOL,
                        Links.REQUEST,
                        TokenHash.of(Secret.of("geheim-1")),
                        new EmailAddress("klantenservice@laslink.example"),
                        NOW.plus(Duration.ofDays(7))));
    }

    @Test
    void doublesTheMailWithAnotherToken_whenRequestComesTwice() {
        Links.makeRequested(tables, cipher);

        failed(REQUESTED);
        failed(REQUESTED);

        assertThat(mailbox.sent()).hasSize(2);
        for (String token : List.of("geheim-1", "geheim-2")) {
            assertThat(tokens.find(SCHOOL, TokenHash.of(Secret.of(token)))).isPresent();
        }
    }

    @Test
    void sendsNoToken_thatIsNotStored() {
        Links.makeRequested(tables, cipher);
        ApprovalTokens stored = tokens;
        tokens = Faults.failingOn(1, ApprovalTokens.class, stored, Set.of("save"));

        assertThat(failed(REQUESTED)).containsExactly(MESSAGE);
        assertThat(mailbox.sent()).isEmpty();

        tokens = stored;
        assertThat(failed(REQUESTED)).isEmpty();
        assertThat(mailbox.sent()).hasSize(1);
        assertThat(tokens.find(SCHOOL, TokenHash.of(Secret.of("geheim-2")))).isPresent();
    }

    @Test
    void sendsAgain_whenItDiedBetweenTokenAndMail() {
        Links.makeRequested(tables, cipher);

        assertThat(Invoke.failed(
                        handler(Faults.failingOn(1, Mailbox.class, mailbox, Set.of("send"))), Invoke.event(REQUESTED)))
                .containsExactly(MESSAGE);
        assertThat(failed(REQUESTED)).isEmpty();

        assertThat(mailbox.sent()).hasSize(1);
        assertThat(mailbox.sent().getFirst().text()).contains("token=geheim-2");
    }

    @Test
    void tellsEveryBeheerderInTheirLanguage_whenLinkIsApproved() {
        Links.makeActive(tables, cipher);

        assertThat(failed(APPROVED)).isEmpty();

        assertThat(recipients()).containsExactly("anja@devoorbeeldschool.example", "ben@devoorbeeldschool.example");
        assertThat(mailTo("anja").subject())
                .isEqualTo("Koppeling met SchoolOAS goedgekeurd: De Voorbeeldschool (99XX)");
        assertThat(mailTo("anja").text())
                .contains(
                        "De koppeling van De Voorbeeldschool is actief.",
                        "Gegevens importeren:\nhttps://laslink.example/s/99XX-00/importeren\n",
                        "Je krijgt deze mail omdat je beheerder bent van De Voorbeeldschool.",
                        "020 000 00 00");
        assertThat(mailTo("ben").subject()).isEqualTo("Link with SchoolOAS approved: De Voorbeeldschool (99XX)");
        assertThat(mailTo("ben").html()).contains("<html lang=\"en\">", "Import the data");
    }

    @Test
    void tellsTheReason_whenRequestIsRejected() {
        reject();

        assertThat(failed(REJECTED)).isEmpty();

        assertThat(mailTo("anja").text()).contains("Reden: " + REASON, "https://laslink.example/s/99XX-00/koppeling");
        assertThat(mailTo("anja").html())
                .contains("De brincode klopt niet.<br>Bel ons &lt;even&gt;.")
                .doesNotContain("<even>");
        assertThat(mailTo("ben").text()).contains("Reason: " + REASON);
    }

    @Test
    void asksEveryBeheerder_whenAContactLeavesSomethingToDecide() {
        Links.makeActive(tables, cipher);
        stage();

        assertThat(failed(STAGED)).isEmpty();

        assertThat(recipients()).hasSize(2);
        assertThat(mailTo("anja").subject()).isEqualTo("Gegevens uit SchoolOAS controleren: De Voorbeeldschool (99XX)");
        assertThat(mailTo("anja").text())
                .contains(
                        "SchoolOAS heeft gegevens gestuurd die wij niet automatisch kunnen inlezen.",
                        "Nog te beslissen: 12\nGroepen in SchoolOAS: 10\nLeerkrachten in SchoolOAS: 17\n"
                                + "Leerlingen in SchoolOAS: 230\n",
                        "https://laslink.example/s/99XX-00/importeren")
                .doesNotContain("Noor", "Bakker");
    }

    private void asked(String fetch, Duration ago) {
        asked.record(SCHOOL, new AskedContacts.Asked(new FetchId(fetch), Optional.of(NOW.minus(ago))));
    }

    private void nightWithoutANewQuestion() {
        Invoke.failed(handler(), Invoke.event(STAGED).replace("\\\"newToDecide\\\":12", "\\\"newToDecide\\\":0"));
    }

    @Test
    void asksNobody_whenTheSameWasAskedThisWeek() {
        Links.makeActive(tables, cipher);
        stage();
        asked("f0", Duration.ofDays(6));

        nightWithoutANewQuestion();

        assertThat(mailbox.sent()).isEmpty();
    }

    @Test
    void asksAgain_whenTheQuestionIsOpenForAWeek() {
        Links.makeActive(tables, cipher);
        stage();
        asked("f0", Duration.ofDays(7).minusMinutes(40));

        nightWithoutANewQuestion();

        assertThat(recipients()).hasSize(2);
    }

    @Test
    void asksWhatIsNew_whenSomethingWasAskedYesterday() {
        Links.makeActive(tables, cipher);
        stage();
        asked("f0", Duration.ofDays(1));

        failed(STAGED);

        assertThat(recipients()).hasSize(2);
    }

    @Test
    void asksOnlyTheOthers_whenABeheerderPressedTheButton() {
        Links.makeActive(tables, cipher);
        InMemoryImportStore imports = new InMemoryImportStore(tables);
        stage();
        imports.requestFetch(
                new FetchRun(SCHOOL, new FetchId("f1"), NOW, Optional.empty(), Optional.empty()).askedBy(Links.ANJA),
                NOW,
                EventsAndAudit.of(new CorrelationId("x")));

        failed(STAGED);

        assertThat(recipients()).containsExactly("ben@devoorbeeldschool.example");
        assertThat(asked.last(SCHOOL)).isPresent();
    }

    @Test
    void asksAgain_whenNightLeavesWhatWaitedBefore() {
        Links.makeActive(tables, cipher);
        stage(12, 1, CHAIN, 1);

        Invoke.failed(
                handler(),
                Invoke.event(STAGED).replace("\\\"newToDecide\\\":12", "\\\"newToDecide\\\":0,\\\"withoutEmail\\\":1"));

        assertThat(recipients()).hasSize(2);
        assertThat(mailTo("anja").text())
                .contains("Nog te beslissen: 12\nDaarvan nieuw sinds het vorige contact: 0\n"
                        + "Leerkrachten zonder e-mailadres: 1\n");
    }

    @Test
    void asksNobody_whenOnlyTeachersWithoutAddressWait() {
        Links.makeActive(tables, cipher);
        stage();

        Invoke.failed(
                handler(),
                Invoke.event(STAGED)
                        .replace("\\\"toDecide\\\":12", "\\\"toDecide\\\":0")
                        .replace("\\\"newToDecide\\\":12", "\\\"newToDecide\\\":0,\\\"withoutEmail\\\":3"));

        assertThat(mailbox.sent()).isEmpty();
    }

    @Test
    void mailsOnce_whenMessageIsReplayed() {
        Links.makeActive(tables, cipher);
        stage();

        for (int replay = 0; replay < 41; replay++) {
            assertThat(failed(STAGED)).isEmpty();
        }

        assertThat(recipients()).hasSize(2);
    }

    @Test
    void countsWhatWaitsNow_whenMessageIsLate() {
        Links.makeActive(tables, cipher);
        stage(5, 2, CHAIN, 1);

        failed(STAGED);

        assertThat(mailTo("anja").text()).contains("Nog te beslissen: 5\nLeerkrachten zonder e-mailadres: 2\n");
    }

    @Test
    void asksNobody_whenALaterContactStagedAgain() {
        Links.makeActive(tables, cipher);
        stage();
        stage(12, 0, new CorrelationId("later"), 2);

        failed(STAGED);

        assertThat(mailbox.sent()).isEmpty();
    }

    @Test
    void asksNobody_whenImportIsNoLongerOpen() {
        Links.makeActive(tables, cipher);
        failed(STAGED);
        Import.Open open = stage();
        new InMemoryImportStore(tables)
                .advance(
                        new Import.Aborted(open.header(), Links.ANJA, NOW, 2),
                        Optional.empty(),
                        EventsAndAudit.of(new CorrelationId("x")));
        failed(STAGED);

        assertThat(mailbox.sent()).isEmpty();
    }

    private void stop(Contact.Outcome outcome, String reason, long linkVersion) {
        new InMemoryLinkStore(tables)
                .recordContact(
                        SCHOOL,
                        new Contact(NOW, outcome, FailureReason.ofWord(reason))
                                .failing(Optional.of(new Contact.Failing(
                                        NOW.minus(Duration.ofDays(1)),
                                        2,
                                        linkVersion,
                                        Optional.of(new FetchId("n2")),
                                        true))));
    }

    @Test
    void tellsEveryBeheerder_whenTheNightsStop() {
        stop(
                Contact.Outcome.REFUSED,
                "invalid-authorisation",
                Links.makeActive(tables, cipher).version());

        assertThat(failed(STOPPED)).isEmpty();

        assertThat(recipients()).containsExactly("anja@devoorbeeldschool.example", "ben@devoorbeeldschool.example");
        assertThat(mailTo("anja").subject()).isEqualTo("Ophalen uit SchoolOAS is gestopt: De Voorbeeldschool (99XX)");
        assertThat(mailTo("anja").text())
                .contains(
                        "Het ophalen uit SchoolOAS gaat mis. Wij proberen het niet meer automatisch.",
                        "De autorisatiesleutel klopt niet of is verlopen. Vraag SchoolOAS of de koppeling daar nog aanstaat",
                        "Gaat mis sinds: ma 23 november 2026, 11:00\n",
                        "Koppeling bekijken:\nhttps://laslink.example/s/99XX-00/koppeling\n");
        assertThat(mailTo("ben").text()).contains("The authorisation key is wrong or has expired.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SCORES_REFUSED | invalid-customer | SchoolOAS kent deze brincode en dependancecode niet",
                "SCORES_UNKNOWN | timeout | Het antwoord bleef te lang uit.",
                "SCORES_REFUSED | invalid-version | Bel de klantenservice"
            })
    void saysWhoseTurnItIs_whenNoScoresAreSentAnyMore(Contact.Outcome outcome, String reason, String toDo) {
        stop(outcome, reason, Links.makeActive(tables, cipher).version());

        Invoke.failed(handler(), Invoke.event(STOPPED).replace("pupils", "results"));

        assertThat(mailTo("anja").text()).contains("Het sturen van scores naar SchoolOAS gaat mis", toDo);
    }

    /** Also a fault that is about results, when pupils were asked for. */
    @ParameterizedTest
    @EnumSource(FaultCode.class)
    void saysWhoseTurnItIs_whateverTheLasSaid(FaultCode code) {
        stop(
                Contact.Outcome.REFUSED,
                code.word(),
                Links.makeActive(tables, cipher).version());

        assertThat(failed(STOPPED)).isEmpty();

        assertThat(recipients()).hasSize(2);
    }

    @Test
    void tellsNobody_whenTheLinkWasChangedMeanwhile() {
        stop(
                Contact.Outcome.REFUSED,
                "invalid-authorisation",
                Links.makeActive(tables, cipher).version() - 1);

        assertThat(failed(STOPPED)).isEmpty();

        assertThat(mailbox.sent()).isEmpty();
    }

    @Test
    void givesReceiptInNumbers_whenImportIsCommitted() {
        Links.makeActive(tables, cipher);
        commit();

        assertThat(failed(COMMITTED)).isEmpty();

        assertThat(recipients()).hasSize(2);
        assertThat(mailTo("anja").text())
                .contains(
                        "Anja Voorbeeld heeft de gegevens uit SchoolOAS geïmporteerd op di 24 november 2026, 11:00.",
                        "Groepen: 9 nieuw, 0 gewijzigd\nLeerkrachten: 17 nieuw, 77 gewijzigd\n"
                                + "Leerlingen: 10 nieuw, 131 gewijzigd\nLeerlingen inactief geworden: 4\n"
                                + "Leerkrachten zonder e-mailadres, niet geïmporteerd: 2\n"
                                + "Bewust niet geïmporteerd: 0\n",
                        "https://laslink.example/s/99XX-00/leerlingen")
                .doesNotContain("Noor");
    }

    @Test
    void givesNoReceipt_forAQuietCommit() {
        Links.makeActive(tables, cipher);
        commit();

        Invoke.failed(handler(), Invoke.event(COMMITTED).replace("\\\"quiet\\\":false", "\\\"quiet\\\":true"));

        assertThat(mailbox.sent()).isEmpty();
    }

    @Test
    void saysNothing_whenLinkEndedMeanwhile() {
        Links.makeActive(tables, cipher);
        stage();
        commit();
        Links.end(tables);

        for (String file : List.of(REQUESTED, APPROVED, REJECTED, STAGED, COMMITTED, STOPPED)) {
            assertThat(failed(file)).as(file).isEmpty();
        }
        assertThat(mailbox.sent()).isEmpty();
    }

    @Test
    void doublesMailsAndLosesNone_whenAnyEventComesTwice() {
        Links.makeActive(tables, cipher);
        stage();
        commit();

        for (String file : List.of(APPROVED, STAGED, COMMITTED)) {
            int before = mailbox.sent().size();
            failed(file);
            failed(file);
            assertThat(mailbox.sent().size() - before).as(file).isBetween(2, 4);
        }
    }

    @Test
    void reachesEverybody_whicheverMailItDiedAt() {
        Links.makeActive(tables, cipher);
        for (int nth = 1; nth <= 2; nth++) {
            int before = mailbox.sent().size();
            NotifyHandler dying = handler(Faults.failingAfter(nth, Mailbox.class, mailbox, Set.of("send")));

            assertThat(Invoke.failed(dying, Invoke.event(APPROVED))).containsExactly(MESSAGE);
            assertThat(failed(APPROVED)).isEmpty();

            assertThat(recipients().subList(before, recipients().size()))
                    .contains("anja@devoorbeeldschool.example", "ben@devoorbeeldschool.example");
        }
    }

    @Test
    void comesAgain_whenServiceTakesNoMailNow() {
        Links.makeActive(tables, cipher);
        mailbox.answering(_ -> new Mailbox.Outcome.TryLater("Throttling"));

        assertThat(failed(APPROVED)).containsExactly(MESSAGE);

        mailbox.answering(_ -> new Mailbox.Outcome.Sent("m1"));
        assertThat(failed(APPROVED)).isEmpty();
        assertThat(mailbox.sent()).hasSize(2);
    }

    @Test
    void tellsTheOthers_whenServiceRefusesOneAddress() {
        Links.makeActive(tables, cipher);
        mailbox.answering(mail -> mail.to().value().startsWith("anja")
                ? new Mailbox.Outcome.Rejected("MessageRejected")
                : new Mailbox.Outcome.Sent("m1"));

        assertThat(failed(APPROVED)).isEmpty();

        assertThat(recipients()).containsExactly("ben@devoorbeeldschool.example");
    }

    @Test
    void endsInTheDeadLetterQueue_whenNobodyIsReached() {
        Links.makeRequested(tables, cipher);
        mailbox.answering(_ -> new Mailbox.Outcome.Rejected("MessageRejected"));

        assertThat(failed(REQUESTED)).containsExactly(MESSAGE);
    }

    @Test
    void logsNoNameNoAddressAndNoToken() {
        Links.makeRequested(tables, cipher);
        String printed = Invoke.printed(() -> {
            failed(REQUESTED);
            mailbox.answering(mail -> {
                throw new IllegalStateException(mail.to().value() + mail.text());
            });
            failed(REQUESTED);
            mailbox.answering(_ -> new Mailbox.Outcome.TryLater("Throttling"));
            failed(REQUESTED);
        });

        assertThat(printed)
                .contains("\"outcome\":\"sent\"", "\"outcome\":\"failed\"", "\"outcome\":\"not-taken\"", "99XX-00")
                .doesNotContain("Anja", "@", "geheim", "sleutel", "Voorbeeldschool");
    }

    @Test
    void makesTokensNobodyCanGuess() {
        RandomToken random = new RandomToken();

        String token = random.next().reveal(nl.laslink.domain.secret.SecretAccess.TO_STORE);

        assertThat(token).hasSize(43).matches("[A-Za-z0-9_-]+"); // 32 bytes in Base64
        assertThat(random.next()).isNotEqualTo(random.next());
    }

    @Test
    void namesEveryVariableThatIsMissing() {
        assertThatThrownBy(() -> new NotifyHandler(Map.of(), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining(
                        "LINKS_TABLE, ROSTER_TABLE, IMPORTS_TABLE, AUDIT_TABLE, AUDIT_DAYS, OUTBOX_TABLE, MAIL_FROM, "
                                + "MAIL_CONFIGURATION_SET, WEB_ADDRESS, CUSTOMER_SERVICE_EMAIL, CUSTOMER_SERVICE_PHONE");
    }
}
