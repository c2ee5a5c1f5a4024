package nl.laslink.exportscores;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.link.Readiness;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStore;

/** Looks again at the results that wait: what can be delivered now becomes ready. */
final class ReleaseScores {
    private final ScoreStore scores;
    private final LinkStore links;
    private final ImportStore imports;
    private final RosterStore rosters;
    private final Clock clock;

    ReleaseScores(ScoreStore scores, LinkStore links, ImportStore imports, RosterStore rosters, Clock clock) {
        this.scores = scores;
        this.links = links;
        this.imports = imports;
        this.rosters = rosters;
        this.clock = clock;
    }

    /** @return the number of results that became ready */
    int execute(SchoolId school) {
        return release(school, scores.waiting(school));
    }

    /** New pupils were imported: those of a pupil the LAS did not know are tried again too. */
    int afterImport(SchoolId school) {
        return release(
                school,
                scores.all(school).stream()
                        .filter(e -> e.state() instanceof ScoreState.Waiting
                                || e.state().equals(new ScoreState.Refused(FaultCode.INVALID_PUPIL)))
                        .toList());
    }

    private int release(SchoolId school, List<LedgerEntry> waiting) {
        if (waiting.isEmpty()) {
            return 0;
        }
        // Before the roster, so that a doubt is gone only with the commit that settled it.
        Readiness readiness = new Readiness(
                links.find(school),
                imports.find(school).map(Import::doubtedPupils).orElse(Set.of()));
        Roster roster = rosters.read(school);
        Definitions definitions = new Definitions(scores);
        int released = 0;
        for (LedgerEntry entry : waiting) {
            ScoreState state = readiness.of(entry, roster.pupil(entry.pupil()), definitions.of(entry));
            // An entry that moved meanwhile was looked at by whoever moved it.
            if (!state.equals(entry.state()) && scores.save(entry.in(state, clock.instant()))) {
                released += state instanceof ScoreState.Ready ? 1 : 0;
            }
        }
        return released;
    }
}
