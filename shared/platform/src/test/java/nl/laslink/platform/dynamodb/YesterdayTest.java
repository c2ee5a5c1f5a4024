package nl.laslink.platform.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.event.OutboxRow;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkState;
import nl.laslink.domain.link.TokenHash;
import nl.laslink.domain.mail.DeliveryStatus;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.DynamoAuditLog;
import nl.laslink.platform.dynamodb.event.DynamoOutbox;
import nl.laslink.platform.dynamodb.imports.DynamoCommitStore;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoApprovalTokens;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.mail.DynamoDeliveryStatuses;
import nl.laslink.platform.dynamodb.score.DynamoDeliveryRuns;
import nl.laslink.platform.dynamodb.score.DynamoScoreStore;
import nl.laslink.platform.event.EventJson;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.SchemaVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/**
 * Today's code reads what stands in {@code stored/v1}: items as the tables held them on 28 November 2026, or as they are written since, and events of that
 * day. Those files are never changed and never made anew. An attribute that is added and has no default fails here.
 */
class YesterdayTest {
    /** Each with the table of its items; what is in {@code -later} was written down after the day of the others. */
    private static final Map<String, String> FILES = Map.of(
            "links", LocalTables.LINKS,
            "links-later", LocalTables.LINKS,
            "imports", LocalTables.IMPORTS,
            "imports-later", LocalTables.IMPORTS,
            "roster", LocalTables.ROSTER,
            "scores", LocalTables.SCORES,
            "scores-later", LocalTables.SCORES,
            "audit", LocalTables.EVENTS_AND_AUDIT.auditTable(),
            "audit-later", LocalTables.EVENTS_AND_AUDIT.auditTable(),
            "outbox", LocalTables.EVENTS_AND_AUDIT.outboxTable());

    /** What a sort or partition key is or begins with, as it stands in the code: {@code "LEASE"}, {@code "RESULT#"}. */
    private static final Pattern KIND = Pattern.compile("\"([A-Z]{3,}(?:#[A-Z]*)?)\"");

    private static final SchoolId SCHOOL = SchoolId.parse("12ZZ-00");
    private static final LinkRequestId REQUEST = new LinkRequestId("01m8g3yxrytpzxqsj5k6hzc9f0");
    private static final LinkRequestId REFUSED = new LinkRequestId("01m8g3yx3jwtksme21svg1nf9v");
    private static final ImportId IMPORT = new ImportId("01m8g3zbak37w7hvfe9tj39abb");
    private static final CommitId COMMIT = new CommitId("01m8g3z394sjhxjbtzdhe8n4r4");
    private static final CommitId REMOVAL = new CommitId("01m8g3zgf4hf28t7hgpj88v1ef");

    /** Of its own: other tests look at whole tables. */
    private static final DynamoDbClient RAW = DynamoDBEmbedded.create(true).dynamoDbClient();

    private static final DynamoDbEnhancedClient CLIENT = AwsClients.enhanced(RAW);
    private final DynamoLinkStore links = new DynamoLinkStore(CLIENT, LocalTables.LINKS, LocalTables.EVENTS_AND_AUDIT);
    private final DynamoImportStore imports =
            new DynamoImportStore(CLIENT, LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT);
    private final DynamoCommitStore commits =
            new DynamoCommitStore(CLIENT, LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT);
    private final DynamoScoreStore scores = new DynamoScoreStore(CLIENT, LocalTables.SCORES);
    private final DynamoDeliveryRuns runs =
            new DynamoDeliveryRuns(CLIENT, LocalTables.SCORES, LocalTables.EVENTS_AND_AUDIT);

    @BeforeAll
    static void store() throws IOException {
        LocalTables.createTables(RAW);
        for (Map.Entry<String, String> table : FILES.entrySet()) {
            for (Object item : stored(table.getKey())) {
                RAW.putItem(p -> p.tableName(table.getValue()).item(attributes((Map<?, ?>) item)));
            }
        }
    }

    /** A new kind of item needs an example here, or nobody notices when tomorrow's code cannot read it. */
    @Test
    void hasAnExample_ofEveryKindThatIsStored() throws IOException {
        Set<String> kinds = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of(
                System.getProperty("repository.root"), "shared/platform/src/main/java/nl/laslink/platform/dynamodb"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                KIND.matcher(Files.readString(source)).results().forEach(found -> kinds.add(found.group(1)));
            }
        }
        Set<String> keys = new HashSet<>();
        for (String file : FILES.keySet()) {
            for (Object item : stored(file)) {
                keys.add(String.valueOf(((Map<?, ?>) item).get("pk")));
                keys.add(String.valueOf(((Map<?, ?>) item).get("sk")));
            }
        }

        assertThat(kinds).contains("LEASE", "DUE#", "RAW#", "CONTACT#SCORES").hasSizeGreaterThan(20);
        assertThat(kinds).allSatisfy(kind -> assertThat(keys)
                .as(kind)
                .anyMatch(key -> key.equals(kind)
                        || key.startsWith(kind.endsWith("#") ? kind : kind + "#") && !kinds.contains(key)));
    }

    @Test
    void hasAnExample_ofEveryEvent() throws IOException {
        Set<String> frozen = new TreeSet<>();
        for (Object event : events()) {
            frozen.add(String.valueOf(((Map<?, ?>) event).get("detail-type")));
        }

        assertThat(DomainEvent.class.getPermittedSubclasses())
                .extracting(Class::getSimpleName)
                .containsExactlyInAnyOrderElementsOf(frozen);
    }

    private static List<Object> events() throws IOException {
        List<Object> events = new ArrayList<>(stored("events"));
        events.addAll(stored("events-later"));
        return events;
    }

    @Test
    void readsLinks() {
        assertThat(links.find(SCHOOL))
                .containsInstanceOf(Link.Ended.class)
                .get()
                .satisfies(link -> {
                    assertThat(link.request()).isEqualTo(REQUEST);
                    assertThat(link.requestedBy().name()).isEqualTo("Ruud Hamers");
                    assertThat(link.fields().type()).isEqualTo(new LasTypeCode("SchoolOAS"));
                    assertThat(link.version()).isEqualTo(6);
                });
        assertThat(links.find(SCHOOL, REFUSED)).get().isInstanceOfSatisfying(Link.Rejected.class, link -> assertThat(
                        link.reason())
                .isEqualTo("De school is onbekend."));
        assertThat(links.find(SchoolId.parse("12ZZ-01"))).get().isInstanceOfSatisfying(Link.Active.class, link -> {
            assertThat(link.approvedBy().name()).isEqualTo("Ruud Hamers");
            assertThat(link.fields().authorisationKey()).isPresent();
        });
        assertThat(links.find(SchoolId.parse("12ZZ-02"))).containsInstanceOf(Link.Requested.class);
        assertThat(links.inState(LinkState.ACTIVE)).containsExactly(SchoolId.parse("12ZZ-01"));
        assertThat(links.lastContact(SCHOOL).orElseThrow().outcome()).isEqualTo(Contact.Outcome.SCORES_ACCEPTED);
        assertThat(links.lastContact(SchoolId.parse("12ZZ-01"))).get().satisfies(contact -> {
            assertThat(contact.outcome()).isEqualTo(Contact.Outcome.REFUSED);
            assertThat(contact.reasons()).containsExactly(FaultCode.INVALID_AUTHORISATION);
        });
    }

    @Test
    void readsWhoIsToldAndMayDecide() {
        assertThat(new DynamoBeheerders(CLIENT, LocalTables.LINKS).of(SCHOOL))
                .singleElement()
                .satisfies(b -> {
                    assertThat(b.name()).isEqualTo("Ruud Hamers");
                    assertThat(b.email().value()).isEqualTo("r.hamers@fictief.example");
                });
        assertThat(new DynamoApprovalTokens(CLIENT, LocalTables.LINKS)
                        .find(
                                SCHOOL,
                                new TokenHash("69905267f24c5d7bb325d3660b481ae72e1fd827a3a716f195ce93c4b8f0bb8d")))
                .get()
                .satisfies(token -> {
                    assertThat(token.request()).isEqualTo(REQUEST);
                    assertThat(token.expiresAt()).isEqualTo(Instant.parse("2026-12-05T03:42:40.006358120Z"));
                });
        assertThat(new DynamoDeliveryStatuses(CLIENT, LocalTables.LINKS).of(SCHOOL))
                .hasSize(2)
                .allMatch(status -> status.outcome() == DeliveryStatus.Outcome.DELIVERED);
        assertThat(new DynamoLasTypes(CLIENT, LocalTables.LINKS).find(new LasTypeCode("ESIS")))
                .get()
                .extracting(type -> type.name())
                .isEqualTo("ESIS");
    }

    @Test
    void readsAnImportAndItsCommits() {
        assertThat(imports.find(SCHOOL)).get().isInstanceOfSatisfying(Import.Open.class, open -> {
            assertThat(open.header().id()).isEqualTo(IMPORT);
            assertThat(open.header().delivered()).isEqualTo(new Import.Counts(5, 6, 60));
            // Stored before imports had a chain.
            assertThat(open.header().correlation()).isEqualTo(new CorrelationId(IMPORT.value()));
        });
        assertThat(imports.findWithRows(SCHOOL, Instant.parse("2026-11-28T12:00:00Z"))
                        .orElseThrow()
                        .rows()
                        .orElseThrow()
                        .rows())
                .extracting(Row::decision)
                .hasSize(4)
                .hasAtLeastOneElementOfType(Decision.AddNew.class)
                .hasAtLeastOneElementOfType(Decision.LinkTo.class);
        assertThat(imports.latestFetch(SCHOOL)).get().satisfies(run -> {
            assertThat(run.id()).isEqualTo(new FetchId("n-20261128T034253Z"));
            assertThat(run.night()).contains(LocalDate.parse("2026-11-28"));
            assertThat(run.ended().orElseThrow().outcome()).isEqualTo(Contact.Outcome.DELIVERED);
        });
        assertThat(commits.find(SCHOOL, COMMIT)).get().isInstanceOfSatisfying(Commit.Done.class, done -> {
            assertThat(done.header().kind()).isEqualTo(Commit.Kind.IMPORT);
            assertThat(done.header().entries()).isEqualTo(70);
            assertThat(done.header().receipt().pupils()).isEqualTo(new Import.AddedChanged(60, 0));
        });
        assertThat(commits.plan(SCHOOL, COMMIT)).hasSize(3).allMatch(entry -> entry.before()
                .isEmpty());
        assertThat(commits.plan(SCHOOL, REMOVAL)).hasSize(2).allMatch(entry -> entry.before()
                .isPresent());
        assertThat(commits.latestRemoval(SCHOOL))
                .get()
                .extracting(commit -> commit.header().id())
                .isEqualTo(REMOVAL);
    }

    @Test
    void readsTheRoster() {
        Roster roster = new DynamoRosterStore(
                        CLIENT, LocalTables.ROSTER, LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT)
                .read(SCHOOL);

        assertThat(roster.schoolName()).isEqualTo("De Kleine Linde");
        assertThat(roster.revision()).isEqualTo(4);
        assertThat(roster.groups()).extracting(g -> g.name()).contains("Onderbouw");
        assertThat(roster.teachers()).extracting(t -> t.name().surname()).contains(Optional.of("Aalbers"));
        assertThat(roster.pupil(new RecordId("01m8g3yzm1gh7b6qwm0004fvy8")))
                .get()
                .satisfies(pupil -> {
                    assertThat(pupil.name().prefix()).contains("ten");
                    assertThat(pupil.birthDate()).contains(LocalDate.parse("2021-08-04"));
                    assertThat(pupil.externalNumber()).isEmpty();
                });
    }

    @Test
    void readsScores() {
        assertThat(scores.all(SCHOOL)).extracting(LedgerEntry::state).anyMatch(ScoreState.Accepted.class::isInstance);
        assertThat(scores.all(SCHOOL)).extracting(LedgerEntry::value).contains(new ScoreValue.Plain(32));
        assertThat(scores.definition(new TestCode("REKENEN"), Optional.of("1")))
                .get()
                .extracting(d -> d.name())
                .isEqualTo(Optional.of("Rekenen"));
        assertThat(runs.begin(
                        SCHOOL,
                        new Night(Instant.parse("2026-11-28T03:42:53Z")),
                        EventsAndAudit.of(new CorrelationId("night"))))
                .as("this night was begun")
                .isFalse();
        assertThat(scores.correctedNorms(Instant.parse("2026-11-29T14:00:00Z")))
                .extracting(norms -> norms.test().value())
                .contains("REK-M5");
        SchoolId sending = SchoolId.parse("12ZZ-01");
        assertThat(scores.normsApplied(sending)).isEqualTo(Instant.parse("2026-11-29T14:14:00Z"));
        assertThat(scores.due(sending)).singleElement().satisfies(due -> {
            assertThat(due.value()).isEqualTo(new ScoreValue.Plain(28));
            assertThat(due.state()).isEqualTo(new ScoreState.Sent());
        });
        assertThat(links.lastScores(sending).orElseThrow().outcome()).isEqualTo(Contact.Outcome.SCORES_REFUSED);
        Instant until = Instant.parse("2026-11-28T03:52:53Z");
        assertThat(runs.takeLease(sending, "another", until.minusSeconds(1), until.plusSeconds(600)))
                .as("another sends")
                .isFalse();
        assertThat(runs.takeLease(sending, "another", until, until.plusSeconds(600)))
                .as("that lease ran out")
                .isTrue();
        assertThat(runs.nextCreationTime(SCHOOL, Instant.EPOCH)).isEqualTo(Instant.ofEpochSecond(1_795_837_375));
    }

    @Test
    void readsWhoDidWhat_andWhatWaitsToBePublished() {
        assertThat(new DynamoAuditLog(CLIENT, LocalTables.EVENTS_AND_AUDIT.auditTable()).latest(SCHOOL, 10))
                .extracting(AuditEntry::action)
                .contains(AuditAction.LINK_REQUESTED, AuditAction.IMPORT_CONFIRMED, AuditAction.SCORES_DELIVERED);
        assertThat(new DynamoAuditLog(CLIENT, LocalTables.EVENTS_AND_AUDIT.auditTable()).latestViews(SCHOOL, 10))
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.PUPILS_VIEWED);
        assertThat(new DynamoOutbox(CLIENT, LocalTables.EVENTS_AND_AUDIT.outboxTable())
                        .olderThan(Instant.parse("2026-11-29T00:00:00Z")))
                .extracting(OutboxRow::detailType)
                .contains("LinkRequested");
    }

    @Test
    void readsEveryEvent() throws IOException {
        LocalDate night = LocalDate.parse("2026-11-28");
        LinkRequestId r1 = new LinkRequestId("r1");
        FetchId f1 = new FetchId("f1");
        ImportId i1 = new ImportId("i1");
        CommitId c1 = new CommitId("c1");
        List<DomainEvent> read = new ArrayList<>();
        for (Object event : events()) {
            read.add(EventJson.decode(JSON.std.asString(event)).event());
        }

        assertThat(read)
                .containsExactly(
                        new DomainEvent.LinkRequested(SCHOOL, r1),
                        new DomainEvent.LinkApproved(SCHOOL, r1),
                        new DomainEvent.LinkRejected(SCHOOL, r1),
                        new DomainEvent.LinkEnded(SCHOOL, r1),
                        new DomainEvent.FetchRequested(SCHOOL, f1, Optional.of(night)),
                        new DomainEvent.FetchEnded(SCHOOL, f1, "delivered", Optional.of(night)),
                        new DomainEvent.ImportStaged(SCHOOL, i1, f1, 3, 4, 4, 0),
                        new DomainEvent.ImportConfirmed(SCHOOL, i1, c1),
                        new DomainEvent.ExternalNumbersRemovalConfirmed(SCHOOL, c1),
                        new DomainEvent.CommitUnfinished(SCHOOL, c1),
                        new DomainEvent.ImportCommitted(SCHOOL, i1, c1, 2, false),
                        new DomainEvent.RosterChanged(SCHOOL, 2),
                        new DomainEvent.ScoresDelivered(SCHOOL, night, 65),
                        new DomainEvent.ScoresRefused(SCHOOL, night, 2, "no-answer"),
                        new DomainEvent.NightsStopped(SCHOOL, DomainEvent.NightsStopped.About.RESULTS),
                        new DomainEvent.SendingRequested(SCHOOL, true),
                        new DomainEvent.ScoreReplayRequested(SCHOOL, "bus-1"),
                        new DomainEvent.CorrectionConfirmed(SCHOOL, c1));
    }

    @Test
    void namesKindAndVersion_ofAnItemFromTheFuture() throws IOException {
        Map<String, AttributeValue> link =
                new HashMap<>(attributes((Map<?, ?>) stored("links").getLast()));
        link.put("pk", AttributeValue.fromS("12ZZ-99"));
        link.put("schemaVersion", AttributeValue.fromN("2"));
        RAW.putItem(p -> p.tableName(LocalTables.LINKS).item(link));

        assertThatThrownBy(() -> links.find(SchoolId.parse("12ZZ-99")))
                .isInstanceOf(SchemaVersion.FromTheFuture.class)
                .hasMessage("LinkItem is of version 2, and this code reads up to 1");
    }

    @Test
    void namesKindAndVersion_ofAnEventFromTheFuture() {
        String event = JsonObject.empty()
                .put("id", "bus-1")
                .put("source", EventJson.SOURCE)
                .put("detail-type", "RosterChanged")
                .put("detail", JsonObject.empty().put("schemaVersion", 2).put("school", SCHOOL.toString()))
                .toString();

        assertThatThrownBy(() -> EventJson.decode(event))
                .isInstanceOf(SchemaVersion.FromTheFuture.class)
                .hasMessage("RosterChanged is of version 2, and this code reads up to 1");
    }

    private static List<?> stored(String name) throws IOException {
        try (InputStream in = YesterdayTest.class.getResourceAsStream("/stored/v1/" + name + ".json")) {
            return JSON.std.listFrom(in);
        }
    }

    /** A text, a number, or {@code {"gzip": text}} for bytes. */
    private static Map<String, AttributeValue> attributes(Map<?, ?> item) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        item.forEach((name, value) -> attributes.put(
                name.toString(),
                switch (value) {
                    case Map<?, ?> bytes ->
                        AttributeValue.fromB(gzip(bytes.get("gzip").toString()));
                    case Number number -> AttributeValue.fromN(number.toString());
                    default -> AttributeValue.fromS(value.toString());
                }));
        return attributes;
    }

    private static SdkBytes gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }
}
