package nl.laslink.commitimport;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.CorrelationId;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.Trail;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitId;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportPlan;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Leavers;
import nl.laslink.domain.imports.RosterCommit;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.link.Actor;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterStore;
import nl.laslink.domain.school.SchoolId;

/** Commits what a person confirmed, what settles by itself, and the removal of external numbers. */
final class CommitImport {
    private static final Import.AddedChanged NONE = new Import.AddedChanged(0, 0);

    private final RosterCommit commit;
    private final RosterStore rosters;
    private final ImportStore imports;
    private final CommitStore commits;
    private final Clock clock;

    CommitImport(RosterCommit commit, RosterStore rosters, ImportStore imports, CommitStore commits, Clock clock) {
        this.commit = commit;
        this.rosters = rosters;
        this.imports = imports;
        this.commits = commits;
        this.clock = clock;
    }

    sealed interface Outcome {
        record Committed(CommitId commit) implements Outcome {}

        /** There was nothing to commit, or the import has moved on. */
        record Nothing() implements Outcome {}

        record Stale() implements Outcome {}

        /** Another commit is at work; the queue brings the message again. */
        record Busy() implements Outcome {}
    }

    Outcome confirmed(DomainEvent.ImportConfirmed event) {
        return outcome(commit.execute(event.school(), event.commit()));
    }

    /** Known records that changed are committed without asking; an import in which nothing waits is closed. */
    Outcome staged(DomainEvent.ImportStaged event, CorrelationId correlation) {
        CommitId id = new CommitId("q-" + event.fetch());
        Optional<Import.Open> open = openImport(event);
        if (open.isEmpty() && commits.find(event.school(), id).isEmpty()) {
            return new Outcome.Nothing();
        }
        Outcome outcome = event.toSettle() == 0
                ? new Outcome.Nothing()
                : outcome(commit.execute(
                        event.school(), id, revision -> settling(open.orElseThrow(), id, revision, correlation)));
        if (!(outcome instanceof Outcome.Busy)) {
            closeWhenNothingWaits(event, id, correlation);
        }
        return outcome;
    }

    Outcome removeExternalNumbers(DomainEvent.ExternalNumbersRemovalConfirmed event) {
        return outcome(commit.execute(event.school(), event.commit()));
    }

    private RosterCommit.Prepared settling(Import.Open open, CommitId id, long revision, CorrelationId correlation) {
        SchoolId school = open.header().school();
        Roster roster = rosters.read(school);
        ImportPlan plan = ImportPlan.quiet(
                imports.rows(school, open.header().id()),
                roster,
                open.header().las(),
                open.header().schoolYear());
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

    private void closeWhenNothingWaits(DomainEvent.ImportStaged event, CommitId id, CorrelationId correlation) {
        Optional<Import.Open> open = openImport(event);
        if (open.isEmpty()) {
            return;
        }
        Import.Header header = open.get().header();
        List<Row> rows = imports.rows(event.school(), header.id());
        boolean isAsking = rows.stream().anyMatch(Row::waits)
                || !Leavers.of(rows, rosters.read(event.school()), header.las()).isEmpty();
        if (isAsking) {
            return;
        }
        Import.Receipt receipt = commits.find(event.school(), id)
                .map(c -> c.header().receipt())
                .orElseGet(() -> new Import.Receipt(clock.instant(), Actor.LASLINK, NONE, NONE, NONE, 0, 0));
        // A contact that staged meanwhile moved the version: then that contact closes the import, or asks.
        imports.advance(
                new Import.Committed(header, id, receipt, open.get().version() + 1),
                Optional.empty(),
                new Trail(correlation, List.of(), List.of()));
    }

    private Optional<Import.Open> openImport(DomainEvent.ImportStaged event) {
        return imports.find(event.school())
                .filter(Import.Open.class::isInstance)
                .map(Import.Open.class::cast)
                .filter(o -> o.header().id().equals(event.importId()));
    }

    private static Outcome outcome(RosterCommit.Outcome outcome) {
        return switch (outcome) {
            case RosterCommit.Outcome.Committed(Commit.Done done) ->
                new Outcome.Committed(done.header().id());
            case RosterCommit.Outcome.Stale _ -> new Outcome.Stale();
            case RosterCommit.Outcome.Busy _ -> new Outcome.Busy();
            case RosterCommit.Outcome.Unknown() -> new Outcome.Nothing();
        };
    }
}
