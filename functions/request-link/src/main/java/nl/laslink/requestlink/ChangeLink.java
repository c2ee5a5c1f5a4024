package nl.laslink.requestlink;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkFields;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.SecretCipher;

/**
 * Wijzigingen opslaan and Koppeling beëindigen. Type, BRIN and dependance never change: that is a new request. An open import
 * of another school year than the link's is aborted: committing it would bring last year's groups back.
 */
final class ChangeLink {
    private final LinkStore links;
    private final LasTypes types;
    private final ImportStore imports;
    private final LinkForm form;
    private final SecretCipher cipher;
    private final Clock clock;

    ChangeLink(LinkStore links, LasTypes types, ImportStore imports, LinkForm form, SecretCipher cipher, Clock clock) {
        this.links = links;
        this.types = types;
        this.imports = imports;
        this.form = form;
        this.cipher = cipher;
        this.clock = clock;
    }

    sealed interface Outcome {
        record Changed(Link link) implements Outcome {}

        record Wrong(List<LinkForm.FieldError> errors) implements Outcome {}

        /** There is no link in a stage in which this can be done. */
        record NotPossible() implements Outcome {}

        /** Another person changed the link first. */
        record Moved(long version) implements Outcome {}
    }

    Outcome change(SchoolId school, long version, LinkForm.Typed typed, Actor by, CorrelationId correlation) {
        if (!(links.find(school).orElse(null) instanceof Link.Active active)) {
            return new Outcome.NotPossible();
        }
        if (active.version() != version) {
            return new Outcome.Moved(active.version());
        }
        LasType type = types.find(active.fields().type()).orElseThrow();
        return switch (form.change(school, type, typed, active.fields())) {
            case LinkForm.Read.Wrong(List<LinkForm.FieldError> errors) -> new Outcome.Wrong(errors);
            case LinkForm.Read.Checked checked -> {
                Outcome outcome = change(active, checked, by, correlation);
                if (outcome instanceof Outcome.Changed) {
                    abortImportOfAnotherYear(school, checked.schoolYear(), by, correlation);
                }
                yield outcome;
            }
        };
    }

    private Outcome change(Link.Active active, LinkForm.Read.Checked checked, Actor by, CorrelationId correlation) {
        LinkFields old = active.fields();
        List<String> changed = changed(old, checked);
        if (changed.isEmpty()) {
            return new Outcome.Changed(active);
        }
        SchoolId school = active.school();
        Instant now = clock.instant();
        LinkFields fields = new LinkFields(
                old.type(),
                checked.schoolYear(),
                checked.schoolKey(),
                checked.key().map(k -> cipher.encrypt(k, school.toString())).or(old::authorisationKey),
                checked.key().isPresent() ? now : old.keyEnteredAt());
        AuditEntry entry =
                new AuditEntry(school, now, by, AuditAction.LINK_CHANGED, Map.of("fields", String.join(", ", changed)));
        return saved(active.with(fields), EventsAndAudit.of(correlation).and(entry));
    }

    // A crash before this leaves the import open; pressing again, or the next contact with the LAS, aborts it.
    private void abortImportOfAnotherYear(SchoolId school, SchoolYear year, Actor by, CorrelationId correlation) {
        if (imports.find(school).orElse(null) instanceof Import.Open open
                && !open.header().schoolYear().equals(year)) {
            Instant now = clock.instant();
            imports.advance(
                    new Import.Aborted(open.header(), by, now, open.version() + 1),
                    Optional.empty(),
                    EventsAndAudit.of(correlation)
                            .and(new AuditEntry(school, now, by, AuditAction.IMPORT_ABORTED, Map.of())));
        }
    }

    Outcome end(SchoolId school, long version, Actor by, CorrelationId correlation) {
        Optional<Link> current = links.find(school);
        return switch (current.orElse(null)) {
            case Link.Rejected _, Link.Ended _ -> new Outcome.NotPossible();
            case null -> new Outcome.NotPossible();
            case Link link when link.version() != version -> new Outcome.Moved(link.version());
            case Link link -> {
                Instant now = clock.instant();
                EventsAndAudit eventsAndAudit = EventsAndAudit.of(
                                correlation, new DomainEvent.LinkEnded(school, link.request()))
                        .and(new AuditEntry(school, now, by, AuditAction.LINK_ENDED, Map.of()));
                yield saved(link.end(by, now), eventsAndAudit);
            }
        };
    }

    private Outcome saved(Link next, EventsAndAudit eventsAndAudit) {
        return switch (links.save(next, eventsAndAudit)) {
            case LinkStore.LinkWrite.Saved(Link link) -> new Outcome.Changed(link);
            case LinkStore.LinkWrite.Moved(Optional<Link> current) ->
                new Outcome.Moved(current.map(Link::version).orElse(0L));
        };
    }

    /** The names of the fields that changed, for the log. */
    private static List<String> changed(LinkFields old, LinkForm.Read.Checked checked) {
        List<String> names = new ArrayList<>();
        if (checked.key().isPresent()) {
            names.add("authorisationKey");
        }
        if (!checked.schoolKey().equals(old.schoolKey())) {
            names.add("schoolKey");
        }
        if (!checked.schoolYear().equals(old.schoolYear())) {
            names.add("schoolYear");
        }
        return names;
    }
}
