package nl.laslink.domain.testing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.testing.InMemoryTables.CommitKey;
import nl.laslink.domain.testing.InMemoryTables.School;
import nl.laslink.domain.testing.InMemoryTables.Stored;

/** The rosters, in memory, with both versions of each record. */
public final class InMemoryRosterStore implements RosterStore {
    private final InMemoryTables tables;

    public InMemoryRosterStore(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Roster read(SchoolId school) {
        synchronized (tables) {
            School stored = tables.school(school);
            return new Roster(
                    school,
                    stored.name,
                    stored.revision,
                    stored.records.values().stream()
                            .flatMap(r -> seenAt(stored.revision, r))
                            .toList());
        }
    }

    @Override
    public Optional<Pupil> pupil(SchoolId school, RecordId id) {
        return read(school).pupil(id);
    }

    @Override
    public String schoolName(SchoolId school) {
        synchronized (tables) {
            return tables.school(school).name;
        }
    }

    @Override
    public void name(SchoolId school, String name) {
        synchronized (tables) {
            tables.school(school).name = name;
        }
    }

    @Override
    public Optional<SchoolType> schoolType(SchoolId school) {
        synchronized (tables) {
            return Optional.ofNullable(tables.school(school).type);
        }
    }

    @Override
    public void setType(SchoolId school, SchoolType type) {
        synchronized (tables) {
            tables.school(school).type = type;
        }
    }

    private static Stream<Roster.Versioned> seenAt(long revision, Stored stored) {
        return stored.revision() <= revision
                ? Stream.of(new Roster.Versioned(stored.current(), stored.revision()))
                : stored.previous().stream().map(p -> new Roster.Versioned(p, revision));
    }

    @Override
    public LockOutcome lock(SchoolId school, CommitId commit, Instant now, Instant until) {
        synchronized (tables) {
            School stored = tables.school(school);
            Optional<CommitId> other = stored.lockHolder.filter(h -> !h.equals(commit));
            if (other.isPresent()) {
                return now.isBefore(stored.lockUntil)
                        ? new LockOutcome.Busy(other.get(), stored.lockUntil)
                        : new LockOutcome.Abandoned(other.get());
            }
            stored.lockHolder = Optional.of(commit);
            stored.lockUntil = until;
            return new LockOutcome.Locked(stored.revision);
        }
    }

    @Override
    public void unlock(SchoolId school, CommitId commit) {
        synchronized (tables) {
            School stored = tables.school(school);
            if (stored.lockHolder.equals(Optional.of(commit))) {
                stored.lockHolder = Optional.empty();
            }
        }
    }

    @Override
    public PutOutcome put(SchoolId school, CommitId commit, long revision, PlanEntry entry) {
        synchronized (tables) {
            School stored = tables.school(school);
            Stored old = stored.records.get(entry.id().value());
            boolean allowed = old == null
                    || old.revision() <= revision
                    || (old.revision() == revision + 1 && old.commit().equals(Optional.of(commit)));
            if (!allowed) {
                return PutOutcome.FENCED;
            }
            stored.records.put(
                    entry.id().value(), new Stored(revision + 1, Optional.of(commit), entry.after(), entry.before()));
            return PutOutcome.WRITTEN;
        }
    }

    @Override
    public FlipOutcome flip(Commit.Done commit, Optional<Import> next, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            Commit.Header header = commit.header();
            CommitKey key = new CommitKey(header.school(), header.id());
            Commit stored = tables.commits.get(key);
            if (stored instanceof Commit.Done) {
                return FlipOutcome.ALREADY_DONE;
            }
            School school = tables.school(header.school());
            boolean allowed = stored instanceof Commit.Planned
                    && school.revision == header.baseRevision()
                    && school.lockHolder.equals(Optional.of(header.id()))
                    && next.map(c -> InMemoryImportStore.follows(tables, c)).orElse(true);
            if (!allowed) {
                throw new IllegalStateException("commit " + header.id() + " may not flip its school");
            }
            school.revision = header.baseRevision() + 1;
            school.lockHolder = Optional.empty();
            tables.commits.put(key, commit);
            next.ifPresent(c -> tables.imports.put(header.school(), c));
            tables.leave(eventsAndAudit);
            return FlipOutcome.FLIPPED;
        }
    }

    @Override
    public EditOutcome edit(SchoolId school, RosterRecord after, long expectedRevision, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            School stored = tables.school(school);
            if (stored.lockHolder.isPresent()) {
                return new EditOutcome.Locked(stored.lockHolder.get(), stored.lockUntil);
            }
            Optional<Stored> old =
                    Optional.ofNullable(stored.records.get(after.id().value()));
            if (old.map(Stored::revision).orElse(0L) != expectedRevision) {
                return new EditOutcome.Moved(old.map(r -> new Roster.Versioned(r.current(), r.revision())));
            }
            stored.revision++;
            stored.records.put(
                    after.id().value(), new Stored(stored.revision, Optional.empty(), after, old.map(Stored::current)));
            tables.leave(eventsAndAudit);
            return new EditOutcome.Edited(new Roster.Versioned(after, stored.revision));
        }
    }

    @Override
    public void seed(SchoolId school, String name, List<RosterRecord> records) {
        synchronized (tables) {
            School stored = tables.school(school);
            if (stored.revision > 0) {
                return;
            }
            stored.name = name;
            stored.revision = 1;
            records.forEach(
                    r -> stored.records.put(r.id().value(), new Stored(1, Optional.empty(), r, Optional.empty())));
        }
    }
}
