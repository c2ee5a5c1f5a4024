package nl.laslink.domain.event;

import nl.laslink.domain.testing.InMemoryOutbox;

class OutboxTest extends OutboxContract {
    private final InMemoryOutbox outbox = new InMemoryOutbox();

    @Override
    protected Outbox outbox() {
        return outbox;
    }

    @Override
    protected void leave(OutboxRow row) {
        outbox.put(row);
    }
}
