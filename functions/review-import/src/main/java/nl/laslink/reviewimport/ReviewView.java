package nl.laslink.reviewimport;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportPlan;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Leavers;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowKind;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterStore;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.http.HttpResponse;
import nl.laslink.platform.http.Views;
import nl.laslink.platform.json.JsonObject;

/** The rows of the open import and what committing them would do. Nothing is shown of an import that is not open. */
final class ReviewView {
    private static final int PAGE = 1_000; // design, lists
    private static final String CURSOR_SEPARATOR = "~";

    private final ImportStore imports;
    private final RosterStore rosters;
    private final Clock clock;
    private final Ids ids;

    ReviewView(ImportStore imports, RosterStore rosters, Clock clock, Ids ids) {
        this.imports = imports;
        this.rosters = rosters;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * One page of rows: groups, teachers, pupils, each by name.
     *
     * @return none when no import is open, or the cursor is of another import or of a row that is gone
     */
    Optional<HttpResponse> rows(SchoolId school, Optional<String> cursor) {
        return open(school).flatMap(open -> {
            List<Row> rows = sorted(imports.rows(school, open.header().id()));
            Optional<Integer> from = cursor.map(c -> after(c, open, rows)).orElse(Optional.of(0));
            return from.map(start -> page(open, rows, start, rosters.read(school)));
        });
    }

    JsonObject rows(SchoolId school, List<Row> decided) {
        List<Row> all = decided.isEmpty()
                ? List.of()
                : imports.rows(school, decided.getFirst().importId());
        return JsonObject.empty().putObjects("items", sorted(decided), new RowView(all, rosters.read(school))::of);
    }

    /** @return none when no import is open */
    Optional<HttpResponse> summary(SchoolId school) {
        return open(school).map(open -> HttpResponse.ok(summary(open, rosters.read(school)))
                .withVersion(open.version()));
    }

    private Optional<Import.Open> open(SchoolId school) {
        return imports.find(school)
                .filter(Import.Open.class::isInstance)
                .map(Import.Open.class::cast)
                .filter(o -> !o.header().isExpiredAt(clock.instant()));
    }

    private static HttpResponse page(Import.Open open, List<Row> rows, int from, Roster roster) {
        List<Row> page = rows.subList(from, Math.min(rows.size(), from + PAGE));
        JsonObject json = JsonObject.empty()
                .put("importId", open.header().id().value())
                .putObjects("items", page, new RowView(rows, roster)::of);
        if (from + page.size() < rows.size()) {
            json.put(
                    "next",
                    open.header().id() + CURSOR_SEPARATOR + page.getLast().id());
        }
        return HttpResponse.ok(json);
    }

    private static Optional<Integer> after(String cursor, Import.Open open, List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (cursor.equals(
                    open.header().id() + CURSOR_SEPARATOR + rows.get(i).id())) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    private JsonObject summary(Import.Open open, Roster roster) {
        Import.Header header = open.header();
        List<Row> rows = sorted(imports.rows(header.school(), header.id()));
        ImportPlan plan = ImportPlan.whole(rows, roster, header, ids);
        return JsonObject.empty()
                .put("importId", header.id().value())
                .put("version", open.version())
                .put("groups", ImportView.addedChanged(plan.groups()))
                .put("teachers", ImportView.addedChanged(plan.teachers()))
                .put("pupils", ImportView.addedChanged(plan.pupils()))
                .put("skipped", ImportView.counts(plan.skipped()))
                .put("pupilsLeftOut", header.pupilsLeftOut())
                .putObjects("leavers", Leavers.of(rows, roster, header), leaver -> leaver(leaver, roster))
                .put(
                        "undecided",
                        JsonObject.empty()
                                .put("groups", undecided(rows, RowKind.GROUP))
                                .put("teachers", undecided(rows, RowKind.TEACHER))
                                .put("pupils", undecided(rows, RowKind.PUPIL)))
                .putObjects("teachersWithoutEmail", plan.teachersLeftOut(), row -> JsonObject.empty()
                        .put("rowId", row.id().value())
                        .put("name", RowView.name(row)));
    }

    private static JsonObject leaver(Leavers.Leaver leaver, Roster roster) {
        return JsonObject.empty()
                .put("pupilId", leaver.pupil().id().value())
                .put("name", leaver.pupil().name().full())
                .put("group", leaver.pupil().group().flatMap(roster::group).map(Group::name))
                .put("testResults", leaver.pupil().tests().results())
                .put("reason", Views.word(leaver.reason()))
                .put("keptActive", leaver.kept());
    }

    private static long undecided(List<Row> rows, RowKind kind) {
        return rows.stream()
                .filter(r -> r.kind() == kind && r.decision() instanceof Decision.Undecided)
                .count();
    }

    private static List<Row> sorted(List<Row> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(Row::kind)
                        .thenComparing(ReviewView::sortName)
                        .thenComparing(row -> row.id().value()))
                .toList();
    }

    private static String sortName(Row row) {
        return switch (row.delivered()) {
            case DeliveredGroup group -> group.name().toLowerCase(Locale.ROOT);
            case DeliveredTeacher teacher -> sortName(teacher.name());
            case DeliveredPupil pupil -> sortName(pupil.name());
        };
    }

    private static String sortName(PersonName name) {
        // The separator sorts before every letter: "Jansen, Zoë" stands before "Jansens, Anna".
        return (name.surname().orElse("") + "\t" + name.firstName().orElse("")).toLowerCase(Locale.ROOT);
    }
}
