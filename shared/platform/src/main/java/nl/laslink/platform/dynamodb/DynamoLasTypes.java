package nl.laslink.platform.dynamodb;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.link.*;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Not written yet; stands here so that wirings compile. */
public final class DynamoLasTypes implements LasTypes {

    public DynamoLasTypes(DynamoDbEnhancedClient client, String linksTable) {}

    @Override
    public List<LasType> all() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LasType> find(LasTypeCode code) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save(LasType type) {
        throw new UnsupportedOperationException();
    }
}
