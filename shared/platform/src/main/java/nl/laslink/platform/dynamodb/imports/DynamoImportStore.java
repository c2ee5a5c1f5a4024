package nl.laslink.platform.dynamodb.imports;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.StagedRows;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.RandomIds;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.BodyItem;
import nl.laslink.platform.dynamodb.Chunk;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.Keys;
import nl.laslink.platform.dynamodb.SortableTime;
import nl.laslink.platform.dynamodb.Stored;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactUpdateItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

/**
 * The imports in DynamoDB: a school's import, rows, latest contact and the answers of its LAS are one partition.
 *
 * <p><b>Rows</b> are stored as a generation: all rows together as JSON, compressed and cut into pieces. The import names the
 * generation that readers use. Staging writes a new one beside it, which no reader sees, and one transaction makes the import
 * point at it; a worker that dies in between, or comes too late, leaves items that nothing points at and that TTL removes.
 * Staging writes all rows again, also those that did not change, because the import lives on with a later
 * {@code expiresAt} and its rows must not end before it.
 *
 * <p><b>A decision</b> about any number of rows is one more set of rows behind the generation, written in the one transaction
 * that moves the import to its next version, so it is there as a whole or not at all. The import's version is the fence: each
 * write of rows moves it, and each is refused when it moved. A reader takes the import first and then only the sets up to
 * that version; the import tells how many these are, so a reader that comes while the transaction is being applied, and finds
 * one less, reads again.
 */
public final class DynamoImportStore implements ImportStore {
    private static final Duration TTL_AFTER_EXPIRY = Duration.ofDays(1);
    private static final String FETCHED = "FETCHED#";
    /** The history shows a year; TTL removes a contact a day later. */
    private static final Duration HISTORY_LIFE = Duration.ofDays(366);

    private static final ImportWrite SAVED = new ImportWrite.Saved();
    private static final ImportWrite MOVED = new ImportWrite.Moved();
    private static final int FETCH_ITEM = 1; // its place in the transaction that stages
    /** A transaction that is being applied is over in milliseconds. */
    private static final int MOST_READS = 4;

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<ImportItem> imports;
    private final DynamoDbTable<FetchItem> fetches;
    private final DynamoDbTable<BodyItem> ended;
    private final DynamoDbTable<Chunk> chunks;
    private final DynamoCommitStore commits;
    private final EventsAndAuditTables eventsAndAuditTables;
    private final Ids generations;

    public DynamoImportStore(
            DynamoDbEnhancedClient client, String importsTable, EventsAndAuditTables eventsAndAuditTables) {
        this.client = client;
        this.imports = client.table(importsTable, ImportItem.SCHEMA);
        this.fetches = client.table(importsTable, FetchItem.SCHEMA);
        this.ended = client.table(importsTable, BodyItem.SCHEMA);
        this.chunks = client.table(importsTable, Chunk.SCHEMA);
        this.commits = new DynamoCommitStore(client, importsTable, eventsAndAuditTables);
        this.eventsAndAuditTables = eventsAndAuditTables;
        this.generations = new RandomIds(eventsAndAuditTables.clock());
    }

    /** Rows of an import that has not expired are missing. */
    public static final class RowsMissing extends RuntimeException {
        RowsMissing(ImportId importId) {
            super("rows of import " + importId + " are missing");
        }
    }

    @Override
    public Optional<Import> find(SchoolId school) {
        return item(school).map(item -> item.read(school));
    }

    private Optional<ImportItem> item(SchoolId school) {
        return Optional.ofNullable(
                imports.getItem(g -> g.key(key(school, ImportItem.SORT_KEY)).consistentRead(true)));
    }

    @Override
    public Optional<WithRows> findWithRows(SchoolId school, Instant now) {
        for (int attempt = 1; ; attempt++) {
            Optional<ImportItem> item = item(school);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            Import stored = item.get().read(school);
            if (stored.openAt(now).isEmpty()) {
                return Optional.of(new WithRows(stored, Optional.empty()));
            }
            Optional<StagedRows> rows = rowsOf(school, item.get());
            if (rows.isPresent()) {
                return Optional.of(new WithRows(stored, rows));
            }
            RowsMissing missing = new RowsMissing(stored.header().id());
            if (attempt == MOST_READS) {
                throw missing;
            }
            Attempts.pause(attempt, missing);
        }
    }

    private Optional<StagedRows> rowsOf(SchoolId school, ImportItem stored) {
        RowPosition position =
                new RowPosition(stored.rows().orElseThrow(), stored.decisions().orElse(0L));
        return RowGeneration.read(
                        position.generation(),
                        Keys.query(chunks, school, RowGeneration.prefix(position.generation())),
                        stored.version(),
                        position.decisions())
                .map(rows -> new StagedRows(List.copyOf(rows.values()), stored.version(), position));
    }

    /** The generation of rows that an import uses, and the number of decisions stored on top of it. */
    private record RowPosition(String generation, long decisions) implements StagedRows.Position {}

    @Override
    public ImportWrite stage(
            Import.Open next, List<Row> rows, FetchRun run, byte[] rawXml, EventsAndAudit eventsAndAudit) {
        SchoolId school = next.header().school();
        Instant expires = next.header().expiresAt().plus(TTL_AFTER_EXPIRY);
        String generation = generations.next();
        List<Chunk> pieces = new ArrayList<>(RowGeneration.staged(school.toString(), generation, rows, expires));
        pieces.addAll(Chunk.cut(school.toString(), "RAW#" + run.id() + "#" + generation + "#", rawXml, expires));
        Attempts.putAll(client, chunks, Chunk.class, pieces);

        ImportItem item = ImportItem.of(next).with(generation, 0);
        Expression allowed = next.version() == 1 ? mayBegin(next) : ImportItem.isOpenBefore(next);
        Attempts.Written written = Attempts.transact(client, staged(item, allowed, run, true, eventsAndAudit));
        if (written.failed().equals(List.of(FETCH_ITEM))) {
            // A contact that was requested later stays the latest.
            written = Attempts.transact(client, staged(item, allowed, run, false, eventsAndAudit));
        }
        return written.isDone() ? SAVED : MOVED;
    }

    /** Whether a new import is possible: there is none, a closed one, or an expired one. */
    private static Expression mayBegin(Import.Open next) {
        return Condition.that("attribute_not_exists(#pk) OR (#importId <> :importId AND (#stage = :committed"
                        + " OR #stage = :aborted OR (#stage = :open AND #expiresAt <= :now)))")
                .with("importId", next.header().id().value())
                .with("committed", "committed")
                .with("aborted", "aborted")
                .with("open", ImportItem.OPEN)
                .with("now", SortableTime.of(next.header().stagedAt()))
                .build();
    }

    private TransactWriteItemsEnhancedRequest staged(
            ImportItem item, Expression allowed, FetchRun run, boolean isLatest, EventsAndAudit eventsAndAudit) {
        TransactWriteItemsEnhancedRequest.Builder stage = TransactWriteItemsEnhancedRequest.builder()
                .addPutItem(
                        imports,
                        TransactPutItemEnhancedRequest.builder(ImportItem.class)
                                .item(item)
                                .conditionExpression(allowed)
                                .build());
        if (isLatest) {
            addFetch(stage, run, FetchItem.noneLaterThan(run));
        }
        addEnded(stage, run);
        eventsAndAuditTables.addTo(stage, client, eventsAndAudit);
        return stage.build();
    }

    /** The version is the fence: every write of rows moves it, so {@code before} is what is stored while it is the one before. */
    @Override
    public ImportWrite decide(Import.Open next, StagedRows before, List<Row> decided) {
        SchoolId school = next.header().school();
        if (before.version() != next.version() - 1 || !before.areBefore(decided)) {
            return MOVED;
        }
        RowPosition position = (RowPosition) before.position();
        Instant expires = next.header().expiresAt().plus(TTL_AFTER_EXPIRY);
        TransactWriteItemsEnhancedRequest.Builder decide = TransactWriteItemsEnhancedRequest.builder()
                .addUpdateItem(
                        imports,
                        TransactUpdateItemEnhancedRequest.builder(ImportItem.class)
                                .item(ImportItem.of(next).with(position.generation(), position.decisions() + 1))
                                .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                                .conditionExpression(ImportItem.isOpenBefore(next))
                                .build());
        RowGeneration.decided(school.toString(), position.generation(), next.version(), decided, expires)
                .forEach(piece -> decide.addPutItem(chunks, piece));
        return Attempts.transact(client, decide.build()).isDone() ? SAVED : MOVED;
    }

    @Override
    public ImportWrite advance(Import next, Optional<Commit.Planned> commit, EventsAndAudit eventsAndAudit) {
        TransactWriteItemsEnhancedRequest.Builder advance = TransactWriteItemsEnhancedRequest.builder()
                .addUpdateItem(
                        imports,
                        TransactUpdateItemEnhancedRequest.builder(ImportItem.class)
                                .item(ImportItem.of(next))
                                .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                                .conditionExpression(ImportItem.isBefore(next))
                                .build());
        commit.ifPresent(planned -> commits.addStart(advance, planned));
        eventsAndAuditTables.addTo(advance, client, eventsAndAudit);
        return Attempts.transact(client, advance.build()).isDone() ? SAVED : MOVED;
    }

    @Override
    public List<Row> rows(SchoolId school) {
        return item(school)
                .filter(item -> item.rows().isPresent())
                .map(item -> rowsOf(school, item)
                        .orElseThrow(
                                () -> new RowsMissing(item.read(school).header().id()))
                        .rows())
                .orElse(List.of());
    }

    @Override
    public ImportWrite rebase(Import.Committing next, List<Row> rows, Commit.Planned commit, List<PlanEntry> plan) {
        SchoolId school = next.header().school();
        Instant expires = next.header().expiresAt().plus(TTL_AFTER_EXPIRY);
        String generation = generations.next();
        Attempts.putAll(
                client, chunks, Chunk.class, RowGeneration.staged(school.toString(), generation, rows, expires));
        TransactWriteItemsEnhancedRequest.Builder rebase = TransactWriteItemsEnhancedRequest.builder()
                .addUpdateItem(
                        imports,
                        TransactUpdateItemEnhancedRequest.builder(ImportItem.class)
                                .item(ImportItem.of(next).with(generation, 0))
                                .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                                .conditionExpression(ImportItem.isBefore(next))
                                .build());
        commits.addRebase(rebase, commit, plan);
        return Attempts.transact(client, rebase.build()).isDone() ? SAVED : MOVED;
    }

    @Override
    public boolean requestFetch(FetchRun run, Instant runningSince, EventsAndAudit eventsAndAudit) {
        TransactWriteItemsEnhancedRequest.Builder request = TransactWriteItemsEnhancedRequest.builder();
        addFetch(request, run, FetchItem.noneRunningSince(runningSince));
        eventsAndAuditTables.addTo(request, client, eventsAndAudit);
        return Attempts.transact(client, request.build()).isDone();
    }

    @Override
    public void endFetch(FetchRun run, EventsAndAudit eventsAndAudit) {
        TransactWriteItemsEnhancedRequest.Builder end = TransactWriteItemsEnhancedRequest.builder();
        addFetch(end, run, FetchItem.notEnded(run));
        addEnded(end, run);
        eventsAndAuditTables.addTo(end, client, eventsAndAudit);
        if (Attempts.transact(client, end.build()).isDone() || isEnded(run)) {
            return;
        }
        // A contact that was requested later stays the latest; the events and audit entries of this one are written
        // anyway.
        TransactWriteItemsEnhancedRequest.Builder alone = TransactWriteItemsEnhancedRequest.builder();
        addEnded(alone, run);
        eventsAndAuditTables.addTo(alone, client, eventsAndAudit);
        Attempts.transact(client, alone.build());
    }

    private boolean isEnded(FetchRun run) {
        return fetch(run.school()).filter(stored -> stored.isEndOf(run)).isPresent();
    }

    private void addFetch(TransactWriteItemsEnhancedRequest.Builder transaction, FetchRun run, Expression allowed) {
        transaction.addPutItem(
                fetches,
                TransactPutItemEnhancedRequest.builder(FetchItem.class)
                        .item(FetchItem.of(run))
                        .conditionExpression(allowed)
                        .build());
    }

    private void addEnded(TransactWriteItemsEnhancedRequest.Builder transaction, FetchRun run) {
        transaction.addPutItem(
                ended,
                new BodyItem(
                        run.school().toString(),
                        FETCHED + run.id(),
                        Stored.text(run),
                        Optional.of(run.requestedAt().plus(HISTORY_LIFE).getEpochSecond())));
    }

    @Override
    public List<FetchRun> endedFetches(SchoolId school) {
        return Keys.query(ended, school, FETCHED).stream()
                .map(item -> Stored.read(FetchRun.class, item.body(), school))
                .sorted(Comparator.comparing(FetchRun::requestedAt).reversed())
                .toList();
    }

    @Override
    public Optional<FetchRun> latestFetch(SchoolId school) {
        return fetch(school).map(item -> item.read(school));
    }

    private Optional<FetchItem> fetch(SchoolId school) {
        return Optional.ofNullable(
                fetches.getItem(g -> g.key(key(school, FetchItem.SORT_KEY)).consistentRead(true)));
    }
}
