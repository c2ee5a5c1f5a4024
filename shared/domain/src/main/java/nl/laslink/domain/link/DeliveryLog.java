package nl.laslink.domain.link;

import java.util.List;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;

/** Port to what is recorded after each message to the LAS. */
public interface DeliveryLog {
    /** A DynamoDB transaction has at most 100 items; the contact, the events and the audit entries take up to 10. */
    int MOST_RESULTS = 90;

    /**
     * Stores the results, the contact and the events and audit entries as one write. Leaves out a result whose stored version is not the one before,
     * because a later norm took its place, and a contact when a later one is stored.
     *
     * @param results at most {@value #MOST_RESULTS}; one that stays due counts twice
     */
    void record(SchoolId school, List<LedgerEntry> results, Contact contact, EventsAndAudit eventsAndAudit);
}
