package nl.laslink.platform.dynamodb.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Proposal;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.testing.Example;
import nl.laslink.platform.dynamodb.Stored;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.UnknownKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored reads back equal, full or sparse: no field is lost on the way. */
class RosterAndImportJsonTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00.123456789Z");
    private static final LocalDate BORN = LocalDate.parse("2016-02-29");
    private static final RecordId ID = new RecordId("r1");
    private static final PersonName NAME = PersonName.of("Noor", "van der", "Meer \"'t\" \n é");
    private static final Optional<EckId> ECK_ID = Optional.of(new EckId("https://ketenid.example/1"));
    private static final Optional<LasKey> KEY = Optional.of(new LasKey("K1"));
    private static final Optional<EmailAddress> EMAIL = Optional.of(new EmailAddress("noor@school.example"));
    private static final Optional<ExternalNumber> NUMBER = Optional.of(new ExternalNumber(Example.LAS, KEY));
    private static final Actor ACTOR = new Actor("sub-1", "Bo Bakker");
    private static final Import.Receipt RECEIPT = new Import.Receipt(
            AT,
            ACTOR,
            new Import.AddedChanged(1, 2),
            new Import.AddedChanged(3, 4),
            new Import.AddedChanged(5, 6),
            7,
            8,
            new Import.Counts(9, 10, 11),
            new Import.Counts(12, 13, 14));
    private static final Import.Header HEADER = new Import.Header(
            Example.SCHOOL,
            new ImportId("i1"),
            Example.LAS,
            Example.YEAR,
            AT,
            AT.plusSeconds(1),
            new Import.Counts(1, 2, 3),
            List.of(
                    new Delivery.Warning(Delivery.Kind.UNKNOWN_GROUP, 4),
                    new Delivery.Warning(
                            Delivery.Kind.UNUSABLE_BIRTH_DATE,
                            2,
                            List.of(
                                    new Delivery.Place(1, Delivery.Subject.PUPIL, 12, 340),
                                    new Delivery.Place(
                                            3, Delivery.Subject.PUPIL, 1, 15, Optional.of(Delivery.Field.PREFIX))))),
            Set.of(ID, new RecordId("r2")),
            Optional.of(new Import.Decided(ACTOR, AT)),
            Set.of(new RecordId("r3")),
            Set.of(new RecordId("r4")),
            Set.of(new RecordId("r5")),
            Optional.of(new Import.PartlyCommitted(RECEIPT, Set.of(new RowId("w1"), new RowId("w2")))),
            new CorrelationId("wens-1"));

    static Stream<RosterRecord> rosterRecords() {
        return Stream.of(
                new Group(ID, "3a", Optional.of("3"), true, Example.YEAR, NUMBER),
                new Group(ID, "3a", Optional.empty(), false, Example.YEAR, Optional.empty()),
                new Teacher(ID, NAME, EMAIL, List.of(ID, new RecordId("r2")), ECK_ID, NUMBER),
                new Teacher(ID, NAME, Optional.empty(), List.of(), Optional.empty(), Optional.empty()),
                new Pupil(
                        ID,
                        NAME,
                        Optional.of(BORN),
                        Optional.of("S"),
                        Optional.of(ID),
                        List.of(ID),
                        true,
                        ECK_ID,
                        Optional.of(new ExternalNumber(Example.LAS, Optional.empty())),
                        new Pupil.TestHistory(3, Optional.of(BORN))),
                new Pupil(
                        ID,
                        PersonName.of("Noor", null, null),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Pupil.TestHistory.NONE),
                new Choice.Skipped(ID, Example.LAS, RowKind.TEACHER, new LasIdentity(ECK_ID, KEY), Example.YEAR, true),
                new Choice.KeptActive(ID, new RecordId("r2"), Example.YEAR, false),
                new Gone(ID),
                new Gone(ID, Optional.of(new RecordId("r2"))));
    }

    @ParameterizedTest
    @MethodSource("rosterRecords")
    void readsBackEqual_whenRosterRecordIsWritten(RosterRecord entry) {
        assertThat(Stored.read(RosterRecord.class, Stored.text(entry))).isEqualTo(entry);
    }

    @ParameterizedTest
    @MethodSource("rosterRecords")
    void readsBackEqual_whenPlanEntryIsWritten(RosterRecord entry) {
        for (PlanEntry planned :
                List.of(new PlanEntry(Optional.of(entry), entry), new PlanEntry(Optional.empty(), entry))) {
            assertThat(Stored.read(PlanEntry.class, Stored.text(planned))).isEqualTo(planned);
        }
    }

    static Stream<Row> rows() {
        List<DeliveredRecord> delivered = List.of(
                new DeliveredGroup(new LasKey("#1"), true, "3a", Optional.of("3")),
                new DeliveredTeacher(ECK_ID, KEY, NAME, EMAIL, List.of(new LasKey("#1"), new LasKey("K2"))),
                DeliveredGroup.withoutName(new LasKey("K4"), false, Optional.empty()),
                new DeliveredTeacher(
                        Optional.empty(),
                        KEY,
                        new PersonName(
                                Optional.of("N."),
                                Optional.empty(),
                                Optional.of("Smit"),
                                Set.of(PersonName.Part.FIRST_NAME, PersonName.Part.PREFIX)),
                        Optional.empty(),
                        List.of()),
                new DeliveredTeacher(Optional.empty(), KEY, NAME, Optional.empty(), List.of()),
                new DeliveredPupil(
                        ECK_ID,
                        KEY,
                        NAME,
                        Optional.of(BORN),
                        Optional.of("8"),
                        Optional.of(new LasKey("#1")),
                        List.of(new LasKey("K3"))),
                new DeliveredPupil(
                        ECK_ID,
                        Optional.empty(),
                        NAME,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
        return delivered.stream().flatMap(d -> Stream.concat(known(d), unknown(d)));
    }

    private static Stream<Row> known(DeliveredRecord delivered) {
        RowId id = new RowId("w1");
        return Stream.of(
                new Row.Settled(id, delivered, ID, Decision.Basis.LAS_KEY, 12),
                new Row.Known(id, delivered, ID, new Decision.LinkTo(ID, Decision.Basis.ECK_ID), EMAIL, true, 12),
                new Row.Known(
                        id, delivered, ID, new Decision.Skip(Decision.Basis.REMEMBERED), Optional.empty(), false, 1));
    }

    private static Stream<Row> unknown(DeliveredRecord delivered) {
        List<Proposal> proposals = List.of(
                new Proposal(ID, Set.of(Proposal.Reason.SAME_NAME, Proposal.Reason.SAME_EMAIL)),
                new Proposal(new RecordId("r2"), Set.of()));
        return Stream.of(
                        new Decision.Undecided(),
                        new Decision.AddNew(Decision.Basis.DEFAULT),
                        new Decision.LinkTo(ID, Decision.Basis.PERSON),
                        new Decision.Skip(Decision.Basis.PERSON))
                .flatMap(decision -> Stream.of(
                        unknown(delivered, decision, proposals, EMAIL, true),
                        unknown(delivered, decision, List.of(), Optional.empty(), false)));
    }

    private static Row unknown(
            DeliveredRecord delivered,
            Decision decision,
            List<Proposal> proposals,
            Optional<EmailAddress> email,
            boolean changed) {
        return new Row.Unknown(new RowId("w1"), delivered, new RecordId("n1"), proposals, decision, email, changed, 12);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsBackEqual_whenRowIsWritten(Row row) {
        String stored = Stored.text(StoredRow.of(row));

        assertThat(Stored.read(StoredRow.class, stored).row()).isEqualTo(row);
    }

    static Stream<Import> imports() {
        return Stream.of(
                new Import.Open(HEADER, true, 3),
                new Import.Open(HEADER, false, 1),
                new Import.Committing(HEADER, new CommitId("c1"), ACTOR, AT, 4),
                new Import.Committed(HEADER, new CommitId("c1"), RECEIPT, 5),
                new Import.Aborted(HEADER, Actor.LASLINK, AT, 6));
    }

    @ParameterizedTest
    @MethodSource("imports")
    void readsBackEqual_whenImportIsWritten(Import anImport) {
        assertThat(Stored.read(Import.class, Stored.text(anImport), Example.SCHOOL))
                .isEqualTo(anImport);
    }

    @ParameterizedTest
    @EnumSource(Commit.Kind.class)
    void readsBackEqual_whenCommitIsWritten(Commit.Kind kind) {
        for (Optional<ImportId> importId : List.of(Optional.of(new ImportId("i1")), Optional.<ImportId>empty())) {
            Commit.Header header = new Commit.Header(
                    Example.SCHOOL,
                    new CommitId("c1"),
                    kind,
                    importId,
                    ACTOR,
                    AT,
                    5_000_000_000L,
                    9,
                    RECEIPT,
                    new CorrelationId("x"));

            assertThat(Stored.read(Commit.Header.class, Stored.text(header), Example.SCHOOL))
                    .isEqualTo(header);
        }
    }

    @Test
    void usesTheIdAsChain_whenTheStoredOneHasAnotherForm() {
        JsonObject open = Stored.json(new Import.Open(HEADER, false, 1));
        JsonObject commit = Stored.json(new Commit.Header(
                Example.SCHOOL,
                new CommitId("c1"),
                Commit.Kind.QUIET,
                Optional.of(new ImportId("i1")),
                ACTOR,
                AT,
                1,
                9,
                RECEIPT,
                new CorrelationId("x")));

        open.put("header", open.object("header").put("correlation", "Noor van der Meer"));
        commit.put("correlation", "Noor van der Meer");

        assertThat(Stored.read(Import.class, open.toString(), Example.SCHOOL)
                        .header()
                        .correlation())
                .isEqualTo(new CorrelationId("i1"));
        assertThat(Stored.read(Commit.Header.class, commit.toString(), Example.SCHOOL)
                        .correlation())
                .isEqualTo(new CorrelationId("c1"));
    }

    static Stream<FetchRun> fetches() {
        FetchId id = new FetchId("f1");
        Contact refused = new Contact(AT, Contact.Outcome.REFUSED, Optional.of(FaultCode.INVALID_AUTHORISATION));
        return Stream.of(
                new FetchRun(Example.SCHOOL, id, AT, Optional.of(BORN), Optional.of(refused)),
                new FetchRun(Example.SCHOOL, id, AT, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("fetches")
    void readsBackEqual_whenFetchRunIsWritten(FetchRun run) {
        assertThat(Stored.read(FetchRun.class, Stored.text(run), Example.SCHOOL))
                .isEqualTo(run);
    }

    @Test
    void saysWhatIsUnknown_whenNewerVersionStoredIt() {
        String stored = "{\"id\":\"r1\",\"kind\":\"parent\"}";

        assertThatThrownBy(() -> Stored.read(RosterRecord.class, stored))
                .isInstanceOf(UnknownKind.class)
                .hasMessage("stored is an unknown kind of roster record");
    }
}
