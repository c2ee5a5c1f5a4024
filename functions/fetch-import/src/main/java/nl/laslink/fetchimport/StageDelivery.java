package nl.laslink.fetchimport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.DoubtedIdentities;
import nl.laslink.domain.imports.Enrolled;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Leavers;
import nl.laslink.domain.imports.NotImported;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Reviews;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.Staging;
import nl.laslink.domain.imports.Waiting;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.Ids;

/** Compares a complete answer with the roster and stores it as the open import. */
final class StageDelivery {
    /** How long an import's personal data may be used (design, state). */
    private static final Duration IMPORT_LIFE = Duration.ofDays(30);

    /** A call of a LAS takes 60 s at the longest and the function has 120. */
    private static final Duration LONGEST_MERGE = Duration.ofSeconds(40);

    private static final int MOST_MERGES = 100;

    private final Reviews reviews;
    private final ImportStore imports;
    private final RosterStore rosters;
    private final Clock clock;
    private final Ids ids;

    StageDelivery(ImportStore imports, RosterStore rosters, Clock clock, Ids ids) {
        this.reviews = new Reviews(imports, rosters, clock);
        this.imports = imports;
        this.rosters = rosters;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Stages this answer; what waits for a decision is counted against what waited before. When somebody decided meanwhile, it
     * is staged again on top of that, without calling the LAS again.
     *
     * @param run the contact that brought it, as it ended
     */
    FetchAndStage.Outcome stage(
            Link.Active link, FetchRun run, FetchOutcome.Delivered answer, CorrelationId correlation) {
        Instant end = clock.instant().plus(LONGEST_MERGE);
        FetchAndStage.Outcome outcome = stageOnce(link, run, answer, correlation);
        for (int attempt = 1; attempt < MOST_MERGES && outcome instanceof FetchAndStage.Outcome.Busy; attempt++) {
            if (isCommitting(link) || !clock.instant().isBefore(end)) {
                return outcome;
            }
            outcome = stageOnce(link, run, answer, correlation);
        }
        return outcome;
    }

    private boolean isCommitting(Link.Active link) {
        return imports.find(link.school())
                .filter(Import.Committing.class::isInstance)
                .isPresent();
    }

    private FetchAndStage.Outcome stageOnce(
            Link.Active link, FetchRun run, FetchOutcome.Delivered answer, CorrelationId correlation) {
        Enrolled enrolled = Enrolled.at(run.ended().orElseThrow().at(), answer.delivery());
        Delivery delivery = enrolled.present();
        Reviews.Found found = reviews.find(link.school());
        if (found instanceof Reviews.Found.Committing) {
            return new FetchAndStage.Outcome.Busy();
        }
        Optional<Review> open = found.openReview().filter(r -> isStillThisImport(r.header(), link, delivery));
        if (open.isEmpty()
                && found.openReview().filter(r -> !abort(r.open(), correlation)).isPresent()) {
            return new FetchAndStage.Outcome.Busy();
        }
        ImportId importId = open.map(r -> r.header().id()).orElseGet(() -> new ImportId(ids.next()));
        Roster roster = found.openReview().map(Review::roster).orElseGet(() -> rosters.read(link.school()));
        Staging staging = new Staging(roster, link.fields().type(), ids);
        List<Row> rows = staging.stage(delivery, open.map(Review::rows).orElse(List.of()));
        Import.Header header = header(link, importId, delivery, staging.warnings(rows))
                .inChain(correlation)
                .listingAsLeft(staging.active(enrolled.left(), delivery.schoolYear()))
                .doubting(DoubtedIdentities.of(rows))
                .notImporting(NotImported.remembered(rows))
                .approving(open.flatMap(r -> r.header().approval()))
                .approvingLeavers(open.flatMap(r -> r.header().leaversApproved()))
                .keepingActive(
                        open.map(r -> Leavers.stillKept(r.header(), rows)).orElse(Set.of()));
        long version = open.map(r -> r.open().version()).orElse(0L) + 1;
        Import.Open next = new Import.Open(header, false, version);
        Review review = Review.of(next, rows, roster);
        int toSettle = review.quietPlan().entries().size();
        Waiting waiting = review.waiting();
        int newToDecide = open.map(r -> waiting.without(r.waiting())).orElse(waiting.toDecide());
        FetchRun.Brought brought = new FetchRun.Brought(header.delivered(), toSettle, waiting.toDecide());
        EventsAndAudit eventsAndAudit = EventsAndAudit.of(
                correlation,
                new DomainEvent.ImportStaged(
                        link.school(),
                        importId,
                        run.id(),
                        toSettle,
                        waiting.toDecide(),
                        newToDecide,
                        waiting.withoutEmail()),
                FetchAndStage.event(run));
        return switch (imports.stage(next, rows, run.bringing(brought), answer.rawXml(), eventsAndAudit)) {
            case ImportStore.ImportWrite.Saved() ->
                new FetchAndStage.Outcome.Staged(importId, toSettle, waiting.toDecide(), newToDecide);
            case ImportStore.ImportWrite.Moved() -> new FetchAndStage.Outcome.Busy();
        };
    }

    /** An open import of another LAS or school year is superseded. */
    private boolean abort(Import.Open outdated, CorrelationId correlation) {
        Import.Aborted aborted =
                new Import.Aborted(outdated.header(), Actor.LASLINK, clock.instant(), outdated.version() + 1);
        return imports.advance(aborted, Optional.empty(), EventsAndAudit.of(correlation))
                instanceof ImportStore.ImportWrite.Saved;
    }

    private static boolean isStillThisImport(Import.Header header, Link.Active link, Delivery delivery) {
        return header.las().equals(link.fields().type()) && header.schoolYear().equals(delivery.schoolYear());
    }

    private Import.Header header(
            Link.Active link, ImportId importId, Delivery delivery, List<Delivery.Warning> besideRoster) {
        Instant now = clock.instant();
        return new Import.Header(
                link.school(),
                importId,
                link.fields().type(),
                delivery.schoolYear(),
                now,
                now.plus(IMPORT_LIFE),
                new Import.Counts(
                        delivery.groups().size(),
                        delivery.teachers().size(),
                        delivery.pupils().size()),
                Stream.concat(delivery.warnings().stream(), besideRoster.stream())
                        .toList());
    }
}
