package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;

/**
 * Port to the rosters. Every record has two versions, so that readers see the school before or after a commit and never
 * half of one: {@link #read} takes a record's current version when its revision is not above the school's, and its
 * previous version otherwise.
 */
public interface RosterStore {

    /** One consistent revision of the school. A school without any write is empty, at revision 0, named by its id. */
    Roster read(SchoolId school);

    /** One pupil as {@link Roster#pupil} of {@link #read} gives him, without reading the others. */
    Optional<Pupil> pupil(SchoolId school, RecordId id);

    /** Only the school's name, without its records; its id when it has no name. */
    String schoolName(SchoolId school);

    /**
     * Sets the name of the school, also before its first write. The name belongs to no revision, so it makes none and changes
     * nothing for a commit under way.
     */
    void name(SchoolId school, String name);

    /** The type of school; empty when it is not set. */
    Optional<SchoolType> schoolType(SchoolId school);

    /** Sets the type of school, also before its first write; like the name it belongs to no revision. */
    void setType(SchoolId school, SchoolType type);

    /** Makes the commit the only one that may write this school until {@code until}; the same commit may take it again. */
    LockOutcome lock(SchoolId school, CommitId commit, Instant now, Instant until);

    /** Gives the lock back without a new revision; nothing happens when another commit holds it. */
    void unlock(SchoolId school, CommitId commit);

    /** Writes one record of a plan as revision {@code revision} + 1, unseen by readers until {@link #flip}. Can be repeated. */
    PutOutcome put(SchoolId school, CommitId commit, long revision, PlanEntry entry);

    /**
     * Makes the new revision the one that readers see, stores the finished commit and, where there is one, the next stage of
     * its import, writes the events and audit entries and releases the lock: one transaction.
     */
    FlipOutcome flip(Commit.Done commit, Optional<Import> next, EventsAndAudit eventsAndAudit);

    /**
     * Changes one record as a revision of its own, when it still has {@code expectedRevision} (0 for a new record) and no
     * lock stands. A lock that has expired stands too: its commit may be half written, and a new revision would show that
     * half to readers.
     */
    EditOutcome edit(SchoolId school, RosterRecord after, long expectedRevision, EventsAndAudit eventsAndAudit);

    /**
     * Names the school and puts records there without history, as revision 1; for first data only. Nothing happens when
     * the school has a revision already.
     */
    void seed(SchoolId school, String name, List<RosterRecord> records);

    sealed interface LockOutcome {
        record Locked(long revision) implements LockOutcome {}

        /** Another commit is at work. */
        record Busy(CommitId holder, Instant until) implements LockOutcome {}

        /** Another commit died with the lock; it must be finished before anything else is committed. */
        record Abandoned(CommitId holder) implements LockOutcome {}
    }

    enum PutOutcome {
        WRITTEN,
        /** This worker lost its lock and the school moved on: stop. */
        FENCED
    }

    enum FlipOutcome {
        FLIPPED,
        /** The commit was already finished by another worker. */
        ALREADY_DONE
    }

    sealed interface EditOutcome {
        record Edited(Roster.Versioned record) implements EditOutcome {}

        record Locked(CommitId holder, Instant until) implements EditOutcome {}

        record Moved(Optional<Roster.Versioned> current) implements EditOutcome {}
    }
}
