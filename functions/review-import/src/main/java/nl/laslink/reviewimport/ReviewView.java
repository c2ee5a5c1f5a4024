package nl.laslink.reviewimport;

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
import nl.laslink.domain.imports.Candidate;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportPlan;
import nl.laslink.domain.imports.Leavers;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Reviews;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.http.HttpResponse;
import nl.laslink.platform.http.Page;
import nl.laslink.platform.json.JsonObject;

/** The rows of the open import and what committing them would do. Nothing is shown of an import that is not open. */
final class ReviewView {
    private static final String CURSOR_SEPARATOR = "~";
    private static final Optional<Integer> NO_NUMBER = Optional.empty();

    private final Reviews reviews;
    private final Ids ids;

    ReviewView(Reviews reviews, Ids ids) {
        this.reviews = reviews;
        this.ids = ids;
    }

    /**
     * One page of rows: groups, teachers, pupils, each by name.
     *
     * @return none when no import is open, or the cursor is of another import or of a row that is gone
     */
    Optional<HttpResponse> rows(SchoolId school, Optional<String> cursor) {
        return open(school).flatMap(review -> {
            List<Row> rows = sorted(review.rows());
            Optional<Integer> from =
                    cursor.map(c -> after(c, review.open(), rows)).orElse(Optional.of(0));
            return from.map(start -> page(review, rows, start));
        });
    }

    /** Everything that a decision changed on the pages: its rows, those that one press may now link or not, and the counts. */
    JsonObject decided(Review before, Review after, List<Row> decided) {
        RowView view = new RowView(after);
        List<Row> changed = after.rows().stream()
                .filter(row -> decided.contains(row)
                        || !view.certain(row)
                                .equals(Optional.ofNullable(
                                        before.certainMatches().get(row.id()))))
                .toList();
        List<Row> page = Page.of(sorted(changed), view::of);
        JsonObject json = JsonObject.empty()
                .putObjects("items", page, view::of)
                .put(
                        "pupilsOfSkipped",
                        after.pupilsOfSkipped(decided).stream().map(Row::id).toList())
                .put(
                        "pupilsOfReturned",
                        after.pupilsOfReturned(before, decided).stream()
                                .map(Row::id)
                                .toList())
                .put("review", ImportView.review(JsonObject.empty(), after));
        return page.size() < changed.size() ? json.put("reload", true) : json;
    }

    /** @return none when no import is open, or it or the roster changed since the answer that gave the cursor */
    Optional<HttpResponse> summary(SchoolId school, Optional<String> cursor) {
        return open(school).flatMap(review -> {
            String moment = moment(review);
            Optional<Integer> from = from(cursor, moment);
            return from.map(start -> HttpResponse.ok(summary(review, start, moment))
                    .withVersion(review.open().version()));
        });
    }

    /**
     * Koppeling aanpassen: a row, and every existing record of its kind.
     *
     * @return none when no import is open, the row is gone, or something changed since the answer that gave the cursor
     */
    Optional<HttpResponse> candidates(SchoolId school, String rowId, Optional<String> cursor) {
        return open(school).flatMap(review -> review.row(rowId).flatMap(row -> {
            String moment = moment(review);
            return from(cursor, moment).map(start -> HttpResponse.ok(candidates(review, row, start, moment)));
        }));
    }

    private static JsonObject candidates(Review review, Row row, int from, String moment) {
        RowView view = new RowView(review);
        List<Candidate> all = review.candidates(row);
        int first = Math.min(from, all.size());
        List<Candidate> page = Page.of(all.subList(first, all.size()), candidate -> view.candidate(row, candidate));
        JsonObject json = JsonObject.empty()
                .put("importId", review.header().id())
                .put("row", view.of(row))
                .putObjects("items", page, candidate -> view.candidate(row, candidate));
        int end = first + page.size();
        return end < all.size() ? json.put("next", moment + end) : json;
    }

    /** The state that a cursor belongs to. */
    private static String moment(Review review) {
        return String.join(
                CURSOR_SEPARATOR,
                review.header().id().value(),
                Long.toString(review.open().version()),
                Long.toString(review.roster().revision()),
                "");
    }

    private static Optional<Integer> from(Optional<String> cursor, String moment) {
        return cursor.map(c -> c.startsWith(moment) ? number(c.substring(moment.length())) : NO_NUMBER)
                .orElse(Optional.of(0));
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : NO_NUMBER;
    }

    private Optional<Review> open(SchoolId school) {
        Optional<Review> review = reviews.open(school);
        review.map(Review::open).ifPresent(Logged::shown);
        return review;
    }

    private static HttpResponse page(Review review, List<Row> rows, int from) {
        Import.Open open = review.open();
        RowView view = new RowView(review);
        List<Row> page = Page.of(rows.subList(from, rows.size()), view::of);
        JsonObject json = JsonObject.empty()
                .put("importId", open.header().id())
                .putObjects("items", page, view::of)
                .put("review", ImportView.review(JsonObject.empty(), review));
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
    private JsonObject summary(Review review, int from, String moment) {
        Import.Header header = review.header();
        List<Row> rows = review.rows();
        ImportPlan plan = review.plan(ids);
        List<JsonObject> leavers = review.leavers().stream()
                .map(leaver -> leaver(leaver, review.roster()))
                .toList();
        List<JsonObject> named = Stream.concat(
                        leavers.stream(),
                        sorted(plan.teachersLeftOut()).stream().map(ReviewView::teacher))
                .toList();
        int first = Math.min(from, named.size());
        int end = first
                + Page.of(named.subList(first, named.size()), Function.identity())
                        .size();
        int border = Math.clamp(leavers.size(), first, end);
        JsonObject json = JsonObject.empty()
                .put("importId", header.id())
                .put("version", review.open().version())
                .put("groups", plan.groups())
                .put("teachers", plan.teachers())
                .put("pupils", plan.pupils())
                .put("skipped", plan.skipped())
                .put("pupilsLeftOut", header.pupilsLeftOut())
                .put("leavers", named.subList(first, border))
                .put(
                        "undecided",
                        JsonObject.empty()
                                .put("groups", undecided(rows, RowKind.GROUP))
                                .put("teachers", undecided(rows, RowKind.TEACHER))
                                .put("pupils", undecided(rows, RowKind.PUPIL)))
                .put("teachersWithoutEmail", named.subList(border, end));
        return end < named.size() ? json.put("next", moment + end) : json;
    }

    private static JsonObject teacher(Row row) {
        return JsonObject.empty().put("rowId", row.id()).put("name", RowView.name(row));
    }

    private static JsonObject leaver(Leavers.Leaver leaver, Roster roster) {
        return JsonObject.empty()
                .put("pupilId", leaver.pupil().id())
                .put("name", leaver.pupil().name().full())
                .put("group", leaver.pupil().group().flatMap(roster::group).map(Group::name))
                .put("testResults", leaver.pupil().tests().results())
                .put("reason", leaver.reason())
                .put("keptActive", leaver.kept());
    }

    private static long undecided(List<Row> rows, RowKind kind) {
        return rows.stream().filter(r -> r.kind() == kind && r.isUndecided()).count();
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
