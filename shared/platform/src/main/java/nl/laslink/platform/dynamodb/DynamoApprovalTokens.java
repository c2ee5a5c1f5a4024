package nl.laslink.platform.dynamodb;

import java.util.Optional;
import nl.laslink.domain.link.*;
import nl.laslink.domain.school.SchoolId;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Not written yet; stands here so that wirings compile. */
public final class DynamoApprovalTokens implements ApprovalTokens {

    public DynamoApprovalTokens(DynamoDbEnhancedClient client, String linksTable) {}

    @Override
    public void save(ApprovalToken token) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ApprovalToken> find(SchoolId school, TokenHash hash) {
        throw new UnsupportedOperationException();
    }
}
