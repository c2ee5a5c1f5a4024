package nl.laslink.domain.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.RosterStore.LockOutcome;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.SchoolId;

/**
 * Carries out a stored plan so that readers see the school before or after it and never half of it. It only rolls forward:
 * whoever repeats it, or finds the lock of a commit that died, executes the same plan.
 */
public final class RosterCommit {
    /** Records written at the same time; more gains nothing with DynamoDB's latency and costs connections. */
    private static final int AT_ONCE = 16;

    /** Records between two tellings of the progress: a write for each batch is too much for a line on a screen. */
    private static final int TOLD_EVERY = 4 * AT_ONCE;

    private final RosterStore rosters;
    private final CommitStore commits;
    private final ImportStore imports;
    private final Clock clock;
    private final Duration lockTime;
    private final Instant deadline;

    /** @param lockTime longer than the function's timeout, so that a lock never outlives its worker's right to write */
    public RosterCommit(RosterStore rosters, CommitStore commits, ImportStore imports, Clock clock, Duration lockTime) {
        this(rosters, commits, imports, clock, lockTime, Instant.MAX);
    }

    private RosterCommit(
            RosterStore rosters,
            CommitStore commits,
            ImportStore imports,
            Clock clock,
            Duration lockTime,
            Instant deadline) {
        this.rosters = rosters;
        this.commits = commits;
        this.imports = imports;
        this.clock = clock;
        this.lockTime = lockTime;
        this.deadline = deadline;
    }

    /** The same, which begins no more records after {@code end} and hands the rest over to a next message. */
    public RosterCommit until(Instant end) {
        return new RosterCommit(rosters, commits, imports, clock, lockTime, end);
    }

    public sealed interface Outcome {
        record Committed(Commit.Done commit) implements Outcome {}

        /** The school changed after the plan was made, and nothing of it is still true: nothing was written. */
        record Stale(Commit.Stale commit) implements Outcome {}

        /** Another commit is at work; try again later. */
        record Busy(CommitId holder) implements Outcome {}

        /** The time ran out: {@code commit} tells how many records are written, and a next message writes the rest. */
        record HandedOver(Commit.Planned commit) implements Outcome {}

        /** No plan is stored under this id. */
        record Unknown() implements Outcome {}
    }

    /** Executes the commit whose plan is stored, finishing a dead one first. */
    public Outcome execute(SchoolId school, CommitId id) {
        Optional<Commit> found = commits.find(school, id);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        return switch (found.get()) {
            case Commit.Done done -> new Outcome.Committed(done);
            case Commit.Stale stale -> new Outcome.Stale(stale);
            case Commit.Planned planned -> locked(school, id, revision -> roll(planned, revision));
        };
    }

    /** Stores and executes a plan that is made under the lock, from the revision it is given; for commits nobody confirmed. */
    public Outcome execute(SchoolId school, CommitId id, LongFunction<Prepared> prepare) {
        // Looked up under the lock: before it, another worker may be about to finish this very commit.
        return locked(school, id, revision -> commits.find(school, id)
                .map(stored -> resume(stored, revision))
                .orElseGet(() -> begin(school, id, revision, prepare.apply(revision))));
    }

    private Outcome begin(SchoolId school, CommitId id, long revision, Prepared prepared) {
        commits.storePlan(school, id, prepared.entries());
        Commit.Planned planned = new Commit.Planned(prepared.header(), 0);
        commits.start(planned, new EventsAndAudit(prepared.header().correlation(), List.of(), List.of()));
        return roll(planned, revision);
    }

    private Outcome resume(Commit stored, long revision) {
        return switch (stored) {
            case Commit.Planned planned -> roll(planned, revision);
            case Commit.Done done -> {
                rosters.unlock(done.header().school(), done.header().id());
                yield new Outcome.Committed(done);
            }
            case Commit.Stale stale -> {
                rosters.unlock(stale.header().school(), stale.header().id());
                yield new Outcome.Stale(stale);
            }
        };
    }

    /** A plan and the commit that will follow it. */
    public record Prepared(Commit.Header header, List<PlanEntry> entries) {}

    private Outcome locked(SchoolId school, CommitId id, LongFunction<Outcome> work) {
        Instant now = clock.instant();
        return switch (rosters.lock(school, id, now, now.plus(lockTime))) {
            case LockOutcome.Locked(long revision) -> work.apply(revision);
            case LockOutcome.Busy(CommitId holder, Instant _) -> new Outcome.Busy(holder);
            case LockOutcome.Abandoned(CommitId holder) -> {
                switch (execute(school, holder)) {
                    // The worker crashed with the lock before it stored its plan, or after its end: the lock has no
                    // use.
                    case Outcome.Unknown _, Outcome.Committed _, Outcome.Stale _ -> rosters.unlock(school, holder);
                    case Outcome.Busy _, Outcome.HandedOver _ -> {}
                }
                yield locked(school, id, work);
            }
        };
    }

    private Outcome roll(Commit.Planned planned, long revision) {
        Commit.Header header = planned.header();
        if (revision != header.baseRevision()) {
            // It is stale, or another worker finished it after this one looked it up.
            return commits.find(header.school(), header.id())
                    .filter(Commit.Done.class::isInstance)
                    .map(done -> resume(done, revision))
                    .orElseGet(() -> rebase(header, revision));
        }
        List<PlanEntry> plan = commits.plan(header.school(), header.id());
        // At least one batch is written in each message, so that a slow store ends too.
        for (int from = planned.written(); from < plan.size(); from += AT_ONCE) {
            if (from > planned.written() && !clock.instant().isBefore(deadline)) {
                return handOver(new Commit.Planned(header, from));
            }
            List<PlanEntry> batch = plan.subList(from, Math.min(plan.size(), from + AT_ONCE));
            if (!write(header, revision, batch)) {
                return new Outcome.Busy(header.id());
            }
            int written = from + batch.size();
            if (written % TOLD_EVERY == 0 && written < plan.size()) {
                commits.progress(header.school(), header.id(), written, clock.instant());
            }
        }
        Commit.Done done = new Commit.Done(header);
        Optional<Import> next = afterwards(header);
        rosters.flip(done, next, eventsAndAudit(header, revision + 1, next));
        return new Outcome.Committed(done);
    }

    /** Keeps the lock, which the next message takes again. */
    private Outcome handOver(Commit.Planned soFar) {
        Commit.Header header = soFar.header();
        commits.handOver(
                soFar,
                clock.instant(),
                EventsAndAudit.of(
                        header.correlation(), new DomainEvent.CommitUnfinished(header.school(), header.id())));
        return new Outcome.HandedOver(soFar);
    }

    /** The school changed between the confirmation and this lock: the rows that are still true are committed. */
    private Outcome rebase(Commit.Header header, long revision) {
        SchoolId school = header.school();
        Optional<Import.Committing> confirmed = confirmed(header);
        List<PlanEntry> plan = commits.plan(school, header.id());
        Roster now = rosters.read(school);
        Rebase rebase = Rebase.of(plan, now);
        if (confirmed.isEmpty() || rebase.entries().isEmpty()) {
            return giveUp(header);
        }
        List<Row> rows = imports.rows(school);
        Import.Receipt receipt = rebase.receipt(header.receipt(), plan, rows);
        Commit.Planned rebased =
                new Commit.Planned(header.rebased(revision, rebase.entries().size(), receipt), 0);
        Import.Committing before = confirmed.get();
        boolean isAskedAgain = !rebase.rowsBack(rows).isEmpty() || rebase.leaverIsBack(plan, now);
        Import.Header after = isAskedAgain
                ? before.header().partlyCommitted(new Import.PartlyCommitted(receipt, rebase.rowsBack(rows)))
                : before.header();
        Import.Committing next =
                new Import.Committing(after, before.commit(), before.by(), before.at(), before.version() + 1);
        return switch (imports.rebase(next, rebase.rows(rows), rebased, rebase.entries())) {
            case ImportStore.ImportWrite.Saved() -> roll(rebased, revision);
            // Another worker on the same commit did.
            case ImportStore.ImportWrite.Moved() -> new Outcome.Busy(header.id());
        };
    }

    private Outcome giveUp(Commit.Header header) {
        Commit.Stale stale = new Commit.Stale(header);
        Optional<Import.Open> reopened = confirmed(header).map(c -> new Import.Open(c.header(), true, c.version() + 1));
        commits.giveUp(stale, reopened, new EventsAndAudit(header.correlation(), List.of(), List.of()));
        rosters.unlock(header.school(), header.id());
        return new Outcome.Stale(stale);
    }

    private Optional<Import> afterwards(Commit.Header header) {
        return switch (header.kind()) {
            case IMPORT -> confirmed(header).map(c -> committed(header, c));
            case QUIET -> Optional.empty();
            case UNDO, MERGE, LINK_MOVE, EXTERNAL_NUMBERS_REMOVAL -> stagedMeanwhile(header);
        };
    }

    private Import committed(Commit.Header header, Import.Committing confirmed) {
        Import.Receipt receipt = withTime(header.receipt());
        return confirmed
                .header()
                .partly()
                .<Import>map(part -> new Import.Open(
                        confirmed.header().partlyCommitted(new Import.PartlyCommitted(receipt, part.back())),
                        true,
                        confirmed.version() + 1))
                .orElseGet(
                        () -> new Import.Committed(confirmed.header(), header.id(), receipt, confirmed.version() + 1));
    }

    /** An import that was staged between the press and now was compared with the roster before this commit: it ends. */
    private Optional<Import> stagedMeanwhile(Commit.Header header) {
        return imports.find(header.school())
                .filter(Import.Open.class::isInstance)
                .map(open -> new Import.Aborted(open.header(), header.by(), clock.instant(), open.version() + 1));
    }

    /** The import this commit closes: only one that a person confirmed. */
    private Optional<Import.Committing> confirmed(Commit.Header header) {
        if (header.kind() != Commit.Kind.IMPORT) {
            return Optional.empty();
        }
        return imports.find(header.school())
                .filter(Import.Committing.class::isInstance)
                .map(Import.Committing.class::cast)
                .filter(c -> c.commit().equals(header.id()));
    }

    private Import.Receipt withTime(Import.Receipt r) {
        return new Import.Receipt(
                clock.instant(),
                r.by(),
                r.groups(),
                r.teachers(),
                r.pupils(),
                r.deactivated(),
                r.teachersLeftOut(),
                r.skipped(),
                r.cameBack());
    }

    private EventsAndAudit eventsAndAudit(Commit.Header header, long revision, Optional<Import> next) {
        List<DomainEvent> events = new ArrayList<>();
        events.add(new DomainEvent.RosterChanged(header.school(), revision));
        header.importId()
                .ifPresent(importId -> events.add(new DomainEvent.ImportCommitted(
                        header.school(), importId, header.id(), revision, header.kind() != Commit.Kind.IMPORT)));
        AuditAction action =
                switch (header.kind()) {
                    case IMPORT, QUIET -> AuditAction.IMPORT_COMMITTED;
                    case EXTERNAL_NUMBERS_REMOVAL -> AuditAction.EXTERNAL_NUMBERS_REMOVED;
                    case MERGE -> AuditAction.PUPILS_MERGED;
                    case LINK_MOVE -> AuditAction.LINK_MOVED;
                    case UNDO -> AuditAction.IMPORT_UNDONE;
                };
        AuditEntry entry = new AuditEntry(
                header.school(),
                clock.instant(),
                header.by(),
                action,
                java.util.Map.of("records", Integer.toString(header.entries())));
        EventsAndAudit committed = new EventsAndAudit(header.correlation(), events, List.of(entry));
        return next.filter(Import.Aborted.class::isInstance)
                .map(_ -> committed.and(new AuditEntry(
                        header.school(), clock.instant(), header.by(), AuditAction.IMPORT_ABORTED, java.util.Map.of())))
                .orElse(committed);
    }

    /** False when this worker was fenced off. */
    private boolean write(Commit.Header header, long revision, List<PlanEntry> batch) {
        List<Callable<RosterStore.PutOutcome>> puts = batch.stream()
                .<Callable<RosterStore.PutOutcome>>map(
                        entry -> () -> rosters.put(header.school(), header.id(), revision, entry))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            boolean written = true;
            for (Future<RosterStore.PutOutcome> put : threads.invokeAll(puts)) {
                written &= put.get() == RosterStore.PutOutcome.WRITTEN;
            }
            return written;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommitInterrupted(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a put throws no checked exception", failed);
        }
    }

    /** The function's time ran out; the retry continues. */
    public static final class CommitInterrupted extends RuntimeException {
        CommitInterrupted(InterruptedException cause) {
            super("the commit was interrupted", cause);
        }
    }
}
