package nl.laslink.platform.dynamodb.imports;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.Chunk;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.Keys;
import nl.laslink.platform.dynamodb.Stored;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactUpdateItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The commits and their plans in DynamoDB, in the school's partition of the table of imports.
 *
 * <p>A plan is one JSON text, compressed and cut into pieces, written in one transaction: readers find a whole plan or none.
 * Storing it again replaces it until the commit is stored. That marks the plan's first piece, and over a marked piece no plan
 * is written: two workers that both prepare the same commit execute the same plan, whichever it became.
 */
public final class DynamoCommitStore implements CommitStore {
    /** A commit can be undone for 30 days (design, undo); TTL removes its plan a day later. */
    private static final Duration PLAN_LIFE = Duration.ofDays(31);

    private static final int MOST_PIECES = 11; // of 350 KB: a transaction takes 4 MB

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<CommitItem> commits;
    private final DynamoDbTable<RemovalItem> removals;
    private final DynamoDbTable<ImportItem> imports;
    private final DynamoDbTable<Chunk> plans;
    private final EventsAndAuditTables eventsAndAuditTables;
    private final Clock clock;

    public DynamoCommitStore(
            DynamoDbEnhancedClient client, String importsTable, EventsAndAuditTables eventsAndAuditTables) {
        this(client, importsTable, eventsAndAuditTables, eventsAndAuditTables.clock());
    }

    public DynamoCommitStore(
            DynamoDbEnhancedClient client,
            String importsTable,
            EventsAndAuditTables eventsAndAuditTables,
            Clock clock) {
        this.client = client;
        this.commits = client.table(importsTable, CommitItem.SCHEMA);
        this.removals = client.table(importsTable, RemovalItem.SCHEMA);
        this.imports = client.table(importsTable, ImportItem.SCHEMA);
        this.plans = client.table(importsTable, Chunk.SCHEMA);
        this.eventsAndAuditTables = eventsAndAuditTables;
        this.clock = clock;
    }

    /** A plan that does not fit one transaction; a school of twenty thousand pupils would make one. */
    static final class PlanTooLarge extends RuntimeException {
        PlanTooLarge(CommitId commit) {
            super("the plan of commit " + commit + " does not fit one transaction");
        }
    }

    /** A plan as it is stored. */
    private record Plan(List<PlanEntry> entries) {}

    @Override
    public void storePlan(SchoolId school, CommitId commit, List<PlanEntry> entries) {
        List<Chunk> pieces = pieces(school, commit, entries);
        TransactWriteItemsEnhancedRequest.Builder store = TransactWriteItemsEnhancedRequest.builder()
                .addPutItem(
                        plans,
                        TransactPutItemEnhancedRequest.builder(Chunk.class)
                                .item(pieces.getFirst())
                                .conditionExpression(Condition.that("attribute_not_exists(#started)")
                                        .build())
                                .build());
        pieces.stream().skip(1).forEach(piece -> store.addPutItem(plans, piece));
        // When the condition fails, the commit is stored with the plan it has: nothing is to be done.
        Attempts.transact(client, store.build());
    }

    private List<Chunk> pieces(SchoolId school, CommitId commit, List<PlanEntry> entries) {
        byte[] plan = Stored.text(new Plan(entries)).getBytes(StandardCharsets.UTF_8);
        List<Chunk> pieces = Chunk.cut(
                school.toString(), planPrefix(commit), plan, clock.instant().plus(PLAN_LIFE));
        if (pieces.size() > MOST_PIECES) {
            throw new PlanTooLarge(commit);
        }
        return pieces;
    }

    /** Adds what replaces the plan of a commit that was stored, and nothing of which was written. */
    void addRebase(
            TransactWriteItemsEnhancedRequest.Builder transaction, Commit.Planned commit, List<PlanEntry> entries) {
        Commit.Header header = commit.header();
        transaction.addPutItem(
                commits,
                TransactPutItemEnhancedRequest.builder(CommitItem.class)
                        .item(CommitItem.of(commit))
                        .conditionExpression(CommitItem.isPlanned())
                        .build());
        List<Chunk> pieces = pieces(header.school(), header.id(), entries);
        transaction.addPutItem(plans, pieces.getFirst().asStarted());
        pieces.stream().skip(1).forEach(piece -> transaction.addPutItem(plans, piece));
    }

    @Override
    public void start(Commit.Planned commit, EventsAndAudit eventsAndAudit) {
        TransactWriteItemsEnhancedRequest.Builder start = TransactWriteItemsEnhancedRequest.builder();
        addStart(start, commit);
        eventsAndAuditTables.addTo(start, client, eventsAndAudit);
        // When the condition fails, the commit was stored before: nothing is to be done.
        Attempts.transact(client, start.build());
    }

    /** Adds what makes a stored plan a commit, on the condition that it is none yet. */
    void addStart(TransactWriteItemsEnhancedRequest.Builder transaction, Commit.Planned commit) {
        Commit.Header header = commit.header();
        transaction
                .addPutItem(
                        commits,
                        TransactPutItemEnhancedRequest.builder(CommitItem.class)
                                .item(CommitItem.of(commit))
                                .conditionExpression(CommitItem.isAbsent())
                                .build())
                .addUpdateItem(
                        plans,
                        TransactUpdateItemEnhancedRequest.builder(Chunk.class)
                                .item(Chunk.startedMark(header.school().toString(), planPrefix(header.id())))
                                .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                                .build());
        if (header.kind() == Commit.Kind.EXTERNAL_NUMBERS_REMOVAL) {
            transaction.addPutItem(removals, RemovalItem.of(commit));
        }
    }

    @Override
    public Optional<Commit> find(SchoolId school, CommitId commit) {
        return Optional.ofNullable(commits.getItem(
                        g -> g.key(key(school, CommitItem.sortKey(commit))).consistentRead(true)))
                .map(item -> item.read(school));
    }

    @Override
    public List<Commit> all(SchoolId school) {
        return Keys.query(commits, school, CommitItem.PREFIX).stream()
                .map(item -> item.read(school))
                .sorted(Comparator.comparing((Commit c) -> c.header().at()).reversed())
                .toList();
    }

    @Override
    public List<PlanEntry> plan(SchoolId school, CommitId commit) {
        List<Chunk> pieces = Keys.query(plans, school, planPrefix(commit));
        Optional<List<PlanEntry>> plan = Chunk.join(pieces)
                .map(whole -> Stored.read(Plan.class, new String(whole, StandardCharsets.UTF_8))
                        .entries());
        if (plan.isEmpty() && isPlanNeeded(school, commit)) {
            throw new IllegalStateException("the plan of commit " + commit + " is gone");
        }
        return plan.orElse(List.of());
    }

    /** Plans end before their commits do; one that still waits to be executed may not end silently. */
    private boolean isPlanNeeded(SchoolId school, CommitId commit) {
        return find(school, commit)
                .filter(c -> c instanceof Commit.Planned && c.header().entries() > 0)
                .isPresent();
    }

    @Override
    public void progress(SchoolId school, CommitId commit, int written, Instant at) {
        try {
            Attempts.retried(() -> commits.updateItem(u -> u.item(CommitItem.progress(school, commit, written, at))
                    .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                    .conditionExpression(CommitItem.isPlannedBefore(written))));
        } catch (ConditionalCheckFailedException later) {
            // Another worker on the same commit is further.
        }
    }

    @Override
    public void handOver(Commit.Planned commit, Instant at, EventsAndAudit eventsAndAudit) {
        Commit.Header header = commit.header();
        TransactWriteItemsEnhancedRequest.Builder handOver = TransactWriteItemsEnhancedRequest.builder()
                .addUpdateItem(
                        commits,
                        TransactUpdateItemEnhancedRequest.builder(CommitItem.class)
                                .item(CommitItem.progress(header.school(), header.id(), commit.written(), at))
                                .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                                .conditionExpression(CommitItem.isPlannedUpTo(commit.written()))
                                .build());
        eventsAndAuditTables.addTo(handOver, client, eventsAndAudit);
        // When the condition fails, another worker on the same commit is further.
        Attempts.transact(client, handOver.build());
    }

    @Override
    public void giveUp(Commit.Stale commit, Optional<Import.Open> reopened, EventsAndAudit eventsAndAudit) {
        TransactWriteItemsEnhancedRequest.Builder giveUp = TransactWriteItemsEnhancedRequest.builder()
                .addPutItem(
                        commits,
                        TransactPutItemEnhancedRequest.builder(CommitItem.class)
                                .item(CommitItem.of(commit))
                                .conditionExpression(CommitItem.isPlanned())
                                .build());
        reopened.ifPresent(open -> giveUp.addUpdateItem(
                imports,
                TransactUpdateItemEnhancedRequest.builder(ImportItem.class)
                        .item(ImportItem.of(open))
                        .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                        .conditionExpression(ImportItem.isBefore(open))
                        .build()));
        eventsAndAuditTables.addTo(giveUp, client, eventsAndAudit);
        if (Attempts.transact(client, giveUp.build()).isDone()) {
            return;
        }
        CommitId id = commit.header().id();
        if (find(commit.header().school(), id).orElse(null) instanceof Commit.Planned) {
            throw new IllegalStateException("the import of commit " + id + " moved");
        }
    }

    @Override
    public Optional<Commit> latestRemoval(SchoolId school) {
        return Optional.ofNullable(removals.getItem(
                        g -> g.key(key(school, RemovalItem.SORT_KEY)).consistentRead(true)))
                .flatMap(removal -> find(school, new CommitId(removal.commit())));
    }

    private static String planPrefix(CommitId commit) {
        return "PLAN#" + commit + "#";
    }
}
