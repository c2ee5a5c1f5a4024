package nl.laslink.reviewimport;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.UndoPlan;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.ScoreStore;

/** Ongedaan maken: what an undo of a commit would do, and the press that stores its plan and hands it to the commit. */
final class UndoCommit {
    private final CommitStore commits;
    private final ImportStore imports;
    private final RosterStore rosters;
    private final ScoreStore scores;
    private final StoreCorrection store;
    private final Clock clock;
    private final Ids ids;

    UndoCommit(CommitStore commits, ImportStore imports, RosterStore rosters, ScoreStore scores, Clock clock, Ids ids) {
        this.commits = commits;
        this.imports = imports;
        this.rosters = rosters;
        this.scores = scores;
        this.store = new StoreCorrection(commits, imports, clock);
        this.clock = clock;
        this.ids = ids;
    }

    sealed interface Outcome {
        /** @param closesImport an import is open, and its rows were compared with the roster before the undo */
        record Previewed(
                Commit.Header commit, List<PlanEntry> changes, UndoPlan plan, Roster roster, boolean closesImport)
                implements Outcome {}

        record Confirmed(CommitId undo) implements Outcome {}

        record NoSuchCommit() implements Outcome {}

        /** The commit is under way, or wrote nothing. */
        record NotDone() implements Outcome {}

        /** The time to undo is over. */
        record TooLate() implements Outcome {}

        record Committing() implements Outcome {}

        /** Nothing that was chosen can go back. */
        record Nothing() implements Outcome {}

        /** The roster or a result changed after this person looked. */
        record Moved(long revision) implements Outcome {}
    }

    Outcome preview(SchoolId school, CommitId id, UndoPlan.Selection selection) {
        return planned(school, id, selection, previewed -> previewed);
    }

    /**
     * @param revision the roster that the preview was based on
     * @param restoring the number of records that the preview said would go back
     */
    Outcome confirm(
            SchoolId school,
            CommitId id,
            UndoPlan.Selection selection,
            long revision,
            int restoring,
            Actor by,
            CorrelationId correlation) {
        return planned(school, id, selection, previewed -> {
            UndoPlan plan = previewed.plan();
            long current = previewed.roster().revision();
            if (current != revision || plan.entries().size() != restoring) {
                return new Outcome.Moved(current);
            }
            return plan.entries().isEmpty() ? new Outcome.Nothing() : store(previewed, by, correlation);
        });
    }

    private Outcome planned(
            SchoolId school, CommitId id, UndoPlan.Selection selection, Function<Outcome.Previewed, Outcome> work) {
        Optional<Commit> found = commits.find(school, id);
        if (found.isEmpty()) {
            return new Outcome.NoSuchCommit();
        }
        Commit.Header header = found.get().header();
        Instant now = clock.instant();
        if (!(found.get() instanceof Commit.Done)) {
            return new Outcome.NotDone();
        }
        if (!now.isBefore(header.undoUntil())) {
            return new Outcome.TooLate();
        }
        Optional<Import> stored = imports.find(school);
        if (stored.filter(Import.Committing.class::isInstance).isPresent()) {
            return new Outcome.Committing();
        }
        List<PlanEntry> changes = commits.plan(school, id);
        Roster roster = rosters.read(school);
        UndoPlan plan = UndoPlan.of(header, changes, roster, scores.all(school), selection);
        boolean closesImport = stored.flatMap(i -> i.openAt(now)).isPresent();
        return work.apply(new Outcome.Previewed(header, changes, plan, roster, closesImport));
    }

    private Outcome store(Outcome.Previewed previewed, Actor by, CorrelationId correlation) {
        Commit.Header undone = previewed.commit();
        SchoolId school = undone.school();
        UndoPlan plan = previewed.plan();
        CommitId id = new CommitId(ids.next());
        Instant now = clock.instant();
        Commit.Header header = new Commit.Header(
                school,
                id,
                Commit.Kind.UNDO,
                // An event that names an import makes waiting results ready again.
                undone.importId()
                        .or(() -> imports.find(school).map(i -> i.header().id())),
                by,
                now,
                previewed.roster().revision(),
                plan.entries().size(),
                plan.receipt(now, by),
                correlation,
                Optional.of(plan.summary(undone)));
        return store.store(header, plan.entries())
                ? new Outcome.Confirmed(id)
                : new Outcome.Moved(previewed.roster().revision());
    }
}
