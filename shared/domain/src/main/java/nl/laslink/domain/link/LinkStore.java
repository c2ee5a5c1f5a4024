package nl.laslink.domain.link;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.school.SchoolId;

/** Port to the links of all schools. */
public interface LinkStore {

    Optional<Link> find(SchoolId school);

    /** The link as this request last stood, also for 97 days after a newer request took its place. */
    Optional<Link> find(SchoolId school, LinkRequestId request);

    /** Stores {@code next} when the stored link has the version before it (none for version 1), with its events and audit entries, as one write. */
    LinkWrite save(Link next, EventsAndAudit eventsAndAudit);

    /** The schools whose link is in this state; a moment late is allowed. */
    List<SchoolId> inState(LinkState state);

    /** Remembers the last contact with the LAS, about pupils or about results; the link's version stays. */
    void recordContact(SchoolId school, Contact contact);

    /** The last contact about pupils. */
    Optional<Contact> lastContact(SchoolId school);

    /** The last contact about results. */
    Optional<Contact> lastScores(SchoolId school);

    /** What came of a write. */
    sealed interface LinkWrite {
        record Saved(Link link) implements LinkWrite {}

        /** Another writer was first; {@code current} is the stored link. */
        record Moved(Optional<Link> current) implements LinkWrite {}
    }
}
