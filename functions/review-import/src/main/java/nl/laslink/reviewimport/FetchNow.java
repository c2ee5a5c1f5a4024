package nl.laslink.reviewimport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;

/** Gegevens importeren: requests a contact with the LAS now. */
final class FetchNow {
    /** After this long a contact that never ended no longer blocks the next one: twice the fetch function's timeout and more. */
    static final Duration LONGEST_CONTACT = Duration.ofMinutes(5);

    private final LinkStore links;
    private final ImportStore imports;
    private final Clock clock;
    private final Ids ids;

    FetchNow(LinkStore links, ImportStore imports, Clock clock, Ids ids) {
        this.links = links;
        this.imports = imports;
        this.clock = clock;
        this.ids = ids;
    }

    sealed interface Outcome {
        record Requested() implements Outcome {}

        record NoActiveLink() implements Outcome {}

        record AlreadyRunning() implements Outcome {}

        record Committing() implements Outcome {}
    }

    Outcome execute(SchoolId school, Actor by, CorrelationId correlation) {
        if (links.find(school).filter(Link.Active.class::isInstance).isEmpty()) {
            return new Outcome.NoActiveLink();
        }
        if (imports.find(school).filter(Import.Committing.class::isInstance).isPresent()) {
            return new Outcome.Committing();
        }
        Instant now = clock.instant();
        FetchId fetch = new FetchId(ids.next());
        FetchRun run = new FetchRun(school, fetch, now, Optional.empty(), Optional.empty()).askedBy(by);
        EventsAndAudit eventsAndAudit = EventsAndAudit.of(
                        correlation, new DomainEvent.FetchRequested(school, fetch, Optional.empty()))
                .and(new AuditEntry(school, now, by, AuditAction.FETCH_REQUESTED, Map.of()));
        return imports.requestFetch(run, now.minus(LONGEST_CONTACT), eventsAndAudit)
                ? new Outcome.Requested()
                : new Outcome.AlreadyRunning();
    }
}
