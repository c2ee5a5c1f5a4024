package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.SchoolId;

/** Port to the plans of commits. {@code RosterStore.flip} stores the end of one. */
public interface CommitStore {

    /** Stores the plan's records; can be repeated. It holds once {@link #start} or {@code ImportStore.confirm} stored the commit. */
    void storePlan(SchoolId school, CommitId commit, List<PlanEntry> entries);

    /** Stores a commit whose plan is whole; nothing happens when it was stored before. */
    void start(Commit.Planned commit, EventsAndAudit eventsAndAudit);

    Optional<Commit> find(SchoolId school, CommitId commit);

    /** Every commit of the last year, newest first. A commit that is older may be there still. */
    List<Commit> all(SchoolId school);

    /** The plan, in the order in which it was stored. */
    List<PlanEntry> plan(SchoolId school, CommitId commit);

    /** Stores how many records, from the plan's first on, are written; a retry continues after them. */
    void progress(SchoolId school, CommitId commit, int written, Instant at);

    /** Stores how many records are written, with the message that continues the commit;
     * nothing when another call wrote more meanwhile. */
    void handOver(Commit.Planned commit, Instant at, EventsAndAudit eventsAndAudit);

    /** Marks the commit stale and opens its import again, as one write. */
    void giveUp(Commit.Stale commit, Optional<Import.Open> reopened, EventsAndAudit eventsAndAudit);

    /** The last removal of external numbers of this school. */
    Optional<Commit> latestRemoval(SchoolId school);
}
