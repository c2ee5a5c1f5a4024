package nl.laslink.domain.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.domain.testing.InMemoryTables.Lease;
import nl.laslink.domain.testing.InMemoryTables.RunKey;

/** What keeps deliveries of scores in line, in memory. */
public final class InMemoryDeliveryRuns implements DeliveryRuns {
    private final InMemoryTables tables;

    public InMemoryDeliveryRuns(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public boolean begin(SchoolId school, Night night, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            boolean first = tables.runs.add(new RunKey(school, night));
            if (first) {
                tables.leave(eventsAndAudit);
            }
            return first;
        }
    }

    @Override
    public void leave(EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            tables.leave(eventsAndAudit);
        }
    }

    @Override
    public boolean takeLease(SchoolId school, String owner, Instant now, Instant until) {
        synchronized (tables) {
            Lease stored = tables.leases.get(school);
            if (stored != null && !stored.owner().equals(owner) && now.isBefore(stored.until())) {
                return false;
            }
            tables.leases.put(school, new Lease(owner, until));
            return true;
        }
    }

    @Override
    public void releaseLease(SchoolId school, String owner) {
        synchronized (tables) {
            tables.leases.computeIfPresent(school, (_, lease) -> lease.owner().equals(owner) ? null : lease);
        }
    }

    @Override
    public Instant nextCreationTime(SchoolId school, Instant now) {
        synchronized (tables) {
            return tables.creationTimes.merge(school, now.truncatedTo(ChronoUnit.SECONDS), (last, wish) -> {
                Instant earliest = last.plus(Duration.ofSeconds(1));
                return wish.isBefore(earliest) ? earliest : wish;
            });
        }
    }
}
