package nl.laslink.platform.dynamodb;

import java.util.List;
import nl.laslink.domain.event.*;
import nl.laslink.domain.school.SchoolId;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Not written yet; stands here so that wirings compile. */
public final class DynamoAuditLog implements AuditLog {

    public DynamoAuditLog(DynamoDbEnhancedClient client, String auditTable) {}

    @Override
    public List<AuditEntry> latest(SchoolId school, int limit) {
        throw new UnsupportedOperationException();
    }
}
