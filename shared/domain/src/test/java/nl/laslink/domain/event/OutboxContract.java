package nl.laslink.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The contract of an outbox. All tests share one: each uses its own time. */
public abstract class OutboxContract {
    private static final Instant FIRST = Instant.parse("2026-11-24T02:30:00Z");

    protected abstract Outbox outbox();

    /** Writes a row as a store would. */
    protected abstract void leave(OutboxRow row);

    @Test
    void givesRowsBeforeMoment_oldestFirst() {
        OutboxRow second = row("outbox-a", FIRST.plusMillis(500));
        OutboxRow first = row("outbox-b", FIRST);
        OutboxRow atTheMoment = row("outbox-c", FIRST.plusSeconds(1));
        leave(second);
        leave(first);
        leave(atTheMoment);

        assertThat(outbox().olderThan(FIRST.plusSeconds(1)))
                .containsSubsequence(first, second)
                .doesNotContain(atTheMoment);
    }

    @Test
    void forgetsRow_onceDeleted() {
        OutboxRow gone = row("outbox-d", FIRST);
        OutboxRow stays = row("outbox-e", FIRST);
        leave(gone);
        leave(stays);

        outbox().delete(gone.id());
        outbox().delete(gone.id());

        assertThat(outbox().olderThan(FIRST.plusSeconds(1))).contains(stays).doesNotContain(gone);
    }

    private static OutboxRow row(String id, Instant createdAt) {
        return new OutboxRow(id, "RosterChanged", "{\"school\":\"99XX-00\",\"revision\":2}", createdAt);
    }
}
