package nl.laslink.platform.dynamodb.score;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.SortableTime;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** What keeps deliveries of scores in line, in DynamoDB: every promise is one conditional write. */
public final class DynamoDeliveryRuns implements DeliveryRuns {
    private static final String RUN = "RUN#";
    private static final String LEASE = "LEASE";
    private static final String CREATED = "CREATED";
    /** A message about a night lives 14 days at most (SQS): its run is remembered longer. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<RunItem> runs;
    private final EventsAndAuditTables eventsAndAuditTables;

    public DynamoDeliveryRuns(
            DynamoDbEnhancedClient client, String scoresTable, EventsAndAuditTables eventsAndAuditTables) {
        this.client = client;
        this.runs = client.table(scoresTable, RunItem.SCHEMA);
        this.eventsAndAuditTables = eventsAndAuditTables;
    }

    @Override
    public boolean begin(SchoolId school, Night night, EventsAndAudit eventsAndAudit) {
        long expires = night.scheduledAt().plus(REMEMBERED).getEpochSecond();
        TransactWriteItemsEnhancedRequest.Builder begin = TransactWriteItemsEnhancedRequest.builder()
                .addPutItem(
                        runs,
                        TransactPutItemEnhancedRequest.builder(RunItem.class)
                                .item(RunItem.begun(school, RUN + night.id(), expires))
                                .conditionExpression(Condition.that("attribute_not_exists(#pk)")
                                        .build())
                                .build());
        eventsAndAuditTables.addTo(begin, client, eventsAndAudit);
        return Attempts.transact(client, begin.build()).isDone();
    }

    @Override
    public void leave(EventsAndAudit eventsAndAudit) {
        TransactWriteItemsEnhancedRequest.Builder write = TransactWriteItemsEnhancedRequest.builder();
        eventsAndAuditTables.addTo(write, client, eventsAndAudit);
        Attempts.transact(client, write.build());
    }

    @Override
    public boolean takeLease(SchoolId school, String owner, Instant now, Instant until) {
        return isStored(
                RunItem.lease(school, LEASE, owner, SortableTime.of(until)),
                Condition.that("attribute_not_exists(#pk) OR #owner = :owner OR #until <= :now")
                        .with("owner", owner)
                        .with("now", SortableTime.of(now))
                        .build());
    }

    @Override
    public void releaseLease(SchoolId school, String owner) {
        try {
            Attempts.retried(() -> runs.deleteItem(d -> d.key(key(school, LEASE))
                    .conditionExpression(Condition.that("#owner = :owner")
                            .with("owner", owner)
                            .build())));
        } catch (ConditionalCheckFailedException gone) {
            // The lease expired, and another sender may have it.
        }
    }

    @Override
    public Instant nextCreationTime(SchoolId school, Instant now) {
        long wish = now.getEpochSecond();
        for (int attempt = 1; ; attempt++) {
            Optional<Long> last = takeIfLater(school, wish);
            if (last.isEmpty()) {
                return Instant.ofEpochSecond(wish);
            }
            wish = last.get() + 1;
            if (attempt > 1) {
                // Another sender of this school takes times as well, which the lease should prevent.
                Attempts.pause(attempt, new Attempts.NotTaken());
            }
        }
    }

    /** @return the last time given, when {@code second} is not after it */
    private Optional<Long> takeIfLater(SchoolId school, long second) {
        Expression isLater = Condition.that("attribute_not_exists(#pk) OR #createdSecond < :second")
                .with("second", second)
                .build();
        try {
            Attempts.retried(() -> runs.putItemWithResponse(p -> p.item(RunItem.created(school, CREATED, second))
                    .conditionExpression(isLater)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
            return Optional.empty();
        } catch (ConditionalCheckFailedException earlier) {
            return RunItem.SCHEMA.mapToItem(earlier.item()).createdSecond();
        }
    }

    private boolean isStored(RunItem item, Expression condition) {
        try {
            Attempts.retried(() -> runs.putItemWithResponse(p -> p.item(item).conditionExpression(condition)));
            return true;
        } catch (ConditionalCheckFailedException refused) {
            return false;
        }
    }
}
