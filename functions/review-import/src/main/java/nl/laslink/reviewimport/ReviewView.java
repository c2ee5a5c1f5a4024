package nl.laslink.reviewimport;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
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
import nl.laslink.platform.http.Page;
import nl.laslink.platform.http.Views;
import nl.laslink.platform.json.JsonObject;

/** The rows of the open import and what committing them would do. Nothing is shown of an import that is not open. */
final class ReviewView {
    private static final String CURSOR_SEPARATOR = "~";
    private static final Optional<Integer> NO_NUMBER = Optional.empty();

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
        RowView view = new RowView(all, rosters.read(school));
        List<Row> page = Page.of(sorted(decided), view::of);
        JsonObject json = JsonObject.empty().putObjects("items", page, view::of);
        return page.size() < decided.size() ? json.put("reload", true) : json;
    }

    /** @return none when no import is open, or it or the roster changed since the answer that gave the cursor */
    Optional<HttpResponse> summary(SchoolId school, Optional<String> cursor) {
        return open(school).flatMap(open -> {
            Roster roster = rosters.read(school);
            String moment = String.join(
                    CURSOR_SEPARATOR,
                    open.header().id().value(),
                    Long.toString(open.version()),
                    Long.toString(roster.revision()),
                    "");
            Optional<Integer> from = cursor.map(
                            c -> c.startsWith(moment) ? number(c.substring(moment.length())) : NO_NUMBER)
                    .orElse(Optional.of(0));
            return from.map(start ->
                    HttpResponse.ok(summary(open, roster, start, moment)).withVersion(open.version()));
        });
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : NO_NUMBER;
    }

    private Optional<Import.Open> open(SchoolId school) {
        return imports.find(school)
                .filter(Import.Open.class::isInstance)
                .map(Import.Open.class::cast)
                .filter(o -> !o.header().isExpiredAt(clock.instant()))
                .map(Logged::shown);
    }

    private static HttpResponse page(Import.Open open, List<Row> rows, int from, Roster roster) {
        RowView view = new RowView(rows, roster);
        List<Row> page = Page.of(rows.subList(from, rows.size()), view::of);
        JsonObject json =
                JsonObject.empty().put("importId", open.header().id().value()).putObjects("items", page, view::of);
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

    /** Leavers, then teachers without an address, from the {@code from}th of them. */
    private JsonObject summary(Import.Open open, Roster roster, int from, String moment) {
        Import.Header header = open.header();
        List<Row> rows = sorted(imports.rows(header.school(), header.id()));
        ImportPlan plan = ImportPlan.whole(rows, roster, header, ids);
        List<JsonObject> leavers = Leavers.of(rows, roster, header).stream()
                .map(leaver -> leaver(leaver, roster))
                .toList();
        List<JsonObject> named = Stream.concat(
                        leavers.stream(), plan.teachersLeftOut().stream().map(ReviewView::teacher))
                .toList();
        int first = Math.min(from, named.size());
        int end = first
                + Page.of(named.subList(first, named.size()), Function.identity())
                        .size();
        int border = Math.clamp(leavers.size(), first, end);
        JsonObject json = JsonObject.empty()
                .put("importId", header.id().value())
                .put("version", open.version())
                .put("groups", ImportView.addedChanged(plan.groups()))
                .put("teachers", ImportView.addedChanged(plan.teachers()))
                .put("pupils", ImportView.addedChanged(plan.pupils()))
                .put("skipped", ImportView.counts(plan.skipped()))
                .put("pupilsLeftOut", header.pupilsLeftOut())
                .putObjects("leavers", named.subList(first, border), Function.identity())
                .put(
                        "undecided",
                        JsonObject.empty()
                                .put("groups", undecided(rows, RowKind.GROUP))
                                .put("teachers", undecided(rows, RowKind.TEACHER))
                                .put("pupils", undecided(rows, RowKind.PUPIL)))
                .putObjects("teachersWithoutEmail", named.subList(border, end), Function.identity());
        return end < named.size() ? json.put("next", moment + end) : json;
    }

    private static JsonObject teacher(Row row) {
        return JsonObject.empty().put("rowId", row.id().value()).put("name", RowView.name(row));
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
