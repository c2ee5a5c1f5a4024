package nl.laslink.platform.dynamodb.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.DeliveryLog;
import nl.laslink.domain.school.Retention;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.link.ContactItem;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

/**
 * What is recorded after each message to the LAS, in one transaction. With their due copies 90 results would not fit, so those
 * are removed after it; {@link DynamoScoreStore#save} removes one that a crash left.
 */
public final class DynamoDeliveryLog implements DeliveryLog {
    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<LedgerItem> ledger;
    private final DynamoDbTable<ContactItem> contacts;
    private final DueList due;
    private final EventsAndAuditTables eventsAndAuditTables;
    private final Retention retention;

    public DynamoDeliveryLog(
            DynamoDbEnhancedClient client,
            String scoresTable,
            String linksTable,
            EventsAndAuditTables eventsAndAuditTables,
            Retention retention) {
        this.client = client;
        this.ledger = client.table(scoresTable, LedgerItem.SCHEMA);
        this.contacts = client.table(linksTable, ContactItem.SCHEMA);
        this.due = new DueList(ledger);
        this.eventsAndAuditTables = eventsAndAuditTables;
        this.retention = retention;
    }

    @Override
    public void record(SchoolId school, List<LedgerEntry> results, Contact contact, EventsAndAudit eventsAndAudit) {
        Attempt attempt = new Attempt(results, Optional.of(ContactItem.of(school, contact)));
        Attempts.Written written = write(attempt, eventsAndAudit);
        while (!written.isDone()) {
            attempt = attempt.without(written.failed());
            written = write(attempt, eventsAndAudit);
        }
        attempt.results().stream().filter(result -> !result.state().isDue()).forEach(due::remove);
    }

    /** What is written on a condition: the results, and the contact at the place after them. */
    private record Attempt(List<LedgerEntry> results, Optional<ContactItem> contact) {
        Attempt without(List<Integer> failed) {
            List<LedgerEntry> others = new ArrayList<>();
            for (int place = 0; place < results.size(); place++) {
                if (!failed.contains(place)) {
                    others.add(results.get(place));
                }
            }
            return new Attempt(others, contact.filter(_ -> !failed.contains(results.size())));
        }
    }

    private Attempts.Written write(Attempt attempt, EventsAndAudit eventsAndAudit) {
        TransactWriteItemsEnhancedRequest.Builder write = TransactWriteItemsEnhancedRequest.builder();
        attempt.results()
                .forEach(result -> write.addPutItem(
                        ledger,
                        TransactPutItemEnhancedRequest.builder(LedgerItem.class)
                                .item(LedgerItem.of(result, LedgerItem.RESULT, retention))
                                .conditionExpression(LedgerItem.isBefore(result))
                                .build()));
        attempt.contact()
                .ifPresent(item -> write.addPutItem(
                        contacts,
                        TransactPutItemEnhancedRequest.builder(ContactItem.class)
                                .item(item)
                                .conditionExpression(item.isNewest())
                                .build()));
        attempt.results().stream()
                .filter(result -> result.state().isDue())
                .forEach(result -> write.addPutItem(ledger, LedgerItem.of(result, LedgerItem.DUE, retention)));
        eventsAndAuditTables.addTo(write, client, eventsAndAudit);
        return Attempts.transact(client, write.build());
    }
}
