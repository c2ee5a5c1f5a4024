package nl.laslink.platform.dynamodb.link;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkState;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Attempts;
import nl.laslink.platform.dynamodb.BodyItem;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The links of all schools in DynamoDB: one item per school, found by state through the index {@code byState}. */
public final class DynamoLinkStore implements LinkStore {
    private static final int LINK_ITEM = 0;
    private static final String REQUEST = "REQUEST#";
    /** As long as the tokens of its mails may be known: 7 days valid and 90 days after (DynamoApprovalTokens). */
    private static final Duration REPLACED_KEPT = Duration.ofDays(97);

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<LinkItem> links;
    private final DynamoDbTable<ContactItem> contacts;
    private final DynamoDbTable<BodyItem> requests;
    private final EventsAndAuditTables eventsAndAuditTables;

    public DynamoLinkStore(
            DynamoDbEnhancedClient client, String linksTable, EventsAndAuditTables eventsAndAuditTables) {
        this.client = client;
        this.links = client.table(linksTable, LinkItem.SCHEMA);
        this.contacts = client.table(linksTable, ContactItem.SCHEMA);
        this.requests = client.table(linksTable, BodyItem.SCHEMA);
        this.eventsAndAuditTables = eventsAndAuditTables;
    }

    @Override
    public Optional<Link> find(SchoolId school) {
        return Optional.ofNullable(
                        links.getItem(g -> g.key(key(school, LinkItem.SORT_KEY)).consistentRead(true)))
                .map(LinkItem::read);
    }

    @Override
    public Optional<Link> find(SchoolId school, LinkRequestId request) {
        return find(school).filter(link -> link.request().equals(request)).or(() -> Optional.ofNullable(
                        requests.getItem(
                                g -> g.key(key(school, REQUEST + request)).consistentRead(true)))
                .map(item -> item.read(Link.class, school)));
    }

    @Override
    public LinkWrite save(Link next, EventsAndAudit eventsAndAudit) {
        TransactWriteItemsEnhancedRequest.Builder save = TransactWriteItemsEnhancedRequest.builder()
                .addPutItem(
                        links,
                        TransactPutItemEnhancedRequest.builder(LinkItem.class)
                                .item(LinkItem.of(next))
                                .conditionExpression(LinkItem.isBefore(next))
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                .build());
        replaceable(next).ifPresent(copy -> save.addPutItem(requests, copy));
        eventsAndAuditTables.addTo(save, client, eventsAndAudit);
        Attempts.Written written = Attempts.transact(client, save.build());
        return written.isDone()
                ? new LinkWrite.Saved(next)
                : new LinkWrite.Moved(Optional.ofNullable(written.old().get(LINK_ITEM))
                        .map(old -> LinkItem.SCHEMA.mapToItem(old).read()));
    }

    /** The copy that stays when a new request takes the place of this link; only these two stages can be replaced. */
    private static Optional<BodyItem> replaceable(Link link) {
        Optional<Instant> over =
                switch (link) {
                    case Link.Requested _, Link.Active _ -> Optional.empty();
                    case Link.Rejected rejected -> Optional.of(rejected.rejectedAt());
                    case Link.Ended ended -> Optional.of(ended.endedAt());
                };
        return over.map(at -> BodyItem.of(link.school().toString(), REQUEST + link.request(), link)
                .until(at.plus(REPLACED_KEPT)));
    }

    @Override
    public List<SchoolId> inState(LinkState state) {
        QueryConditional inState = QueryConditional.keyEqualTo(
                Key.builder().partitionValue(state.name()).build());
        return links.index(LinkItem.BY_STATE).query(inState).stream()
                .flatMap(page -> page.items().stream())
                .map(item -> SchoolId.parse(item.pk()))
                .toList();
    }

    @Override
    public void recordContact(SchoolId school, Contact contact) {
        ContactItem item = ContactItem.of(school, contact);
        try {
            Attempts.retried(
                    () -> contacts.putItemWithResponse(p -> p.item(item).conditionExpression(item.isNewest())));
        } catch (ConditionalCheckFailedException later) {
            // A later contact is known already: this message came late.
        }
    }

    @Override
    public Optional<Contact> lastContact(SchoolId school) {
        return contact(school, ContactItem.PUPILS);
    }

    @Override
    public Optional<Contact> lastScores(SchoolId school) {
        return contact(school, ContactItem.SCORES);
    }

    private Optional<Contact> contact(SchoolId school, String sortKey) {
        return Optional.ofNullable(
                        contacts.getItem(g -> g.key(key(school, sortKey)).consistentRead(true)))
                .map(ContactItem::read);
    }
}
