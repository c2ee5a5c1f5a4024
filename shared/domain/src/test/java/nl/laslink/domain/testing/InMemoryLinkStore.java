package nl.laslink.domain.testing;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkState;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.InMemoryTables.RequestKey;

/** The links of all schools, in memory. */
public final class InMemoryLinkStore implements LinkStore {
    private final InMemoryTables tables;

    public InMemoryLinkStore(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Link> find(SchoolId school) {
        synchronized (tables) {
            return Optional.ofNullable(tables.links.get(school));
        }
    }

    @Override
    public Optional<Link> find(SchoolId school, LinkRequestId request) {
        synchronized (tables) {
            return Optional.ofNullable(tables.requests.get(new RequestKey(school, request)));
        }
    }

    @Override
    public LinkWrite save(Link next, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            Optional<Link> current = find(next.school());
            if (current.map(Link::version).orElse(0L) != next.version() - 1) {
                return new LinkWrite.Moved(current);
            }
            tables.links.put(next.school(), next);
            tables.requests.put(new RequestKey(next.school(), next.request()), next);
            tables.leave(eventsAndAudit);
            return new LinkWrite.Saved(next);
        }
    }

    @Override
    public List<SchoolId> inState(LinkState state) {
        synchronized (tables) {
            return tables.links.values().stream()
                    .filter(l -> l.state() == state)
                    .map(Link::school)
                    .toList();
        }
    }

    @Override
    public void recordContact(SchoolId school, Contact contact) {
        synchronized (tables) {
            (contact.outcome().isOfScores() ? tables.scoreContacts : tables.contacts)
                    .merge(school, contact, (old, latest) -> latest.at().isBefore(old.at()) ? old : latest);
        }
    }

    @Override
    public Optional<Contact> lastContact(SchoolId school) {
        synchronized (tables) {
            return Optional.ofNullable(tables.contacts.get(school));
        }
    }

    @Override
    public Optional<Contact> lastScores(SchoolId school) {
        synchronized (tables) {
            return Optional.ofNullable(tables.scoreContacts.get(school));
        }
    }
}
