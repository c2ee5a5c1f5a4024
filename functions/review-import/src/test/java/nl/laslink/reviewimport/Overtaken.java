package nl.laslink.reviewimport;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.StagedRows;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.SchoolId;

/** Imports in which a colleague decides just before a press is stored. */
record Overtaken(ImportStore imports) implements ImportStore {
    @Override
    public ImportWrite advance(Import next, Optional<Commit.Planned> commit, EventsAndAudit eventsAndAudit) {
        Import.Open open = (Import.Open) imports.find(next.header().school()).orElseThrow();
        StagedRows rows = imports.findWithRows(
                        next.header().school(), open.header().stagedAt())
                .flatMap(WithRows::rows)
                .orElseThrow();
        imports.decide(new Import.Open(open.header(), false, open.version() + 1), rows, List.of());
        return imports.advance(next, commit, eventsAndAudit);
    }

    @Override
    public Optional<Import> find(SchoolId school) {
        return imports.find(school);
    }

    @Override
    public Optional<WithRows> findWithRows(SchoolId school, Instant now) {
        return imports.findWithRows(school, now);
    }

    @Override
    public ImportWrite stage(
            Import.Open next, List<Row> rows, FetchRun ended, byte[] rawXml, EventsAndAudit eventsAndAudit) {
        return imports.stage(next, rows, ended, rawXml, eventsAndAudit);
    }

    @Override
    public ImportWrite decide(Import.Open next, StagedRows before, List<Row> decided) {
        return imports.decide(next, before, decided);
    }

    @Override
    public List<Row> rows(SchoolId school) {
        return imports.rows(school);
    }

    @Override
    public ImportWrite rebase(Import.Committing next, List<Row> rows, Commit.Planned commit, List<PlanEntry> plan) {
        return imports.rebase(next, rows, commit, plan);
    }

    @Override
    public boolean requestFetch(FetchRun run, Instant runningSince, EventsAndAudit eventsAndAudit) {
        return imports.requestFetch(run, runningSince, eventsAndAudit);
    }

    @Override
    public void endFetch(FetchRun run, EventsAndAudit eventsAndAudit) {
        imports.endFetch(run, eventsAndAudit);
    }

    @Override
    public List<FetchRun> endedFetches(SchoolId school) {
        return imports.endedFetches(school);
    }

    @Override
    public Optional<FetchRun> latestFetch(SchoolId school) {
        return imports.latestFetch(school);
    }
}
