package nl.laslink.requestlink;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkFields;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.secret.SecretCipher;

/** Aanvragen: asks customer service for a link. Wrong input, old numbers or a link that stands change nothing. */
final class RequestLink {
    private final LinkStore links;
    private final RosterStore rosters;
    private final LinkForm form;
    private final SecretCipher cipher;
    private final Clock clock;
    private final Ids ids;

    RequestLink(LinkStore links, RosterStore rosters, LinkForm form, SecretCipher cipher, Clock clock, Ids ids) {
        this.links = links;
        this.rosters = rosters;
        this.form = form;
        this.cipher = cipher;
        this.clock = clock;
        this.ids = ids;
    }

    sealed interface Outcome {
        record Requested(Link.Requested link) implements Outcome {}

        record Wrong(List<LinkForm.FieldError> errors) implements Outcome {}

        /** A request is waiting for customer service. */
        record AlreadyRequested() implements Outcome {}

        /** A link is active; it must be ended first. */
        record AlreadyActive() implements Outcome {}

        /** Pupils or groups still carry numbers of a LAS. */
        record NumbersRemain(int pupils, int groups) implements Outcome {}
    }

    Outcome execute(SchoolId school, LinkForm.Typed typed, Actor by) {
        Optional<Link> current = links.find(school);
        switch (current.orElse(null)) {
            case Link.Requested _ -> {
                return new Outcome.AlreadyRequested();
            }
            case Link.Active _ -> {
                return new Outcome.AlreadyActive();
            }
            case Link.Rejected _, Link.Ended _ -> {}
            case null -> {}
        }
        LinkForm.Read.Checked checked;
        switch (form.request(school, typed)) {
            case LinkForm.Read.Wrong(List<LinkForm.FieldError> errors) -> {
                return new Outcome.Wrong(errors);
            }
            case LinkForm.Read.Checked c -> checked = c;
        }
        var numbers = rosters.read(school).externalNumbers();
        if (!numbers.areRemoved()) {
            return new Outcome.NumbersRemain(numbers.pupils(), numbers.groups());
        }
        Instant now = clock.instant();
        LinkFields fields = new LinkFields(
                checked.type().code(),
                checked.schoolYear(),
                checked.schoolKey(),
                checked.key().map(k -> cipher.encrypt(k, school.toString())),
                now);
        Link.Requested next = new Link.Requested(
                school,
                new LinkRequestId(ids.next()),
                fields,
                by,
                now,
                current.map(Link::version).orElse(0L) + 1);
        EventsAndAudit eventsAndAudit = EventsAndAudit.of(
                        next.correlation(), new DomainEvent.LinkRequested(school, next.request()))
                .and(new AuditEntry(
                        school,
                        now,
                        by,
                        AuditAction.LINK_REQUESTED,
                        Map.of("type", fields.type().value())));
        return switch (links.save(next, eventsAndAudit)) {
            case LinkStore.LinkWrite.Saved _ -> new Outcome.Requested(next);
            case LinkStore.LinkWrite.Moved _ -> new Outcome.AlreadyRequested();
        };
    }
}
