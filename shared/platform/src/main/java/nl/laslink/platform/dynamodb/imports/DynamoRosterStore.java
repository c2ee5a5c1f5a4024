package nl.laslink.platform.dynamodb.imports;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.Retention;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.Keys;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.roster.RosterItem;
import nl.laslink.platform.dynamodb.roster.SchoolItem;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactUpdateItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The rosters in DynamoDB: one partition per school, with the school's item (name, revision, lock) and one item per record,
 * in two versions.
 *
 * <p>A reader takes the school's item first and the records after it. What a commit wrote above that revision it sees in its
 * previous version. A record two revisions above it has lost the version this reader needs, so the reader starts again.
 *
 * <p>A put is allowed over an older revision and over the same commit's own, so a worker that lost its lock cannot write
 * over the commit after it: that one put its records at a higher revision.
 */
public final class DynamoRosterStore implements RosterStore {
    /** A reader that starts again this often meets a commit each time: something is wrong. */
    private static final int MOST_READS = 10;

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<SchoolItem> schools;
    private final DynamoDbTable<RosterItem> records;
    private final DynamoDbTable<CommitItem> commits;
    private final DynamoDbTable<ImportItem> imports;
    private final EventsAndAuditTables eventsAndAuditTables;
    private final Retention retention;

    /** Of a function that does not write rosters. */
    public DynamoRosterStore(
            DynamoDbEnhancedClient client,
            String rosterTable,
            String importsTable,
            EventsAndAuditTables eventsAndAuditTables) {
        this(client, rosterTable, importsTable, eventsAndAuditTables, Retention.DEFAULT);
    }

    public DynamoRosterStore(
            DynamoDbEnhancedClient client,
            String rosterTable,
            String importsTable,
            EventsAndAuditTables eventsAndAuditTables,
            Retention retention) {
        this.client = client;
        this.schools = client.table(rosterTable, SchoolItem.SCHEMA);
        this.records = client.table(rosterTable, RosterItem.SCHEMA);
        this.commits = client.table(importsTable, CommitItem.SCHEMA);
        this.imports = client.table(importsTable, ImportItem.SCHEMA);
        this.eventsAndAuditTables = eventsAndAuditTables;
        this.retention = retention;
    }

    @Override
    public Roster read(SchoolId school) {
        return read(school, () -> Keys.query(records, school, RosterItem.PREFIX));
    }

    @Override
    public Optional<Pupil> pupil(SchoolId school, RecordId id) {
        return read(school, () -> itemsOf(school, id)).pupil(id);
    }

    /** The item, and behind a merged pupil the one who has the results now. */
    private List<RosterItem> itemsOf(SchoolId school, RecordId id) {
        List<RosterItem> items = new ArrayList<>();
        Set<RecordId> seen = new HashSet<>();
        Optional<RecordId> next = Optional.of(id);
        while (next.isPresent() && seen.add(next.get())) {
            RecordId wanted = next.get();
            RosterItem item = records.getItem(
                    g -> g.key(key(school, RosterItem.sortKey(wanted))).consistentRead(true));
            next = Optional.empty();
            if (item != null) {
                items.add(item);
                next = item.mergedInto();
            }
        }
        return items;
    }

    private Roster read(SchoolId school, Supplier<List<RosterItem>> reading) {
        for (int reads = 0; reads < MOST_READS; reads++) {
            Optional<SchoolItem> stored = find(school);
            if (stored.isEmpty()) {
                return new Roster(school, school.toString(), 0, List.of());
            }
            long revision = stored.get().shownRevision();
            List<RosterItem> items = reading.get();
            if (items.stream().allMatch(item -> item.revision() <= revision + 1)) {
                return new Roster(
                        school,
                        stored.get().name().orElse(school.toString()),
                        revision,
                        items.stream()
                                .flatMap(item -> item.seenAt(revision).stream())
                                .toList());
            }
        }
        throw new IllegalStateException("school " + school + " had another revision at each of many reads");
    }

    @Override
    public String schoolName(SchoolId school) {
        return find(school).flatMap(SchoolItem::name).orElseGet(school::toString);
    }

    @Override
    public void name(SchoolId school, String name) {
        Attempts.retried(() -> schools.updateItem(
                u -> u.item(SchoolItem.of(school).named(name)).ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)));
    }

    @Override
    public Optional<SchoolType> schoolType(SchoolId school) {
        return find(school).flatMap(SchoolItem::type).map(SchoolType::valueOf);
    }

    @Override
    public void setType(SchoolId school, SchoolType type) {
        Attempts.retried(() -> schools.updateItem(
                u -> u.item(SchoolItem.of(school).of(type)).ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)));
    }

    @Override
    public LockOutcome lock(SchoolId school, CommitId commit, Instant now, Instant until) {
        SchoolItem locked = SchoolItem.of(school).lockedBy(commit.value(), until.toString());
        try {
            SchoolItem stored = Attempts.retried(() -> schools.updateItem(u -> u.item(locked)
                    .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                    .conditionExpression(isFreeFor(commit))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
            return new LockOutcome.Locked(stored.shownRevision());
        } catch (ConditionalCheckFailedException held) {
            SchoolItem stored = SchoolItem.SCHEMA.mapToItem(held.item());
            CommitId holder = stored.holder().orElseThrow();
            Instant heldUntil = Instant.parse(stored.lockedUntil().orElseThrow());
            return now.isBefore(heldUntil)
                    ? new LockOutcome.Busy(holder, heldUntil)
                    : new LockOutcome.Abandoned(holder);
        }
    }

    @Override
    public void unlock(SchoolId school, CommitId commit) {
        try {
            Attempts.retried(
                    () -> schools.updateItem(u -> u.item(SchoolItem.of(school).unlocked())
                            .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                            .conditionExpression(Condition.that("#lockedBy = :commit")
                                    .with("commit", commit.value())
                                    .build())));
        } catch (ConditionalCheckFailedException heldByAnother) {
            // Then it is not this commit's to give back.
        }
    }

    @Override
    public PutOutcome put(SchoolId school, CommitId commit, long revision, PlanEntry entry) {
        RosterItem item =
                RosterItem.of(school, revision + 1, Optional.of(commit), entry.after(), entry.before(), retention);
        Expression allowed = Condition.that("attribute_not_exists(#pk) OR #revision <= :revision"
                        + " OR (#revision = :next AND #commit = :commit)")
                .with("revision", revision)
                .with("next", revision + 1)
                .with("commit", commit.value())
                .build();
        try {
            Attempts.retried(() -> records.putItemWithResponse(p -> p.item(item).conditionExpression(allowed)));
            return PutOutcome.WRITTEN;
        } catch (ConditionalCheckFailedException fenced) {
            return PutOutcome.FENCED;
        }
    }

    @Override
    public FlipOutcome flip(Commit.Done commit, Optional<Import> next, EventsAndAudit eventsAndAudit) {
        Commit.Header header = commit.header();
        long base = header.baseRevision();
        TransactWriteItemsEnhancedRequest.Builder flip = TransactWriteItemsEnhancedRequest.builder()
                .addUpdateItem(
                        schools,
                        update(SchoolItem.class)
                                .item(SchoolItem.of(header.school())
                                        .at(base + 1)
                                        .unlocked())
                                .conditionExpression(Condition.that(isAt(base) + " AND #lockedBy = :commit")
                                        .with("base", base)
                                        .with("commit", header.id().value())
                                        .build())
                                .build())
                .addPutItem(
                        commits,
                        TransactPutItemEnhancedRequest.builder(CommitItem.class)
                                .item(CommitItem.of(commit))
                                .conditionExpression(CommitItem.isPlanned())
                                .build());
        next.ifPresent(c -> flip.addUpdateItem(
                imports,
                update(ImportItem.class)
                        .item(ImportItem.of(c))
                        .conditionExpression(ImportItem.isBefore(c))
                        .build()));
        eventsAndAuditTables.addTo(flip, client, eventsAndAudit);
        if (Attempts.transact(client, flip.build()).isDone()) {
            return FlipOutcome.FLIPPED;
        }
        CommitItem stored = commits.getItem(g ->
                g.key(key(header.school(), CommitItem.sortKey(header.id()))).consistentRead(true));
        if (stored != null && stored.read(header.school()) instanceof Commit.Done) {
            return FlipOutcome.ALREADY_DONE;
        }
        throw new IllegalStateException("commit " + header.id() + " may not flip its school");
    }

    @Override
    public EditOutcome edit(SchoolId school, RosterRecord after, long expectedRevision, EventsAndAudit eventsAndAudit) {
        for (int attempt = 1; ; attempt++) {
            Optional<SchoolItem> stored = find(school);
            Optional<CommitId> holder = stored.flatMap(SchoolItem::holder);
            if (holder.isPresent()) {
                Instant until = Instant.parse(stored.get().lockedUntil().orElseThrow());
                return new EditOutcome.Locked(holder.get(), until);
            }
            Optional<RosterItem> old = Optional.ofNullable(records.getItem(
                    g -> g.key(key(school, RosterItem.sortKey(after.id()))).consistentRead(true)));
            if (old.map(RosterItem::revision).orElse(0L) != expectedRevision) {
                return new EditOutcome.Moved(
                        old.map(item -> new Roster.Versioned(item.currentRecord(), item.revision())));
            }
            long base = stored.map(SchoolItem::shownRevision).orElse(0L);
            TransactWriteItemsEnhancedRequest edit = edited(school, after, expectedRevision, eventsAndAudit, old, base);
            Attempts.Written written = Attempts.transact(client, edit);
            if (written.isDone()) {
                return new EditOutcome.Edited(new Roster.Versioned(after, base + 1));
            }
            // A colleague edited, or a commit took the lock, between the read and the write: look again.
            Attempts.pause(attempt, new Attempts.NotTaken());
        }
    }

    private TransactWriteItemsEnhancedRequest edited(
            SchoolId school,
            RosterRecord after,
            long expectedRevision,
            EventsAndAudit eventsAndAudit,
            Optional<RosterItem> old,
            long base) {
        Expression unlockedAtBase = Condition.that(
                        isAt(base) + " AND (attribute_not_exists(#lockedBy) OR #lockedBy = :nobody)")
                .with("base", base)
                .with("nobody", SchoolItem.NOBODY)
                .build();
        Expression unchanged = old.isEmpty()
                ? Condition.that("attribute_not_exists(#pk)").build()
                : Condition.that("#revision = :expected")
                        .with("expected", expectedRevision)
                        .build();
        TransactWriteItemsEnhancedRequest.Builder edit = TransactWriteItemsEnhancedRequest.builder()
                .addUpdateItem(
                        schools,
                        update(SchoolItem.class)
                                .item(SchoolItem.of(school).at(base + 1))
                                .conditionExpression(unlockedAtBase)
                                .build())
                .addPutItem(
                        records,
                        TransactPutItemEnhancedRequest.builder(RosterItem.class)
                                .item(RosterItem.of(
                                        school,
                                        base + 1,
                                        Optional.empty(),
                                        after,
                                        old.map(RosterItem::currentRecord),
                                        retention))
                                .conditionExpression(unchanged)
                                .build());
        eventsAndAuditTables.addTo(edit, client, eventsAndAudit);
        return edit.build();
    }

    @Override
    public void seed(SchoolId school, String name, List<RosterRecord> first) {
        if (find(school).map(SchoolItem::shownRevision).orElse(0L) > 0) {
            return;
        }
        Attempts.putAll(
                client,
                records,
                RosterItem.class,
                first.stream()
                        .map(r -> RosterItem.of(school, 1, Optional.empty(), r, Optional.empty(), retention))
                        .toList());
        try {
            Attempts.retried(() -> schools.updateItem(u -> u.item(
                            SchoolItem.of(school).named(name).at(1))
                    .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                    .conditionExpression(Condition.that(isAt(0)).with("base", 0).build())));
        } catch (ConditionalCheckFailedException seeded) {
            // Another writer was first.
        }
    }

    private Optional<SchoolItem> find(SchoolId school) {
        return Optional.ofNullable(
                schools.getItem(g -> g.key(key(school, SchoolItem.SORT_KEY)).consistentRead(true)));
    }

    private static Expression isFreeFor(CommitId commit) {
        return Condition.that("attribute_not_exists(#lockedBy) OR #lockedBy = :nobody OR #lockedBy = :commit")
                .with("nobody", SchoolItem.NOBODY)
                .with("commit", commit.value())
                .build();
    }

    /** A school without a revision is at 0. */
    private static String isAt(long base) {
        return base == 0 ? "(attribute_not_exists(#revision) OR #revision = :base)" : "#revision = :base";
    }

    private static <T> TransactUpdateItemEnhancedRequest.Builder<T> update(Class<T> type) {
        return TransactUpdateItemEnhancedRequest.builder(type).ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY);
    }
}
