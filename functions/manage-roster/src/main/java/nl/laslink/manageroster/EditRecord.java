package nl.laslink.manageroster;

import java.time.Clock;
import java.time.Instant;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.RosterStore.EditOutcome;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.SchoolId;

/** Changes one record of a roster, unless a commit runs. */
final class EditRecord {
    private final RosterStore rosters;
    private final CommitStore commits;
    private final Clock clock;

    EditRecord(RosterStore rosters, CommitStore commits, Clock clock) {
        this.rosters = rosters;
        this.commits = commits;
        this.clock = clock;
    }

    /** An expired lock stands while its commit is under way; before its plan is stored and after its end nobody needs it. */
    EditOutcome edit(SchoolId school, RosterRecord after, long version, EventsAndAudit eventsAndAudit) {
        EditOutcome first = rosters.edit(school, after, version, eventsAndAudit);
        boolean isNobodys = first instanceof EditOutcome.Locked(CommitId holder, Instant until)
                && !clock.instant().isBefore(until)
                && commits.find(school, holder)
                        .filter(Commit.Planned.class::isInstance)
                        .isEmpty();
        if (!isNobodys) {
            return first;
        }
        rosters.unlock(school, ((EditOutcome.Locked) first).holder());
        return rosters.edit(school, after, version, eventsAndAudit);
    }
}
