package nl.laslink.exportscores;

import java.util.Optional;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.DeliveryRuns;

/** Begins one school's night: the pupils are fetched first, so that scores go out under the newest keys. Once per night. */
final class BeginNight {
    private final LinkStore links;
    private final DeliveryRuns runs;

    BeginNight(LinkStore links, DeliveryRuns runs) {
        this.links = links;
        this.runs = runs;
    }

    enum Outcome {
        BEGUN,
        ALREADY_BEGUN,
        NOT_LINKED,
        /** It went wrong last time, and it is not time yet to try again. */
        RESTING,
        /** It went wrong for weeks: a person must ask first. */
        GIVEN_UP
    }

    Outcome execute(SchoolId school, Night night, CorrelationId correlation) {
        if (!(links.find(school).orElse(null) instanceof Link.Active link)) {
            return Outcome.NOT_LINKED;
        }
        Optional<Contact> failed = links.lastContact(school).filter(c -> c.restsAt(night.date(), link));
        if (failed.isPresent()) {
            return failed.get().nextTry().isPresent() ? Outcome.RESTING : Outcome.GIVEN_UP;
        }
        FetchId fetch = new FetchId("n-" + night.id());
        EventsAndAudit eventsAndAudit = EventsAndAudit.of(
                correlation, new DomainEvent.FetchRequested(school, fetch, Optional.of(night.date())));
        return runs.begin(school, night, eventsAndAudit) ? Outcome.BEGUN : Outcome.ALREADY_BEGUN;
    }
}
