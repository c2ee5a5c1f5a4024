package nl.laslink.domain.testing;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.imports.StagedRows;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.SchoolId;

/** The imports of all schools, in memory. */
public final class InMemoryImportStore implements ImportStore {
    private static final ImportWrite SAVED = new ImportWrite.Saved();
    private static final ImportWrite MOVED = new ImportWrite.Moved();
    private static final StagedRows.Position IN_MEMORY = new StagedRows.Position() {};
    private final InMemoryTables tables;

    public InMemoryImportStore(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Import> find(SchoolId school) {
        synchronized (tables) {
            return Optional.ofNullable(tables.imports.get(school));
        }
    }

    @Override
    public Optional<WithRows> findWithRows(SchoolId school, Instant now) {
        synchronized (tables) {
            return find(school)
                    .map(stored -> new WithRows(stored, stored.openAt(now).map(this::rowsOf)));
        }
    }

    private StagedRows rowsOf(Import stored) {
        return new StagedRows(rows(stored.header().school()), stored.version(), IN_MEMORY);
    }

    @Override
    public List<Row> rows(SchoolId school) {
        synchronized (tables) {
            return List.copyOf(tables.rows.getOrDefault(school, Map.of()).values());
        }
    }

    @Override
    public ImportWrite stage(
            Import.Open next, List<Row> rows, FetchRun ended, byte[] rawXml, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            boolean allowed = next.version() == 1
                    ? mayBegin(next)
                    : tables.imports.get(next.header().school()) instanceof Import.Open && follows(tables, next);
            if (!allowed) {
                return MOVED;
            }
            Map<RowId, Row> stored = new LinkedHashMap<>();
            rows.forEach(r -> stored.put(r.id(), r));
            tables.rows.put(next.header().school(), stored);
            tables.imports.put(next.header().school(), next);
            tables.rawAnswers.put(ended.id(), rawXml.clone());
            storeEnd(ended);
            tables.leave(eventsAndAudit);
            return SAVED;
        }
    }

    /** Whether a new import is possible: there is none, a closed one, or an expired one. */
    private boolean mayBegin(Import.Open next) {
        return switch (tables.imports.get(next.header().school())) {
            case null -> true;
            case Import.Open open ->
                isOther(open, next) && open.header().isExpiredAt(next.header().stagedAt());
            case Import.Committing _ -> false;
            case Import.Committed committed -> isOther(committed, next);
            case Import.Aborted aborted -> isOther(aborted, next);
        };
    }

    private static boolean isOther(Import stored, Import next) {
        return !stored.header().id().equals(next.header().id());
    }

    /** Whether {@code next} is the next version of what is stored. */
    static boolean follows(InMemoryTables tables, Import next) {
        Import stored = tables.imports.get(next.header().school());
        return stored != null && !isOther(stored, next) && stored.version() == next.version() - 1;
    }

    @Override
    public ImportWrite decide(Import.Open next, StagedRows before, List<Row> decided) {
        synchronized (tables) {
            boolean allowed = tables.imports.get(next.header().school()) instanceof Import.Open
                    && follows(tables, next)
                    && before.version() == next.version() - 1
                    && before.areBefore(decided);
            if (!allowed) {
                return MOVED;
            }
            Map<RowId, Row> stored = tables.rows.get(next.header().school());
            decided.forEach(r -> stored.put(r.id(), r));
            tables.imports.put(next.header().school(), next);
            return SAVED;
        }
    }

    @Override
    public ImportWrite advance(Import next, Optional<Commit.Planned> commit, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            if (!follows(tables, next) || commit.filter(c -> isStored(c)).isPresent()) {
                return MOVED;
            }
            tables.imports.put(next.header().school(), next);
            commit.ifPresent(c -> InMemoryCommitStore.store(tables, c));
            tables.leave(eventsAndAudit);
            return SAVED;
        }
    }

    @Override
    public ImportWrite rebase(Import.Committing next, List<Row> rows, Commit.Planned commit, List<PlanEntry> plan) {
        synchronized (tables) {
            if (!follows(tables, next)
                    || !(tables.commits.get(InMemoryCommitStore.key(commit)) instanceof Commit.Planned)) {
                return MOVED;
            }
            Map<RowId, Row> stored = new LinkedHashMap<>();
            rows.forEach(r -> stored.put(r.id(), r));
            tables.rows.put(next.header().school(), stored);
            tables.imports.put(next.header().school(), next);
            tables.commits.put(InMemoryCommitStore.key(commit), commit);
            tables.plans.put(InMemoryCommitStore.key(commit), List.copyOf(plan));
            return SAVED;
        }
    }

    private boolean isStored(Commit.Planned commit) {
        return tables.commits.containsKey(InMemoryCommitStore.key(commit));
    }

    @Override
    public boolean requestFetch(FetchRun run, Instant runningSince, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            FetchRun stored = tables.fetches.get(run.school());
            if (stored != null
                    && stored.ended().isEmpty()
                    && stored.requestedAt().isAfter(runningSince)) {
                return false;
            }
            tables.fetches.put(run.school(), run);
            tables.leave(eventsAndAudit);
            return true;
        }
    }

    @Override
    public void endFetch(FetchRun run, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            FetchRun stored = tables.fetches.get(run.school());
            boolean repeated = stored != null
                    && stored.id().equals(run.id())
                    && stored.ended().isPresent();
            if (!repeated) {
                storeEnd(run);
                tables.leave(eventsAndAudit);
            }
        }
    }

    /** A contact that was requested later stays the latest. */
    private void storeEnd(FetchRun ended) {
        tables.endedFetches
                .computeIfAbsent(ended.school(), _ -> new HashMap<>())
                .put(ended.id(), ended);
        tables.fetches.merge(
                ended.school(), ended, (stored, run) -> stored.requestedAt().isAfter(run.requestedAt()) ? stored : run);
    }

    @Override
    public List<FetchRun> endedFetches(SchoolId school) {
        synchronized (tables) {
            return tables.endedFetches.getOrDefault(school, Map.of()).values().stream()
                    .sorted(Comparator.comparing(FetchRun::requestedAt).reversed())
                    .toList();
        }
    }

    @Override
    public Optional<FetchRun> latestFetch(SchoolId school) {
        synchronized (tables) {
            return Optional.ofNullable(tables.fetches.get(school));
        }
    }
}
