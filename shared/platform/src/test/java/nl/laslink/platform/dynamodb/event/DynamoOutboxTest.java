package nl.laslink.platform.dynamodb.event;

import nl.laslink.domain.event.Outbox;
import nl.laslink.domain.event.OutboxContract;
import nl.laslink.domain.event.OutboxRow;
import nl.laslink.platform.dynamodb.LocalTables;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables.OutboxItem;

class DynamoOutboxTest extends OutboxContract {

    @Override
    protected Outbox outbox() {
        return new DynamoOutbox(LocalTables.enhanced(), LocalTables.EVENTS_AND_AUDIT.outboxTable());
    }

    @Override
    protected void leave(OutboxRow row) {
        LocalTables.enhanced()
                .table(LocalTables.EVENTS_AND_AUDIT.outboxTable(), OutboxItem.SCHEMA)
                .putItem(new OutboxItem(
                        row.id(),
                        row.detailType(),
                        row.detail(),
                        row.createdAt().toString()));
    }
}
