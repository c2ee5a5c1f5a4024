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
import nl.laslink.domain.imports.PupilCorrection;
import nl.laslink.domain.imports.PupilCorrection.Wanted;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStore;

/** Two records of one pupil become one, or a link goes to the pupil it belongs to: first what it would do, then the press. */
final class CorrectPupils {
    private final CommitStore commits;
    private final ImportStore imports;
    private final RosterStore rosters;
    private final ScoreStore scores;
    private final StoreCorrection store;
    private final Clock clock;
    private final Ids ids;

    CorrectPupils(
            CommitStore commits, ImportStore imports, RosterStore rosters, ScoreStore scores, Clock clock, Ids ids) {
        this.commits = commits;
        this.imports = imports;
        this.rosters = rosters;
        this.scores = scores;
        this.store = new StoreCorrection(commits, imports, clock);
        this.clock = clock;
        this.ids = ids;
    }

    sealed interface Outcome {
        /** @param delivered the number of results of the first pupil that the LAS has */
        record Previewed(List<PlanEntry> entries, Roster roster, long delivered, boolean closesImport)
                implements Outcome {}

        record Confirmed(CommitId commit) implements Outcome {}

        record Refused(PupilCorrection.Refusal reason) implements Outcome {}

        record Committing() implements Outcome {}

        /** The roster changed after this person looked. */
        record Moved(long revision) implements Outcome {}
    }

    Outcome preview(SchoolId school, Wanted wanted) {
        return planned(school, wanted, previewed -> previewed);
    }

    Outcome confirm(SchoolId school, Wanted wanted, long revision, Actor by, CorrelationId correlation) {
        return planned(school, wanted, previewed -> {
            long current = previewed.roster().revision();
            return current == revision ? store(school, wanted, previewed, by, correlation) : new Outcome.Moved(current);
        });
    }

    private Outcome planned(SchoolId school, Wanted wanted, Function<Outcome.Previewed, Outcome> work) {
        Optional<Import> stored = imports.find(school);
        if (stored.filter(Import.Committing.class::isInstance).isPresent()) {
            return new Outcome.Committing();
        }
        Roster roster = rosters.read(school);
        return switch (PupilCorrection.plan(wanted, roster, beforeLink(school, wanted, roster), clock.instant())) {
            case PupilCorrection.Outcome.Refused(PupilCorrection.Refusal reason) -> new Outcome.Refused(reason);
            case PupilCorrection.Outcome.Planned(List<PlanEntry> entries) -> {
                boolean closesImport =
                        stored.flatMap(i -> i.openAt(clock.instant())).isPresent();
                yield work.apply(new Outcome.Previewed(entries, roster, delivered(school, wanted), closesImport));
            }
        };
    }

    /** Plans with names are kept for 30 days; whoever was linked before that keeps the name of the LAS. */
    private Optional<Pupil> beforeLink(SchoolId school, Wanted wanted, Roster roster) {
        if (!(wanted instanceof Wanted.MoveLink move)
                || roster.pupil(move.from()).isEmpty()) {
            return Optional.empty();
        }
        Pupil pupil = roster.pupil(move.from()).orElseThrow();
        Instant now = clock.instant();
        return commits.all(school).stream()
                .filter(Commit.Done.class::isInstance)
                .map(Commit::header)
                .filter(header -> now.isBefore(header.undoUntil()))
                .flatMap(header -> PupilCorrection.beforeLink(pupil, commits.plan(school, header.id())).stream())
                .findFirst();
    }

    private long delivered(SchoolId school, Wanted wanted) {
        return switch (wanted) {
            case Wanted.Merge _ -> 0;
            case Wanted.MoveLink(var from, var _) ->
                scores.all(school).stream()
                        .filter(entry -> entry.pupil().equals(from))
                        .filter(entry -> entry.state() instanceof ScoreState.Accepted
                                || entry.state() instanceof ScoreState.Sent)
                        .count();
        };
    }

    private Outcome store(
            SchoolId school, Wanted wanted, Outcome.Previewed previewed, Actor by, CorrelationId correlation) {
        CommitId id = new CommitId(ids.next());
        Instant now = clock.instant();
        Import.AddedChanged none = new Import.AddedChanged(0, 0);
        int changed = previewed.entries().size();
        Commit.Header header = new Commit.Header(
                school,
                id,
                switch (wanted) {
                    case Wanted.Merge _ -> Commit.Kind.MERGE;
                    case Wanted.MoveLink _ -> Commit.Kind.LINK_MOVE;
                },
                // An event that names an import makes waiting results ready.
                imports.find(school).map(i -> i.header().id()),
                by,
                now,
                previewed.roster().revision(),
                changed,
                new Import.Receipt(now, by, none, none, new Import.AddedChanged(0, changed), 0, 0),
                correlation);
        return store.store(header, previewed.entries())
                ? new Outcome.Confirmed(id)
                : new Outcome.Moved(previewed.roster().revision());
    }
}
