package nl.laslink.platform.dynamodb.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Work;
import nl.laslink.domain.imports.WorkUnderWay;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.SortableTime;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactUpdateItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

/** Work under way in DynamoDB: the fetches and commits that the sparse index {@code byProgress} names. */
public final class DynamoWorkUnderWay implements WorkUnderWay {
    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<WorkItem> work;
    private final DynamoDbTable<CommitItem> commits;
    private final DynamoDbTable<FetchItem> fetches;
    private final EventsAndAuditTables eventsAndAuditTables;

    public DynamoWorkUnderWay(
            DynamoDbEnhancedClient client, String importsTable, EventsAndAuditTables eventsAndAuditTables) {
        this.client = client;
        this.work = client.table(importsTable, WorkItem.SCHEMA);
        this.commits = client.table(importsTable, CommitItem.SCHEMA);
        this.fetches = client.table(importsTable, FetchItem.SCHEMA);
        this.eventsAndAuditTables = eventsAndAuditTables;
    }

    @Override
    public List<Work> withoutProgressSince(Instant moment) {
        return in(
                WorkItem.UNDER_WAY,
                QueryConditional.sortLessThanOrEqualTo(Key.builder()
                        .partitionValue(WorkItem.UNDER_WAY)
                        .sortValue(SortableTime.of(moment))
                        .build()));
    }

    @Override
    public List<Work> stuck() {
        return in(
                WorkItem.STUCK,
                QueryConditional.keyEqualTo(
                        Key.builder().partitionValue(WorkItem.STUCK).build()));
    }

    private List<Work> in(String state, QueryConditional condition) {
        return work.index(WorkItem.BY_PROGRESS).query(condition).stream()
                .flatMap(page -> page.items().stream())
                // The index is a moment late.
                .flatMap(keys ->
                        Stream.ofNullable(work.getItem(g -> g.key(key(keys)).consistentRead(true))))
                .filter(item -> item.work().equals(Optional.of(state)))
                .flatMap(item -> read(item).stream())
                .toList();
    }

    private static Key key(WorkItem item) {
        return Key.builder().partitionValue(item.pk()).sortValue(item.sk()).build();
    }

    private Optional<Work> read(WorkItem item) {
        SchoolId school = SchoolId.parse(item.pk());
        Instant progressAt = Instant.parse(item.progressAt().orElseThrow());
        int resumed = Math.toIntExact(item.resumed().orElse(0L));
        if (item.sk().equals(FetchItem.SORT_KEY)) {
            return Optional.ofNullable(fetches.getItem(g -> g.key(key(item)).consistentRead(true)))
                    .map(f -> f.read(school))
                    .filter(run -> run.ended().isEmpty())
                    .map(run -> new Work(
                            school,
                            Work.Kind.FETCHING,
                            run.id().value(),
                            new DomainEvent.FetchRequested(school, run.id(), run.night()),
                            correlation(run),
                            progressAt,
                            resumed));
        }
        return Optional.ofNullable(commits.getItem(g -> g.key(key(item)).consistentRead(true)))
                .map(c -> c.read(school))
                .filter(Commit.Planned.class::isInstance)
                .map(Commit::header)
                .map(header -> new Work(
                        school,
                        Work.Kind.COMMITTING,
                        header.id().value(),
                        new DomainEvent.CommitUnfinished(school, header.id()),
                        header.correlation(),
                        progressAt,
                        resumed));
    }

    /** A fetch is stored without its chain. */
    private static CorrelationId correlation(FetchRun run) {
        return new CorrelationId(run.id().value());
    }

    @Override
    public boolean resume(Work some, int resumed, Instant now, EventsAndAudit eventsAndAudit) {
        TransactWriteItemsEnhancedRequest.Builder resume = TransactWriteItemsEnhancedRequest.builder()
                .addUpdateItem(
                        work,
                        TransactUpdateItemEnhancedRequest.builder(WorkItem.class)
                                .item(item(some).resumed(resumed, now))
                                .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                                .conditionExpression(WorkItem.isUnmoved(some.progressAt()))
                                .build());
        eventsAndAuditTables.addTo(resume, client, eventsAndAudit);
        return Attempts.transact(client, resume.build()).isDone();
    }

    @Override
    public boolean giveUp(Work some) {
        TransactWriteItemsEnhancedRequest.Builder giveUp = TransactWriteItemsEnhancedRequest.builder()
                .addUpdateItem(
                        work,
                        TransactUpdateItemEnhancedRequest.builder(WorkItem.class)
                                .item(item(some).givenUp())
                                .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                                .conditionExpression(WorkItem.isUnmoved(some.progressAt()))
                                .build());
        return Attempts.transact(client, giveUp.build()).isDone();
    }

    private static WorkItem item(Work some) {
        String sk =
                switch (some.kind()) {
                    case FETCHING -> FetchItem.SORT_KEY;
                    case COMMITTING -> CommitItem.sortKey(new nl.laslink.domain.id.CommitId(some.id()));
                };
        return new WorkItem(some.school().toString(), sk, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
