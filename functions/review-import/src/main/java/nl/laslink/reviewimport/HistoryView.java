package nl.laslink.reviewimport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.laslink.domain.Word;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.UndoPlan;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.http.HttpResponse;
import nl.laslink.platform.http.Page;
import nl.laslink.platform.http.Views;
import nl.laslink.platform.json.JsonObject;

/** What was committed in the last year: counts for a year, names for 30 days. */
final class HistoryView {
    private static final Duration SHOWN = Duration.ofDays(365);
    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,9}");

    private final CommitStore commits;
    private final ImportStore imports;
    private final RosterStore rosters;
    private final Clock clock;

    HistoryView(CommitStore commits, ImportStore imports, RosterStore rosters, Clock clock) {
        this.commits = commits;
        this.imports = imports;
        this.rosters = rosters;
        this.clock = clock;
    }

    /** Every commit that changed something, newest first; the cursor is the number of those before. */
    JsonObject page(SchoolId school, Optional<String> cursor) {
        List<Commit> all = commits.all(school);
        Map<CommitId, Commit> undone = undone(all);
        Instant since = clock.instant().minus(SHOWN);
        List<Commit> shown = all.stream()
                .filter(c -> !(c instanceof Commit.Stale))
                .filter(c -> c.header().entries() > 0 && c.header().at().isAfter(since))
                .toList();
        int from = from(cursor, shown.size());
        List<Commit> page = Page.of(shown.subList(from, shown.size()), c -> entry(c, undone));
        JsonObject json = JsonObject.empty().putObjects("items", page, c -> entry(c, undone));
        if (from == 0) {
            Set<CommitId> ids = shown.stream().map(c -> c.header().id()).collect(Collectors.toSet());
            json.putObjects(
                    "contacts",
                    imports.endedFetches(school).stream()
                            .filter(run -> run.requestedAt().isAfter(since))
                            .toList(),
                    run -> contact(run, ids));
        }
        if (from + page.size() < shown.size()) {
            json.put("next", Integer.toString(from + page.size()));
        }
        return json;
    }

    /** A contact with the LAS, also one after which nothing changed, and the commit that followed without a question. */
    private static JsonObject contact(FetchRun run, Set<CommitId> commits) {
        return JsonObject.empty()
                .put("fetchId", run.id().value())
                .put("at", run.requestedAt().toString())
                .put("nightly", run.night().isPresent())
                .put("by", run.by().map(Actor::name))
                .put("contact", run.ended(), Views::contact)
                .put("delivered", run.brought().map(FetchRun.Brought::delivered))
                .put("toDecide", run.brought().map(FetchRun.Brought::toDecide).orElse(0))
                .put("commitId", Optional.of(CommitId.quietAfter(run.id())).filter(commits::contains));
    }

    /** One commit with its changes by name, while these may be shown. */
    Optional<JsonObject> of(SchoolId school, CommitId id, Optional<String> cursor) {
        List<Commit> all = commits.all(school);
        Optional<Commit> found = all.stream()
                .filter(c -> c.header().id().equals(id))
                .filter(c -> c.header().at().isAfter(clock.instant().minus(SHOWN)))
                .findFirst();
        return found.map(commit -> {
            JsonObject json = entry(commit, undone(all));
            if (!clock.instant().isBefore(commit.header().undoUntil()) || commit instanceof Commit.Stale) {
                return json;
            }
            List<PlanEntry> plan = commits.plan(school, id);
            List<PlanEntry> changes = ChangeView.named(plan);
            ChangeView view = new ChangeView(plan, rosters.read(school));
            int from = from(cursor, changes.size());
            List<PlanEntry> page = Page.of(changes.subList(from, changes.size()), view::change);
            json.put("choices", plan.size() - changes.size()).putObjects("changes", page, view::change);
            if (from + page.size() < changes.size()) {
                json.put("next", Integer.toString(from + page.size()));
            }
            return json;
        });
    }

    /** What an undo would do, first what goes back and then what stays. */
    HttpResponse preview(UndoCommit.Outcome.Previewed previewed, Optional<String> cursor) {
        UndoPlan plan = previewed.plan();
        ChangeView back = new ChangeView(plan.entries(), previewed.roster());
        ChangeView kept = new ChangeView(previewed.changes(), previewed.roster());
        Map<PlanEntry, UndoPlan.Reason> reasons = new HashMap<>();
        plan.kept().forEach(k -> reasons.put(k.change(), k.reason()));
        List<Item> items = new ArrayList<>();
        ChangeView.named(plan.entries()).forEach(entry -> items.add(new Item(entry, Optional.empty())));
        ChangeView.named(reasons.keySet())
                .forEach(change -> items.add(new Item(change, Optional.of(reasons.get(change)))));
        Function<Item, JsonObject> form = item -> item.reason()
                .map(reason -> kept.change(item.change()).put("reason", Word.of(reason)))
                .orElseGet(() -> back.change(item.change())
                        .put(
                                "waitAgain",
                                plan.waitAgain().getOrDefault(item.change().id(), 0)));
        int from = from(cursor, items.size());
        List<Item> page = Page.of(items.subList(from, items.size()), form);
        JsonObject json = JsonObject.empty()
                .put("commitId", previewed.commit().id().value())
                .put("revision", previewed.roster().revision())
                .put("restoring", plan.entries().size())
                .put("keeping", plan.kept().size())
                .put(
                        "waitAgain",
                        plan.waitAgain().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                .put("closesImport", previewed.closesImport())
                .putObjects("items", page, form);
        if (from + page.size() < items.size()) {
            json.put("next", Integer.toString(from + page.size()));
        }
        return HttpResponse.ok(json).withVersion(previewed.roster().revision());
    }

    /** What a correction of pupils would do. */
    static HttpResponse preview(CorrectPupils.Outcome.Previewed previewed) {
        ChangeView view = new ChangeView(previewed.entries(), previewed.roster());
        return HttpResponse.ok(JsonObject.empty()
                        .put("revision", previewed.roster().revision())
                        .put("delivered", previewed.delivered())
                        .put("closesImport", previewed.closesImport())
                        .putObjects("items", previewed.entries(), view::change))
                .withVersion(previewed.roster().revision());
    }

    private record Item(PlanEntry change, Optional<UndoPlan.Reason> reason) {}

    /** By the commit that was taken back, the last undo of it. */
    private static Map<CommitId, Commit> undone(List<Commit> newestFirst) {
        Map<CommitId, Commit> undone = new HashMap<>();
        newestFirst.stream()
                .filter(Commit.Done.class::isInstance)
                .forEach(c -> c.header().undo().ifPresent(u -> undone.putIfAbsent(u.of(), c)));
        return undone;
    }

    private JsonObject entry(Commit commit, Map<CommitId, Commit> undone) {
        Commit.Header header = commit.header();
        boolean isRecent = clock.instant().isBefore(header.undoUntil());
        return JsonObject.empty()
                .put("commitId", header.id().value())
                .put("kind", Word.of(header.kind()))
                .put("state", state(commit))
                .put("at", header.at().toString())
                .put("by", header.by().name())
                .put("undoUntil", header.undoUntil().toString())
                .put("canUndo", isRecent && commit instanceof Commit.Done)
                .put("receipt", ImportView.receipt(header.receipt()))
                .put("undo", header.undo(), u -> JsonObject.empty()
                        .put("of", u.of().value())
                        .put("restored", u.restored())
                        .put("removed", u.removed())
                        .put("kept", u.kept()))
                .put("undoneBy", Optional.ofNullable(undone.get(header.id())), by -> JsonObject.empty()
                        .put("commitId", by.header().id().value())
                        .put("at", by.header().at().toString())
                        .put("by", by.header().by().name()));
    }

    private static String state(Commit commit) {
        return switch (commit) {
            case Commit.Planned _ -> "committing";
            case Commit.Done _ -> "done";
            case Commit.Stale _ -> "stale";
        };
    }

    /** A cursor we never gave begins the list anew. */
    private static int from(Optional<String> cursor, int size) {
        return cursor.map(CURSOR::matcher)
                .filter(Matcher::matches)
                .map(m -> Math.min(size, Integer.parseInt(m.group())))
                .orElse(0);
    }
}
