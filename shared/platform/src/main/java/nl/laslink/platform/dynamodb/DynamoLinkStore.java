package nl.laslink.platform.dynamodb;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.Trail;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkState;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.SchoolId;
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

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<LinkItem> links;
    private final DynamoDbTable<ContactItem> contacts;
    private final TrailTables trails;

    public DynamoLinkStore(DynamoDbEnhancedClient client, String linksTable, TrailTables trails) {
        this.client = client;
        this.links = client.table(linksTable, LinkItem.SCHEMA);
        this.contacts = client.table(linksTable, ContactItem.SCHEMA);
        this.trails = trails;
    }

    @Override
    public Optional<Link> find(SchoolId school) {
        return Optional.ofNullable(
                        links.getItem(g -> g.key(key(school, LinkItem.SORT_KEY)).consistentRead(true)))
                .map(LinkItem::read);
    }

    @Override
    public LinkWrite save(Link next, Trail trail) {
        TransactWriteItemsEnhancedRequest.Builder save = TransactWriteItemsEnhancedRequest.builder()
                .addPutItem(
                        links,
                        TransactPutItemEnhancedRequest.builder(LinkItem.class)
                                .item(LinkItem.of(next))
                                .conditionExpression(LinkItem.isBefore(next))
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                .build());
        trails.addTo(save, client, trail);
        Attempts.Written written = Attempts.transact(client, save.build());
        return written.isDone()
                ? new LinkWrite.Saved(next)
                : new LinkWrite.Moved(Optional.ofNullable(written.old().get(LINK_ITEM))
                        .map(old -> LinkItem.SCHEMA.mapToItem(old).read()));
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
        return Optional.ofNullable(contacts.getItem(
                        g -> g.key(key(school, ContactItem.SORT_KEY)).consistentRead(true)))
                .map(ContactItem::read);
    }
}
