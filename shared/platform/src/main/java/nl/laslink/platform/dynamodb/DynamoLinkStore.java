package nl.laslink.platform.dynamodb;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.Trail;
import nl.laslink.domain.link.*;
import nl.laslink.domain.school.SchoolId;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Not written yet; stands here so that wirings compile. */
public final class DynamoLinkStore implements LinkStore {

    public DynamoLinkStore(DynamoDbEnhancedClient client, String linksTable, TrailTables trails) {}

    @Override
    public Optional<Link> find(SchoolId school) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LinkWrite save(Link next, Trail trail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<SchoolId> inState(LinkState state) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void recordContact(SchoolId school, Contact contact) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Contact> lastContact(SchoolId school) {
        throw new UnsupportedOperationException();
    }
}
