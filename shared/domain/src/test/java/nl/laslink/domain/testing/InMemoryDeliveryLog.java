package nl.laslink.domain.testing;

import java.util.List;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.DeliveryLog;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;

/** What is recorded after each message to the LAS, in memory. */
public final class InMemoryDeliveryLog implements DeliveryLog {
    private final InMemoryTables tables;
    private final InMemoryScoreStore scores;
    private final InMemoryLinkStore links;

    public InMemoryDeliveryLog(InMemoryTables tables) {
        this.tables = tables;
        this.scores = new InMemoryScoreStore(tables);
        this.links = new InMemoryLinkStore(tables);
    }

    @Override
    public void record(SchoolId school, List<LedgerEntry> results, Contact contact, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            if (results.size() > MOST_RESULTS) {
                throw new IllegalArgumentException(results.size() + " results are too many for one write");
            }
            results.forEach(scores::save);
            links.recordContact(school, contact);
            tables.leave(eventsAndAudit);
        }
    }
}
