package nl.laslink.operations.pupil;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.operations.Refused;
import nl.laslink.platform.dynamodb.Stored;
import nl.laslink.platform.json.JsonObject;

/** Everything that an environment has of one pupil. */
final class PupilData {
    private final PupilStores stores;
    private final Clock clock;

    PupilData(PupilStores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * A pupil's data as JSON, in the form in which it is stored.
     *
     * @throws Refused when the school has nothing of such a pupil
     */
    JsonObject export(SchoolId school, RecordId id) {
        Roster roster = stores.rosters().read(school);
        Set<RecordId> ids = idsOf(roster, id);
        List<LedgerEntry> results = results(school, ids);
        Optional<RosterRecord> record = roster.find(id);
        if (record.isEmpty() && results.isEmpty()) {
            throw new Refused(school + " has no pupil with this ID.");
        }
        List<Change> changes = changes(school, ids);
        List<Row> rows = stores.imports().rows(school).stream()
                .filter(row -> isAbout(row, ids))
                .toList();
        return JsonObject.empty()
                .put("school", school)
                .put("pupil", id)
                .put("exportedAt", clock.instant())
                .put("record", record, Stored::json)
                .putObjects("results", results, Stored::json)
                .putObjects("changes", changes, PupilData::json)
                .putObjects("inOpenImport", rows, row -> Stored.json(row.delivered()));
    }

    private record Change(Commit.Header commit, PlanEntry entry) {}

    private static JsonObject json(Change change) {
        return JsonObject.empty()
                .put("at", change.commit().at())
                .put("before", change.entry().before(), Stored::json)
                .put("after", Stored.json(change.entry().after()));
    }

    /** Those of the last 30 days; older commits have counts only. */
    private List<Change> changes(SchoolId school, Set<RecordId> ids) {
        return stores.commits().all(school).stream()
                .flatMap(commit -> stores.commits().plan(school, commit.header().id()).stream()
                        .filter(entry -> ids.contains(entry.id()))
                        .map(entry -> new Change(commit.header(), entry)))
                .toList();
    }

    private static boolean isAbout(Row row, Set<RecordId> ids) {
        boolean isKnown = row instanceof Row.Known known && ids.contains(known.record());
        return isKnown || row.decision() instanceof Decision.LinkTo link && ids.contains(link.target());
    }

    List<LedgerEntry> results(SchoolId school, Set<RecordId> ids) {
        return stores.scores().all(school).stream()
                .filter(entry -> ids.contains(entry.pupil()))
                .toList();
    }

    /** The pupil's ID and those of the records that were merged into it. */
    static Set<RecordId> idsOf(Roster roster, RecordId id) {
        Set<RecordId> ids = new HashSet<>(Set.of(id));
        int before = 0;
        while (ids.size() > before) {
            before = ids.size();
            merged(roster)
                    .filter(gone -> ids.contains(gone.mergedInto().orElseThrow()))
                    .forEach(gone -> ids.add(gone.id()));
        }
        return ids;
    }

    private static Stream<Gone> merged(Roster roster) {
        return roster.stored().stream()
                .filter(Gone.class::isInstance)
                .map(Gone.class::cast)
                .filter(gone -> gone.mergedInto().isPresent());
    }
}
