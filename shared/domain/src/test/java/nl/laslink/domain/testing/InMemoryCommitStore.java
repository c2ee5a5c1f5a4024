package nl.laslink.domain.testing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Work;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.InMemoryTables.CommitKey;
import nl.laslink.domain.testing.InMemoryTables.Progress;
import nl.laslink.domain.testing.InMemoryTables.WorkKey;

/** The plans of commits, in memory. */
public final class InMemoryCommitStore implements CommitStore {
    private final InMemoryTables tables;

    public InMemoryCommitStore(InMemoryTables tables) {
        this.tables = tables;
    }

    static CommitKey key(Commit commit) {
        return new CommitKey(commit.header().school(), commit.header().id());
    }

    static void store(InMemoryTables tables, Commit.Planned commit) {
        tables.commits.put(key(commit), commit);
        if (commit.header().kind() == Commit.Kind.EXTERNAL_NUMBERS_REMOVAL) {
            tables.removals.put(commit.header().school(), commit.header().id());
        }
    }

    @Override
    public void storePlan(SchoolId school, CommitId commit, List<PlanEntry> entries) {
        synchronized (tables) {
            CommitKey key = new CommitKey(school, commit);
            if (!tables.commits.containsKey(key)) {
                tables.plans.put(key, List.copyOf(entries));
            }
        }
    }

    @Override
    public void start(Commit.Planned commit, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            if (!tables.commits.containsKey(key(commit))) {
                store(tables, commit);
                tables.leave(eventsAndAudit);
            }
        }
    }

    @Override
    public Optional<Commit> find(SchoolId school, CommitId commit) {
        synchronized (tables) {
            return Optional.ofNullable(tables.commits.get(new CommitKey(school, commit)));
        }
    }

    @Override
    public List<Commit> all(SchoolId school) {
        synchronized (tables) {
            return tables.commits.entrySet().stream()
                    .filter(e -> e.getKey().school().equals(school))
                    .map(Map.Entry::getValue)
                    .sorted(Comparator.comparing((Commit c) -> c.header().at()).reversed())
                    .toList();
        }
    }

    @Override
    public List<PlanEntry> plan(SchoolId school, CommitId commit) {
        synchronized (tables) {
            return tables.plans.getOrDefault(new CommitKey(school, commit), List.of());
        }
    }

    @Override
    public void progress(SchoolId school, CommitId commit, int written, Instant at) {
        synchronized (tables) {
            tables.work.put(new WorkKey(school, Work.Kind.COMMITTING, commit.value()), new Progress(at, 0, false));
            tables.commits.computeIfPresent(
                    new CommitKey(school, commit),
                    (_, stored) -> stored instanceof Commit.Planned planned && planned.written() < written
                            ? new Commit.Planned(planned.header(), written)
                            : stored);
        }
    }

    @Override
    public void handOver(Commit.Planned commit, Instant at, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            boolean isFurther = !(tables.commits.get(key(commit)) instanceof Commit.Planned stored)
                    || stored.written() > commit.written();
            if (!isFurther) {
                tables.commits.put(key(commit), commit);
                tables.work.put(
                        new WorkKey(
                                commit.header().school(),
                                Work.Kind.COMMITTING,
                                commit.header().id().value()),
                        new Progress(at, 0, false));
                tables.leave(eventsAndAudit);
            }
        }
    }

    @Override
    public void giveUp(Commit.Stale commit, Optional<Import.Open> reopened, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            if (!(tables.commits.get(key(commit)) instanceof Commit.Planned)) {
                return;
            }
            if (reopened.isPresent() && !InMemoryImportStore.follows(tables, reopened.get())) {
                throw new IllegalStateException(
                        "the import of commit " + commit.header().id() + " moved");
            }
            tables.commits.put(key(commit), commit);
            reopened.ifPresent(open -> tables.imports.put(open.header().school(), open));
            tables.leave(eventsAndAudit);
        }
    }

    @Override
    public Optional<Commit> latestRemoval(SchoolId school) {
        synchronized (tables) {
            return Optional.ofNullable(tables.removals.get(school)).flatMap(id -> find(school, id));
        }
    }
}
