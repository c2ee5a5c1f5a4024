package nl.laslink.reviewimport;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.Trail;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitId;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportPlan;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.link.Actor;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterStore;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;

/** The second press, Gegevens importeren: stores the plan and hands it to the commit. Or the other way out: Import afbreken. */
final class CloseImport {
    private final ImportStore imports;
    private final CommitStore commits;
    private final RosterStore rosters;
    private final LinkStore links;
    private final Clock clock;
    private final Ids ids;

    CloseImport(ImportStore imports, CommitStore commits, RosterStore rosters, LinkStore links, Clock clock, Ids ids) {
        this.imports = imports;
        this.commits = commits;
        this.rosters = rosters;
        this.links = links;
        this.clock = clock;
        this.ids = ids;
    }

    sealed interface Outcome {
        record Confirmed(Import.Committing committing) implements Outcome {}

        record Aborted(Import.Aborted aborted) implements Outcome {}

        record NoOpenImport() implements Outcome {}

        record Committing() implements Outcome {}

        /** The link with the LAS that delivered the rows ended. */
        record NotLinked() implements Outcome {}

        /** A colleague or a new contact changed the import after this person looked. */
        record Moved(long version) implements Outcome {}

        /** Rows still need a choice. */
        record Undecided(int rows) implements Outcome {}
    }

    Outcome confirm(SchoolId school, long version, Actor by) {
        return open(school, version, open -> {
            Import.Header header = open.header();
            if (!isLinked(header)) {
                return new Outcome.NotLinked();
            }
            List<Row> rows = imports.rows(school, header.id());
            int undecided = Math.toIntExact(rows.stream()
                    .filter(r -> r.decision() instanceof Decision.Undecided)
                    .count());
            if (undecided > 0) {
                return new Outcome.Undecided(undecided);
            }
            Roster roster = rosters.read(school);
            ImportPlan plan = ImportPlan.whole(rows, roster, header, ids);
            CommitId id = new CommitId(ids.next());
            Instant now = clock.instant();
            commits.storePlan(school, id, plan.entries());
            Commit.Planned planned = new Commit.Planned(
                    new Commit.Header(
                            school,
                            id,
                            Commit.Kind.IMPORT,
                            Optional.of(header.id()),
                            by,
                            now,
                            roster.revision(),
                            plan.entries().size(),
                            plan.receipt(now, by),
                            header.correlation()),
                    0);
            Import.Committing committing = new Import.Committing(header, id, by, now, version + 1);
            Trail trail = Trail.of(header.correlation(), new DomainEvent.ImportConfirmed(school, header.id(), id))
                    .and(new AuditEntry(school, now, by, AuditAction.IMPORT_CONFIRMED, counts(plan)));
            return saved(
                    school,
                    imports.advance(committing, Optional.of(planned), trail),
                    new Outcome.Confirmed(committing));
        });
    }

    Outcome abort(SchoolId school, long version, Actor by) {
        return open(school, version, open -> {
            Instant now = clock.instant();
            Import.Aborted aborted = new Import.Aborted(open.header(), by, now, version + 1);
            Trail trail = Trail.of(open.header().correlation())
                    .and(new AuditEntry(school, now, by, AuditAction.IMPORT_ABORTED, Map.of()));
            return saved(school, imports.advance(aborted, Optional.empty(), trail), new Outcome.Aborted(aborted));
        });
    }

    private Outcome open(SchoolId school, long version, Function<Import.Open, Outcome> work) {
        Optional<Import> stored = imports.find(school);
        if (stored.filter(Import.Committing.class::isInstance).isPresent()) {
            return new Outcome.Committing();
        }
        if (!(stored.orElse(null) instanceof Import.Open open) || open.header().isExpiredAt(clock.instant())) {
            return new Outcome.NoOpenImport();
        }
        return open.version() == version ? work.apply(open) : new Outcome.Moved(open.version());
    }

    private boolean isLinked(Import.Header header) {
        return links.find(header.school()).orElse(null) instanceof Link.Active active
                && active.fields().type().equals(header.las());
    }

    private Outcome saved(SchoolId school, ImportStore.ImportWrite write, Outcome done) {
        return switch (write) {
            case ImportStore.ImportWrite.Saved() -> done;
            case ImportStore.ImportWrite.Moved() ->
                new Outcome.Moved(imports.find(school).orElseThrow().version());
        };
    }

    private static Map<String, String> counts(ImportPlan plan) {
        return Map.of(
                "groups", Integer.toString(plan.groups().added() + plan.groups().changed()),
                "teachers",
                        Integer.toString(
                                plan.teachers().added() + plan.teachers().changed()),
                "pupils", Integer.toString(plan.pupils().added() + plan.pupils().changed()),
                "deactivated", Integer.toString(plan.deactivated().size()));
    }
}
