package nl.laslink.commitimport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportPlan;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Reviews;
import nl.laslink.domain.imports.RosterCommit;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.SchoolId;

/** Commits confirmed imports, automatic changes, removals of external numbers, and undos. */
final class CommitImport {
    private static final Import.AddedChanged NONE = new Import.AddedChanged(0, 0);

    private final RosterCommit commit;
    private final LinkStore links;
    private final Reviews reviews;
    private final ImportStore imports;
    private final CommitStore commits;
    private final Clock clock;

    CommitImport(
            RosterCommit commit,
            LinkStore links,
            RosterStore rosters,
            ImportStore imports,
            CommitStore commits,
            Clock clock) {
        this.commit = commit;
        this.links = links;
        this.reviews = new Reviews(imports, rosters, clock);
        this.imports = imports;
        this.commits = commits;
        this.clock = clock;
    }

    sealed interface Outcome {
        record Committed(CommitId commit) implements Outcome {}

        /** There was nothing to commit, or the import has moved on. */
        record Nothing() implements Outcome {}

        /** The school changed after the plan was made; nothing was written. */
        record Stale() implements Outcome {}

        /** Another commit runs; the queue delivers the message again. */
        record Busy() implements Outcome {}

        /** The time ran out; a next message continues after the {@code written} records. */
        record HandedOver(CommitId commit, int written) implements Outcome {}
    }

    /** Also when the link ended after the press: the person saw the summary and pressed. */
    Outcome confirmed(DomainEvent.ImportConfirmed event, Instant deadline) {
        return outcome(commit.until(deadline).execute(event.school(), event.commit()));
    }

    /** Continues a commit of any kind. */
    Outcome unfinished(DomainEvent.CommitUnfinished event, Instant deadline) {
        Outcome outcome = outcome(commit.until(deadline).execute(event.school(), event.commit()));
        if (isOver(outcome)) {
            commits.find(event.school(), event.commit())
                    .map(Commit::header)
                    .filter(h -> h.kind() == Commit.Kind.QUIET)
                    .ifPresent(h ->
                            h.importId().ifPresent(i -> closeWhenNothingWaits(h.school(), i, h.id(), h.correlation())));
        }
        return outcome;
    }

    /** The clock's time this long from now. */
    Instant in(Duration time) {
        return clock.instant().plus(time);
    }

    /** Known records that changed are committed without asking; an import in which nothing waits is closed. */
    Outcome staged(DomainEvent.ImportStaged event, CorrelationId correlation, Instant deadline) {
        CommitId id = CommitId.quietAfter(event.fetch());
        boolean isBegun = commits.find(event.school(), id).isPresent();
        Optional<Import.Open> open = reviews.openImport(event.school()).filter(o -> isOf(event, o.header()));
        if (!isBegun && open.filter(this::isOfActiveLink).isEmpty()) {
            return new Outcome.Nothing();
        }
        Outcome outcome = isBegun || event.toSettle() > 0
                ? outcome(commit.until(deadline)
                        .execute(
                                event.school(),
                                id,
                                revision -> settling(open.orElseThrow(), id, revision, correlation)))
                : new Outcome.Nothing();
        if (isOver(outcome)) {
            closeWhenNothingWaits(event.school(), event.importId(), id, correlation);
        }
        return outcome;
    }

    Outcome removeExternalNumbers(DomainEvent.ExternalNumbersRemovalConfirmed event, Instant deadline) {
        return outcome(commit.until(deadline).execute(event.school(), event.commit()));
    }

    private static boolean isOver(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed _, Outcome.Nothing _, Outcome.Stale _ -> true;
            case Outcome.Busy _, Outcome.HandedOver _ -> false;
        };
    }

    Outcome correct(DomainEvent.CorrectionConfirmed event, Instant deadline) {
        return outcome(commit.until(deadline).execute(event.school(), event.commit()));
    }

    private RosterCommit.Prepared settling(Import.Open open, CommitId id, long revision, CorrelationId correlation) {
        SchoolId school = open.header().school();
        // Read under the lock; an import that is closed by now has nothing to settle.
        ImportPlan plan = reviews.open(school)
                .filter(r -> r.header().id().equals(open.header().id()))
                .map(Review::quietPlan)
                .orElse(ImportPlan.NOTHING)
                .withFormerGroups(clock.instant());
        Commit.Header header = new Commit.Header(
                school,
                id,
                Commit.Kind.QUIET,
                Optional.of(open.header().id()),
                Actor.LASLINK,
                clock.instant(),
                revision,
                plan.entries().size(),
                plan.receipt(clock.instant(), Actor.LASLINK),
                correlation);
        return new RosterCommit.Prepared(header, plan.entries());
    }

    private static boolean isOf(DomainEvent.ImportStaged event, Import.Header header) {
        return header.id().equals(event.importId());
    }

    private void closeWhenNothingWaits(SchoolId school, ImportId importId, CommitId id, CorrelationId correlation) {
        Optional<Review> review =
                reviews.open(school).filter(r -> r.header().id().equals(importId));
        if (review.filter(Review::isFinished).isEmpty()) {
            return;
        }
        Import.Open open = review.get().open();
        Import.Receipt receipt = commits.find(school, id)
                .map(c -> c.header().receipt())
                .orElseGet(() -> new Import.Receipt(clock.instant(), Actor.LASLINK, NONE, NONE, NONE, 0, 0));
        // A later contact raised the version: then that contact closes the import, or asks a person.
        imports.advance(
                new Import.Committed(open.header(), id, receipt, open.version() + 1),
                Optional.empty(),
                new EventsAndAudit(correlation, List.of(), List.of()));
    }

    /** Nothing is tied to a LAS any more once the link with it ended. */
    private boolean isOfActiveLink(Import.Open open) {
        return links.find(open.header().school()).orElse(null) instanceof Link.Active active
                && active.fields().type().equals(open.header().las());
    }

    private static Outcome outcome(RosterCommit.Outcome outcome) {
        return switch (outcome) {
            case RosterCommit.Outcome.Committed(Commit.Done done) ->
                new Outcome.Committed(done.header().id());
            case RosterCommit.Outcome.Stale _ -> new Outcome.Stale();
            case RosterCommit.Outcome.Busy _ -> new Outcome.Busy();
            case RosterCommit.Outcome.HandedOver(Commit.Planned soFar) ->
                new Outcome.HandedOver(soFar.header().id(), soFar.written());
            case RosterCommit.Outcome.Unknown() -> new Outcome.Nothing();
        };
    }
}
