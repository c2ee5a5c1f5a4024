package nl.laslink.platform.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Proposal;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.link.ApprovalToken;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.LasForm;
import nl.laslink.domain.link.LasSupplier;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkFields;
import nl.laslink.domain.link.TokenHash;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.platform.dynamodb.imports.StoredRow;
import org.junit.jupiter.api.Test;

/**
 * Every stored kind of record, with every component that it can have, in the form in which {@code stored/v1/records.json} has it:
 * as code written by hand wrote it on 29 November 2026. A component with another name or form in the domain fails here.
 */
class StoredFormTest {
    private static final SchoolId SCHOOL = SchoolId.parse("99XX-00");
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00.123456789Z");
    private static final LocalDate DAY = LocalDate.parse("2016-02-29");
    private static final Actor BO = new Actor("sub-1", "Bo Bakker");
    private static final LasTypeCode LAS = new LasTypeCode("SchoolOAS");
    private static final SchoolYear YEAR = new SchoolYear(2026);
    private static final RecordId R1 = new RecordId("r1");
    private static final RecordId R2 = new RecordId("r2");
    private static final Optional<EckId> ECK_ID = Optional.of(new EckId("https://ketenid.example/1"));
    private static final Optional<LasKey> KEY = Optional.of(new LasKey("K1"));
    private static final Optional<EmailAddress> EMAIL = Optional.of(new EmailAddress("noor@school.example"));
    private static final Optional<ExternalNumber> NUMBER = Optional.of(new ExternalNumber(LAS, KEY));
    private static final PersonName NAME = new PersonName(
            Optional.of("Noor"),
            Optional.of("van der"),
            Optional.of("Meer"),
            Set.of(PersonName.Part.SURNAME, PersonName.Part.FIRST_NAME));
    private static final EncryptedSecret SECRET = new EncryptedSecret("Y2lwaGVy");

    static Map<String, Object> examples() {
        Map<String, Object> all = new LinkedHashMap<>();
        LinkRequestId request = new LinkRequestId("q1");
        LinkFields fields = new LinkFields(LAS, YEAR, Optional.of("sk"), Optional.of(SECRET), AT);
        all.put("requested", new Link.Requested(SCHOOL, request, fields, BO, AT, 1));
        all.put("rejected", new Link.Rejected(SCHOOL, request, fields, BO, AT, BO, AT, "nee", 2));
        all.put("active", new Link.Active(SCHOOL, request, fields, BO, AT, BO, AT, 3));
        all.put("ended", new Link.Ended(SCHOOL, request, fields, BO, AT, BO, AT, 4));
        Contact contact = new Contact(
                AT,
                Contact.Outcome.UNREADABLE,
                List.of(AnswerFlaw.values()[0], NoAnswer.values()[0], FaultCode.INVALID_AUTHORISATION),
                Optional.of(new Contact.Failing(AT, 2, 3, Optional.of(new FetchId("f1")), true)),
                Optional.of("2.3"));
        all.put("contact", contact);
        all.put("token", new ApprovalToken(SCHOOL, request, new TokenHash("ab12"), EMAIL.get(), AT));
        all.put("beheerder", new Beheerder("sub-1", "Bo", EMAIL.get(), Beheerder.Language.DUTCH));
        all.put("lasType", lasType());
        all.put("group", new Group(R1, "3a", Optional.of("3"), true, YEAR, NUMBER));
        all.put("teacher", new Teacher(R1, NAME, EMAIL, List.of(R1, R2), ECK_ID, NUMBER));
        all.put(
                "pupil",
                new Pupil(
                        R1,
                        PersonName.of("Noor", "van der", "Meer"),
                        Optional.of(DAY),
                        Optional.of("S"),
                        Optional.of(R1),
                        List.of(R2),
                        true,
                        ECK_ID,
                        NUMBER,
                        new Pupil.TestHistory(3, Optional.of(DAY))));
        all.put("skipped", new Choice.Skipped(R1, LAS, RowKind.TEACHER, new LasIdentity(ECK_ID, KEY), YEAR, true));
        all.put("keptActive", new Choice.KeptActive(R1, R2, YEAR, false));
        all.put("keptActiveBy", new Choice.KeptActive(R1, R2, YEAR, false).madeBy(BO, AT));
        DeliveredTeacher teacher = new DeliveredTeacher(ECK_ID, KEY, NAME, EMAIL, List.of(new LasKey("#1")));
        all.put("settled", new Row.Settled(new RowId("w1"), teacher, R1, Decision.Basis.LAS_KEY, 12));
        all.put(
                "known",
                new Row.Known(
                        new RowId("w1"),
                        DeliveredGroup.withoutName(new LasKey("K4"), true, Optional.of("3")),
                        R1,
                        new Decision.Skip(Decision.Basis.PERSON),
                        EMAIL,
                        true,
                        2));
        all.put(
                "unknown",
                new Row.Unknown(
                        new RowId("w1"),
                        new DeliveredPupil(
                                ECK_ID, KEY, NAME, Optional.of(DAY), Optional.of("8"), KEY, List.of(new LasKey("K3"))),
                        R2,
                        List.of(new Proposal(R1, Set.of(Proposal.Reason.SAME_SURNAME, Proposal.Reason.SAME_EMAIL))),
                        new Decision.AddNew(Decision.Basis.DEFAULT),
                        EMAIL,
                        true,
                        3));
        all.put(
                "undecided",
                new Row.Unknown(
                        new RowId("w1"),
                        new DeliveredGroup(new LasKey("K4"), false, "4b", Optional.empty()),
                        R2,
                        List.of(),
                        new Decision.Undecided(),
                        Optional.empty(),
                        false,
                        4));
        Import.Header header = header();
        all.put("open", new Import.Open(header, true, 3));
        all.put("committing", new Import.Committing(header, new CommitId("c1"), BO, AT, 4));
        all.put("committed", new Import.Committed(header, new CommitId("c1"), receipt(), 5));
        all.put("aborted", new Import.Aborted(header, BO, AT, 6));
        all.put(
                "commit",
                new Commit.Header(
                        SCHOOL,
                        new CommitId("c1"),
                        Commit.Kind.IMPORT,
                        Optional.of(new ImportId("i1")),
                        BO,
                        AT,
                        5_000_000_000L,
                        9,
                        receipt(),
                        new CorrelationId("x")));
        all.put("fetch", new FetchRun(SCHOOL, new FetchId("f1"), AT, Optional.of(DAY), Optional.of(contact)));
        ScoreValue.Oso oso = new ScoreValue.Oso(
                Optional.of(20),
                Optional.of(15),
                Optional.of(4),
                Optional.of(1),
                Optional.of(new BigDecimal("12.50")),
                Optional.of(new BigDecimal("1E+3")),
                Optional.of("schaal"),
                Optional.of(new ScoreValue.Interval(new BigDecimal("1.0"), new BigDecimal("2"))),
                List.of(new ScoreValue.Reference("DLE", "HAVO", "12", Optional.of("ruim"))));
        all.put("score-oso", score(oso, new ScoreState.Refused(FaultCode.INVALID_AUTHORISATION)));
        all.put(
                "score-plain",
                score(new ScoreValue.Plain(34), new ScoreState.Waiting(ScoreState.WaitReason.TEST_UNKNOWN)));
        all.put("score-unfit", score(new ScoreValue.Unfit(new BigDecimal("-1.50")), new ScoreState.Doubted()));
        all.put(
                "score-history",
                score(
                        new ScoreValue.Plain(34),
                        new ScoreState.Accepted(),
                        new ScoreStep(AT, new ScoreState.Ready(), new ScoreStep.Cause.Normed()),
                        new ScoreStep(
                                AT,
                                new ScoreState.Ready(),
                                new ScoreStep.Cause.Corrected(R2, new ScoreValue.Plain(33), AT)),
                        new ScoreStep(AT, new ScoreState.Accepted(), new ScoreStep.Cause.Pressed(BO))));
        all.put("test", definition());
        all.put("audit", new AuditEntry(SCHOOL, AT, BO, AuditAction.LINK_REQUESTED, Map.of("type", "SchoolOAS")));
        all.put("fetchBy", new FetchRun(SCHOOL, new FetchId("f1"), AT, Optional.empty(), Optional.empty()).askedBy(BO));
        return all;
    }

    private static LasType lasType() {
        return new LasType(
                LAS,
                "SchoolOAS",
                3,
                new LasForm(
                        LasForm.SchoolKeyUse.OPTIONAL,
                        new LasForm.Text("Vraag", "Ask"),
                        Optional.of("[a-z]+"),
                        Optional.of(new LasForm.Text("Sleutel", "Key"))),
                new LasEndpoint(
                        URI.create("https://las.example/pupils"),
                        URI.create("https://las.example/results"),
                        "2.2",
                        Map.of("x-one", "1"),
                        new LasHabits(
                                LasHabits.Profile.LVS,
                                Optional.of(new LasHabits.Staged(URI.create("https://las.example/staged"), 5)),
                                Optional.of("set"),
                                true,
                                Duration.ofMillis(500),
                                true,
                                Optional.of("pem"),
                                Optional.of(SchoolType.SECONDARY),
                                true),
                        Optional.of("2.3")),
                new LasSupplier(
                        "laslink",
                        SECRET,
                        Map.of("x-two", SECRET),
                        Optional.of(new LasSupplier.Certificate(SECRET, SECRET)),
                        Optional.of(SECRET)));
    }

    private static Import.Header header() {
        return new Import.Header(
                SCHOOL,
                new ImportId("i1"),
                LAS,
                YEAR,
                AT,
                AT.plusSeconds(1),
                new Import.Counts(1, 2, 3),
                List.of(new Delivery.Warning(
                        Delivery.Kind.UNUSABLE_BIRTH_DATE,
                        2,
                        List.of(
                                new Delivery.Place(1, Delivery.Subject.PUPIL, 12, 340),
                                new Delivery.Place(
                                        3, Delivery.Subject.PUPIL, 1, 15, Optional.of(Delivery.Field.PREFIX))))),
                Set.of(R2, R1),
                Optional.of(new Import.Decided(BO, AT)),
                Set.of(new RecordId("r3")),
                Set.of(new RecordId("r4")),
                Set.of(),
                Optional.empty(),
                new CorrelationId("wens-1"));
    }

    private static Import.Receipt receipt() {
        return new Import.Receipt(
                AT,
                BO,
                new Import.AddedChanged(1, 2),
                new Import.AddedChanged(3, 4),
                new Import.AddedChanged(5, 6),
                7,
                8,
                new Import.Counts(9, 10, 11));
    }

    private static LedgerEntry score(ScoreValue value, ScoreState state, ScoreStep... history) {
        return new LedgerEntry(
                SCHOOL,
                new ResultKey("s1"),
                R1,
                new TestCode("rekenen"),
                Optional.of("1"),
                Optional.of("A"),
                DAY,
                value,
                AT,
                state,
                AT,
                7,
                Optional.of(R2),
                Optional.of("https://tests.example/1"),
                List.of(history),
                Optional.empty());
    }

    private static TestDefinition definition() {
        TestDefinition.Norming norming = new TestDefinition.Norming(
                Optional.of("Vaardigheid"),
                Optional.of("M5"),
                Optional.of(new BigDecimal("0.5")),
                List.of(new TestDefinition.Norm(
                        "V",
                        Optional.of("zwak"),
                        0,
                        10,
                        Optional.of(new TestDefinition.Colour(1, 2, 3, 4)),
                        Optional.of(new BigDecimal("1")),
                        Optional.of(new BigDecimal("5.5")))));
        return new TestDefinition(
                new TestCode("rekenen"),
                Optional.of("1"),
                Optional.of("Rekenen"),
                Optional.of("2026"),
                Optional.of("Rekenen"),
                Optional.of(norming),
                List.of(new TestDefinition.Entrance(1, "Rekenen")),
                List.of(new TestDefinition.Part(1, "A", Optional.of("deel"), Optional.of(norming))),
                Map.of(
                        TestDefinition.Field.LEVEL,
                        new TestDefinition.Vocabulary("https://list.example", Optional.of("https://list.example/1"))));
    }

    private static Map<?, ?> frozen() throws IOException {
        try (InputStream in = StoredFormTest.class.getResourceAsStream("/stored/v1/records.json")) {
            return JSON.std.mapFrom(in);
        }
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        Map<?, ?> frozen = frozen();

        for (Map.Entry<String, Object> example : examples().entrySet()) {
            Object expected = example.getValue();
            String text = JSON.std.asString(frozen.get(example.getKey()));
            Object read = expected instanceof Row
                    ? Stored.read(StoredRow.class, text).row()
                    : Stored.read(expected.getClass(), text, SCHOOL);

            assertThat(read).as(example.getKey()).isEqualTo(expected);
        }
    }

    /** During a rollout yesterday's code reads today's items: each field that it knows is there, under its name. */
    @Test
    void writesWhatYesterdaysCodeReads() throws IOException {
        Map<?, ?> frozen = frozen();

        for (Map.Entry<String, Object> example : examples().entrySet()) {
            Object record = example.getValue() instanceof Row row ? StoredRow.of(row) : example.getValue();

            assertThat(has(JSON.std.anyFrom(Stored.text(record)), frozen.get(example.getKey())))
                    .as("%s %s", example.getKey(), Stored.text(record))
                    .isTrue();
        }
        assertThat(examples()).hasSameSizeAs(frozen);
    }

    private static boolean has(Object written, Object frozen) {
        return switch (frozen) {
            case Map<?, ?> fields ->
                written instanceof Map<?, ?> map
                        && fields.entrySet().stream().allMatch(f -> has(map.get(f.getKey()), f.getValue()));
            case List<?> all ->
                written instanceof List<?> list
                        && list.size() == all.size()
                        && IntStream.range(0, all.size()).allMatch(i -> has(list.get(i), all.get(i)));
            default -> frozen.equals(written);
        };
    }

    /** A field that has its usual value is not written; a record without it reads equal. */
    @Test
    void leavesOutWhatIsUsual() {
        Contact.Failing failing = new Contact.Failing(AT, 2, 3);
        DeliveredGroup group = new DeliveredGroup(new LasKey("K4"), false, "4b", Optional.empty());

        assertThat(Stored.text(failing)).doesNotContain("stopped");
        assertThat(Stored.read(Contact.Failing.class, Stored.text(failing))).isEqualTo(failing);
        assertThat(Stored.text(group)).doesNotContain("named");
        assertThat(Stored.read(DeliveredGroup.class, Stored.text(group))).isEqualTo(group);
    }

    /** It is of no use once it is known who left. */
    @Test
    void storesNoLeavingDay() {
        DeliveredPupil leaving = new DeliveredPupil(
                ECK_ID, KEY, NAME, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.of(DAY));

        assertThat(Stored.read(DeliveredPupil.class, Stored.text(leaving))).isEqualTo(leaving.asOf(DAY));
    }

    @Test
    void dropsReasons_thatNobodyKnowsAnyMore() {
        String contact = "{\"at\":\"2026-11-24T10:00:00Z\",\"outcome\":\"REFUSED\",\"reasons\":[\"gone\",\"timeout\"]}";

        assertThat(Stored.read(Contact.class, contact).reasons()).containsExactly(NoAnswer.TIMEOUT);
    }

    @Test
    void namesFieldAndNoValue_whenAnItemIsUnreadable() {
        String contact = "{\"at\":\"yesterday\",\"outcome\":\"REFUSED\"}";

        assertThatThrownBy(() -> Stored.read(Contact.class, contact))
                .isInstanceOf(UnreadableItem.class)
                .hasMessage("Contact: at has no form we know");
        assertThatThrownBy(() -> Stored.read(Contact.class, "{\"outcome\":\"REFUSED\"}"))
                .hasMessage("Contact: at is missing");
        assertThatThrownBy(() -> Stored.read(Actor.class, "{\"subject\":1,\"name\":\"Bo\"}"))
                .hasMessage("Actor: subject is not of the expected kind");
    }
}
