package nl.laslink.reviewimport;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportHold;
import nl.laslink.domain.imports.ImportPlan;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.NotImported;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Reviews;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;

/** The second press, Gegevens importeren: stores the plan and hands it to the commit. Or the other way out: Import afbreken. */
final class CloseImport {
    private final Reviews reviews;
    private final ImportStore imports;
    private final CommitStore commits;
    private final LinkStore links;
    private final Clock clock;
    private final Ids ids;

    CloseImport(Reviews reviews, ImportStore imports, CommitStore commits, LinkStore links, Clock clock, Ids ids) {
        this.reviews = reviews;
        this.imports = imports;
        this.commits = commits;
        this.links = links;
        this.clock = clock;
        this.ids = ids;
    }

    sealed interface Outcome {
        record Confirmed(Import.Committing committing) implements Outcome {}

        record Aborted(Import.Aborted aborted) implements Outcome {}

        record NoOpenImport() implements Outcome {}

        record Committing() implements Outcome {}

        /** The link with the LAS that delivered the rows ended. */
        record NotLinked() implements Outcome {}

        /** A colleague or a new contact changed the import after this person looked. */
        record Moved(long version) implements Outcome {}

        /** Rows still need a choice. */
        record Undecided(int rows) implements Outcome {}

        /** So much is different that a person must approve it first. */
        record Held(ImportHold hold) implements Outcome {}

        /** A person approved the hold. */
        record Approved(Import.Open open) implements Outcome {}

        /** There is nothing to approve. */
        record NotHeld() implements Outcome {}
    }

    Outcome confirm(SchoolId school, long version, Actor by) {
        return open(school, version, review -> {
            Import.Header header = review.header();
            if (!isLinked(header)) {
                return new Outcome.NotLinked();
            }
            if (review.undecided() > 0) {
                return new Outcome.Undecided(review.undecided());
            }
            if (review.hold().isPresent()) {
                return new Outcome.Held(review.hold().get());
            }
            Instant now = clock.instant();
            ImportPlan whole = review.plan(ids);
            CommitId id = new CommitId(ids.next());
            ImportPlan plan = whole.madeBy(id, now, by).withFormerGroups(now);
            commits.storePlan(school, id, plan.entries());
            Commit.Planned planned = new Commit.Planned(
                    new Commit.Header(
                            school,
                            id,
                            Commit.Kind.IMPORT,
                            Optional.of(header.id()),
                            by,
                            now,
                            review.roster().revision(),
                            plan.entries().size(),
                            plan.receipt(now, by),
                            header.correlation()),
                    0);
            Import.Committing committing = new Import.Committing(
                    header.notImporting(NotImported.confirmed(review.rows())), id, by, now, version + 1);
            EventsAndAudit eventsAndAudit = EventsAndAudit.of(
                            header.correlation(), new DomainEvent.ImportConfirmed(school, header.id(), id))
                    .and(new AuditEntry(school, now, by, AuditAction.IMPORT_CONFIRMED, counts(plan)));
            return saved(
                    school,
                    imports.advance(committing, Optional.of(planned), eventsAndAudit),
                    new Outcome.Confirmed(committing));
        });
    }

    /** A person says that the hold is no mistake of the LAS: that of the import, or else that of the leavers. */
    Outcome approveHold(SchoolId school, long version, Actor by) {
        return open(school, version, review -> {
            Instant now = clock.instant();
            return review.approvingHold(by, now)
                    .map(open -> approved(
                            open, "held", open.header().approval().orElseThrow().number(), by, now))
                    .or(() -> review.approvingLeavers(by, now)
                            .map(open -> approved(
                                    open,
                                    "leavers",
                                    open.header()
                                            .leaversApproved()
                                            .orElseThrow()
                                            .number(),
                                    by,
                                    now)))
                    .orElseGet(Outcome.NotHeld::new);
        });
    }

    private Outcome approved(Import.Open open, String what, int number, Actor by, Instant now) {
        Import.Header header = open.header();
        EventsAndAudit eventsAndAudit = EventsAndAudit.of(header.correlation())
                .and(new AuditEntry(
                        header.school(), now, by, AuditAction.HOLD_APPROVED, Map.of(what, Integer.toString(number))));
        return saved(
                header.school(), imports.advance(open, Optional.empty(), eventsAndAudit), new Outcome.Approved(open));
    }

    Outcome abort(SchoolId school, long version, Actor by) {
        return open(school, version, review -> {
            Instant now = clock.instant();
            Import.Aborted aborted = new Import.Aborted(review.header(), by, now, version + 1);
            EventsAndAudit eventsAndAudit = EventsAndAudit.of(review.header().correlation())
                    .and(new AuditEntry(school, now, by, AuditAction.IMPORT_ABORTED, Map.of()));
            return saved(
                    school, imports.advance(aborted, Optional.empty(), eventsAndAudit), new Outcome.Aborted(aborted));
        });
    }

    private Outcome open(SchoolId school, long version, Function<Review, Outcome> work) {
        return switch (reviews.find(school)) {
            case Reviews.Found.Committing _ -> new Outcome.Committing();
            case Reviews.Found.NotOpen _ -> new Outcome.NoOpenImport();
            case Reviews.Found.Open(Review review) ->
                review.open().version() == version
                        ? work.apply(review)
                        : new Outcome.Moved(review.open().version());
        };
    }

    private boolean isLinked(Import.Header header) {
        return links.find(header.school()).orElse(null) instanceof Link.Active active
                && active.fields().type().equals(header.las());
    }

    private Outcome saved(SchoolId school, ImportStore.ImportWrite write, Outcome done) {
        return switch (write) {
            case ImportStore.ImportWrite.Saved() -> done;
            case ImportStore.ImportWrite.Moved() ->
                new Outcome.Moved(imports.find(school).orElseThrow().version());
        };
    }

    private static Map<String, String> counts(ImportPlan plan) {
        return Map.of(
                "groups", Integer.toString(plan.groups().added() + plan.groups().changed()),
                "teachers",
                        Integer.toString(
                                plan.teachers().added() + plan.teachers().changed()),
                "pupils", Integer.toString(plan.pupils().added() + plan.pupils().changed()),
                "deactivated", Integer.toString(plan.deactivated().size()));
    }
}
