package nl.laslink.domain.testing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Work;
import nl.laslink.domain.imports.WorkUnderWay;
import nl.laslink.domain.testing.InMemoryTables.Progress;
import nl.laslink.domain.testing.InMemoryTables.WorkKey;

/** The work under way, in memory. */
public final class InMemoryWorkUnderWay implements WorkUnderWay {
    private final InMemoryTables tables;

    public InMemoryWorkUnderWay(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Work> withoutProgressSince(Instant moment) {
        synchronized (tables) {
            return all().filter(work -> !isStuck(work) && !work.progressAt().isAfter(moment))
                    .sorted(Comparator.comparing(Work::progressAt))
                    .toList();
        }
    }

    @Override
    public List<Work> stuck() {
        synchronized (tables) {
            return all().filter(this::isStuck).toList();
        }
    }

    private Stream<Work> all() {
        Stream<Work> fetches = tables.fetches.values().stream()
                .filter(run -> run.ended().isEmpty())
                .map(this::of);
        Stream<Work> commits = tables.commits.values().stream()
                .filter(Commit.Planned.class::isInstance)
                .map(commit -> of(commit.header()));
        return Stream.concat(fetches, commits);
    }

    private Work of(FetchRun run) {
        WorkKey key = new WorkKey(run.school(), Work.Kind.FETCHING, run.id().value());
        Progress progress = tables.work.getOrDefault(key, new Progress(run.requestedAt(), 0, false));
        return new Work(
                run.school(),
                key.kind(),
                key.id(),
                new DomainEvent.FetchRequested(run.school(), run.id(), run.night()),
                new CorrelationId(run.id().value()),
                progress.at(),
                progress.resumed());
    }

    private Work of(Commit.Header header) {
        WorkKey key =
                new WorkKey(header.school(), Work.Kind.COMMITTING, header.id().value());
        Progress progress = tables.work.getOrDefault(key, new Progress(header.at(), 0, false));
        return new Work(
                header.school(),
                key.kind(),
                key.id(),
                new DomainEvent.CommitUnfinished(header.school(), header.id()),
                header.correlation(),
                progress.at(),
                progress.resumed());
    }

    private static WorkKey key(Work work) {
        return new WorkKey(work.school(), work.kind(), work.id());
    }

    private boolean isStuck(Work work) {
        return tables.work
                .getOrDefault(key(work), new Progress(work.progressAt(), 0, false))
                .stuck();
    }

    @Override
    public boolean resume(Work work, int resumed, Instant now, EventsAndAudit eventsAndAudit) {
        synchronized (tables) {
            boolean isThere = isUnmoved(work);
            if (isThere) {
                tables.work.put(key(work), new Progress(now, resumed, false));
                tables.leave(eventsAndAudit);
            }
            return isThere;
        }
    }

    @Override
    public boolean giveUp(Work work) {
        synchronized (tables) {
            boolean isThere = isUnmoved(work);
            if (isThere) {
                tables.work.put(key(work), new Progress(work.progressAt(), work.resumed(), true));
            }
            return isThere;
        }
    }

    private boolean isUnmoved(Work work) {
        return all().anyMatch(w -> key(w).equals(key(work)) && w.progressAt().equals(work.progressAt()));
    }
}
