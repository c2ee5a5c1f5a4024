package nl.laslink.platform.dynamodb;

import static nl.laslink.domain.testing.Imports.NOW;
import static nl.laslink.domain.testing.Imports.SILENT;
import static nl.laslink.domain.testing.Imports.committing;
import static nl.laslink.domain.testing.Imports.decided;
import static nl.laslink.domain.testing.Imports.ended;
import static nl.laslink.domain.testing.Imports.open;
import static nl.laslink.domain.testing.Imports.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.ImportStore.ImportWrite;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.StagedRows;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.Imports;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.platform.dynamodb.imports.DynamoCommitStore;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What DynamoDB itself adds to the contracts: sizes, pages, TTL, what it does not take at once, and reads in between. */
class DynamoStoresTest {
    private static final CommitId C1 = new CommitId("c1");
    private static final ImportId I1 = new ImportId("i1");

    private final DynamoStores stores = new DynamoStores();
    private final SchoolId school = stores.freshSchool();

    private static Pupil pupil(String id, String surname) {
        return Example.existingPupil(id, "Noor", surname, "", "", "", "");
    }

    /** Text that does not compress much: as many pieces as a far larger school would make. */
    private static String noise(Random random, int length) {
        return random.ints(length, 'a', 'z' + 1)
                .mapToObj(letter -> Character.toString((char) letter))
                .collect(Collectors.joining());
    }

    private ImportWrite stage(DynamoStores on, int version, List<Row> rows, byte[] raw) {
        return on.imports().stage(open(school, "i1", version), rows, ended(school, "f" + version, NOW), raw, SILENT);
    }

    private List<Row> rows(DynamoStores on) {
        return staged(on).rows();
    }

    private StagedRows staged(DynamoStores on) {
        return on.imports().findWithRows(school, NOW).orElseThrow().rows().orElseThrow();
    }

    private ImportWrite decide(DynamoStores on, List<Row> decided) {
        return on.imports().decide(open(school, "i1", 2), staged(on), decided);
    }

    private long pieces(String prefix) {
        return LocalTables.items(LocalTables.IMPORTS, school.toString()).stream()
                .filter(item -> item.get("sk").s().startsWith(prefix))
                .count();
    }

    @Test
    void readsEveryPage_whenRosterIsLargerThanOne() {
        Random random = new Random(1);
        List<RosterRecord> records = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            records.add(pupil("p%04d".formatted(i), noise(random, 2_000)));
        }
        stores.rosters().seed(school, "De Voorbeeldschool", records);
        Intercepted.Counter counter = new Intercepted.Counter();

        Roster roster = new DynamoStores(counter.client()).rosters().read(school);

        assertThat(roster.pupils()).isEqualTo(records);
        assertThat(counter.count("query")).isEqualTo(2);
    }

    @Test
    void cutsPlanToFitItems_andForgetsLongerOne() {
        Random random = new Random(2);
        List<PlanEntry> large = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            large.add(new PlanEntry(Optional.empty(), pupil("p" + i, noise(random, 2_000))));
        }
        List<PlanEntry> small = List.of(new PlanEntry(Optional.empty(), pupil("a", "Bakker")));

        stores.commits().storePlan(school, C1, large);
        List<PlanEntry> whole = stores.commits().plan(school, C1);
        stores.commits().storePlan(school, C1, small);

        assertThat(whole).isEqualTo(large);
        assertThat(pieces("PLAN#c1#")).isEqualTo(2);
        assertThat(stores.commits().plan(school, C1)).isEqualTo(small);
    }

    @Test
    void cutsRowsAndAnswerToFitItems() {
        Random random = new Random(3);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            rows.add(row("r" + i, noise(random, 2_000)));
        }
        byte[] raw = new byte[Chunk.LARGEST + 1];
        random.nextBytes(raw);

        stage(stores, 1, rows, raw);

        assertThat(rows(stores)).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(pieces("ROWS#")).isEqualTo(2);
        assertThat(pieces("RAW#f1#")).isEqualTo(2);
    }

    @Test
    void endsPersonalDataADayAfterTheImportExpires() {
        stage(stores, 1, List.of(row("a", "Bakker")), new byte[10]);
        decide(stores, List.of(decided(row("a", "Bakker"))));
        new DynamoCommitStore(
                        new DynamoStores().client(),
                        LocalTables.IMPORTS,
                        LocalTables.EVENTS_AND_AUDIT,
                        new TestClock(NOW))
                .storePlan(school, C1, List.of(new PlanEntry(Optional.empty(), pupil("a", "Bakker"))));
        stores.imports()
                .advance(
                        committing(school, "i1", "c1", 3),
                        Optional.of(new Commit.Planned(Imports.commit(school, "c1", Commit.Kind.IMPORT, 1, 1), 0)),
                        SILENT);

        String expires = Long.toString(Imports.header(school, "i1")
                .expiresAt()
                .plus(Duration.ofDays(1))
                .getEpochSecond());
        // A commit can be undone for 30 days, however soon its import would have ended.
        String undoEnds = Long.toString(NOW.plus(Duration.ofDays(31)).getEpochSecond());
        // Commits and contacts, without names, are listed for a year.
        String historyEnds = Long.toString(NOW.plus(Duration.ofDays(366)).getEpochSecond());
        Map<String, String> ends = LocalTables.items(LocalTables.IMPORTS, school.toString()).stream()
                .collect(Collectors.groupingBy(
                        item -> item.get("sk").s().replaceFirst("#.*", ""),
                        Collectors.mapping(
                                item -> Optional.ofNullable(item.get("expires"))
                                        .map(AttributeValue::n)
                                        .orElse("never"),
                                Collectors.collectingAndThen(Collectors.toSet(), all -> String.join(" and ", all)))));
        assertThat(ends)
                .containsOnly(
                        Map.entry("ROWS", expires),
                        Map.entry("RAW", expires),
                        Map.entry("PLAN", undoEnds),
                        Map.entry("IMPORT", "never"),
                        Map.entry("FETCH", "never"),
                        Map.entry("FETCHED", historyEnds),
                        Map.entry("COMMIT", historyEnds));
    }

    @Test
    void keepsPlanForTheThirtyDaysOfUndo() {
        new DynamoCommitStore(
                        new DynamoStores().client(),
                        LocalTables.IMPORTS,
                        LocalTables.EVENTS_AND_AUDIT,
                        new TestClock(NOW))
                .storePlan(school, C1, List.of(new PlanEntry(Optional.empty(), pupil("a", "Bakker"))));

        assertThat(LocalTables.items(LocalTables.IMPORTS, school.toString()))
                .extracting(item -> item.get("expires").n())
                .containsExactly(Long.toString(NOW.plus(Duration.ofDays(31)).getEpochSecond()));
    }

    @Test
    void writesLivingImportsRowsAgain_soThatTheyEndWithIt() {
        stage(stores, 1, List.of(row("a", "Bakker")), new byte[1]);
        long before = pieces("ROWS#");

        stage(stores, 2, List.of(row("a", "Bakker")), new byte[1]);

        assertThat(pieces("ROWS#")).isEqualTo(before + 1);
        assertThat(rows(stores)).containsExactly(row("a", "Bakker"));
    }

    @Test
    void hasNoRows_whenTheyExpiredAndTtlBeganToRemoveThem() {
        stageTwoPieces();
        remove("ROWS#");

        Optional<ImportStore.WithRows> left = stores.imports()
                .findWithRows(school, Imports.header(school, "i1").expiresAt());

        assertThat(left).get().extracting(ImportStore.WithRows::rows).isEqualTo(Optional.empty());
    }

    @Test
    void throws_whenRowsAreMissingThatHaveNotExpired() {
        stageTwoPieces();
        remove("ROWS#");

        assertThatThrownBy(() -> rows(stores))
                .isInstanceOf(DynamoImportStore.RowsMissing.class)
                .hasMessage("rows of import i1 are missing");
    }

    private void stageTwoPieces() {
        Random random = new Random(4);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            rows.add(row("r" + i, noise(random, 2_000)));
        }
        stage(stores, 1, rows, new byte[1]);
    }

    @Test
    void refusesToExecuteAPlanThatIsGone() {
        stores.commits().storePlan(school, C1, List.of(new PlanEntry(Optional.empty(), pupil("a", "Bakker"))));
        stores.commits().start(new Commit.Planned(Imports.commit(school, "c1", Commit.Kind.QUIET, 1, 1), 0), SILENT);
        remove("PLAN#");

        assertThatThrownBy(() -> stores.commits().plan(school, C1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the plan of commit c1 is gone");
    }

    /** Removes the first item with this prefix, as TTL may. */
    private void remove(String prefix) {
        Map<String, AttributeValue> item = LocalTables.items(LocalTables.IMPORTS, school.toString()).stream()
                .filter(i -> i.get("sk").s().startsWith(prefix))
                .findFirst()
                .orElseThrow();
        LocalTables.CLIENT.deleteItem(
                d -> d.tableName(LocalTables.IMPORTS).key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))));
    }

    @Test
    void writesTheRestAgain_whenABatchIsTakenInPart() {
        AtomicBoolean once = new AtomicBoolean();
        DynamoDbClient halving = Intercepted.by((operation, request, call) -> {
            if (!operation.equals("batchWriteItem") || !once.compareAndSet(false, true)) {
                return call.proceed();
            }
            List<WriteRequest> all =
                    ((BatchWriteItemRequest) request).requestItems().get(LocalTables.ROSTER);
            LocalTables.CLIENT.batchWriteItem(b -> b.requestItems(Map.of(LocalTables.ROSTER, all.subList(0, 10))));
            return BatchWriteItemResponse.builder()
                    .unprocessedItems(Map.of(LocalTables.ROSTER, all.subList(10, all.size())))
                    .build();
        });
        List<RosterRecord> records = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            records.add(pupil("p%02d".formatted(i), "Bakker"));
        }

        new DynamoStores(halving).rosters().seed(school, "De Voorbeeldschool", records);

        assertThat(stores.rosters().read(school).pupils()).isEqualTo(records);
    }

    @Test
    void triesAgain_whenTransactionMetAnother() {
        AtomicBoolean once = new AtomicBoolean();
        DynamoDbClient meeting = Intercepted.by((operation, _, call) -> {
            if (operation.equals("transactWriteItems") && once.compareAndSet(false, true)) {
                throw TransactionCanceledException.builder()
                        .cancellationReasons(
                                CancellationReason.builder()
                                        .code("TransactionConflict")
                                        .build(),
                                CancellationReason.builder().code("None").build())
                        .build();
            }
            return call.proceed();
        });

        ImportWrite write = stage(new DynamoStores(meeting), 1, List.of(row("a", "Bakker")), new byte[1]);

        assertThat(write).isEqualTo(new ImportWrite.Saved());
        assertThat(rows(stores)).hasSize(1);
    }

    @Test
    void seesTheRevisionItBeganWith_whenOneCommitPassesBy() {
        stores.rosters().seed(school, "De Voorbeeldschool", List.of(pupil("a", "Bakker")));
        DynamoStores interrupted = onceBeforeQuery(() -> edit("Visser", 1));

        Roster roster = interrupted.rosters().read(school);

        assertThat(roster.revision()).isEqualTo(1);
        assertThat(roster.pupils()).containsExactly(pupil("a", "Bakker"));
    }

    @Test
    void startsAgain_whenTwoCommitsPassBy() {
        stores.rosters().seed(school, "De Voorbeeldschool", List.of(pupil("a", "Bakker"), pupil("b", "Bakker")));
        DynamoStores interrupted = onceBeforeQuery(() -> {
            edit("Visser", 1);
            edit("Mulder", 2);
        });

        Roster roster = interrupted.rosters().read(school);

        assertThat(roster.revision()).isEqualTo(3);
        assertThat(roster.findVersioned(new RecordId("a"))).contains(new Roster.Versioned(pupil("a", "Mulder"), 3));
    }

    private void edit(String surname, long expected) {
        stores.rosters().edit(school, pupil("a", surname), expected, SILENT);
    }

    @Test
    void seesRowsOfTheVersionItBeganWith_whenADecisionPassesBy() {
        stage(stores, 1, List.of(row("a", "Bakker")), new byte[1]);
        DynamoStores interrupted = onceBeforeQuery(() -> decide(stores, List.of(decided(row("a", "Bakker")))));

        assertThat(rows(interrupted)).containsExactly(row("a", "Bakker"));
    }

    @Test
    void readsAgain_whenADecisionIsStillBeingApplied() {
        stage(stores, 1, List.of(row("a", "Bakker")), new byte[1]);
        decide(stores, List.of(decided(row("a", "Bakker"))));
        AtomicBoolean once = new AtomicBoolean();
        DynamoDbClient early = Intercepted.by((operation, _, call) -> {
            Object answer = call.proceed();
            if (!operation.equals("query") || !once.compareAndSet(false, true)) {
                return answer;
            }
            // As DynamoDB may answer during a transaction: the import's new version, the row's old one.
            List<Map<String, AttributeValue>> staged = ((QueryResponse) answer)
                    .items().stream()
                            .filter(item -> !item.get("sk").s().contains("#decided#"))
                            .toList();
            return ((QueryResponse) answer).toBuilder().items(staged).build();
        });

        assertThat(rows(new DynamoStores(early))).containsExactly(decided(row("a", "Bakker")));
    }

    @Test
    void isMoved_whenAnotherDecidesBetweenReadAndWrite() {
        stage(stores, 1, List.of(row("a", "Bakker"), row("b", "Visser")), new byte[1]);
        DynamoStores interrupted = onceBeforeQuery(() -> decide(stores, List.of(decided(row("a", "Bakker")))));

        ImportWrite late = decide(interrupted, List.of(decided(row("b", "Visser"))));

        assertThat(late).isEqualTo(new ImportWrite.Moved());
        assertThat(rows(stores)).containsExactlyInAnyOrder(decided(row("a", "Bakker")), row("b", "Visser"));
    }

    private static DynamoStores onceBeforeQuery(Runnable first) {
        AtomicBoolean once = new AtomicBoolean();
        return new DynamoStores(Intercepted.by((operation, _, call) -> {
            if (operation.equals("query") && once.compareAndSet(false, true)) {
                first.run();
            }
            return call.proceed();
        }));
    }
}
