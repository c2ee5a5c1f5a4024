package nl.laslink.reviewimport;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportHold;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.LeaverHold;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Reviews;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.imports.Waiting;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.http.HttpResponse;
import nl.laslink.platform.http.Page;
import nl.laslink.platform.http.Views;
import nl.laslink.platform.json.JsonObject;

/** The import of a school and its latest contact, as the pages see them. An open import past its time is not shown any more. */
final class ImportView {
    private final Reviews reviews;
    private final ImportStore imports;
    private final CommitStore commits;
    private final LasTypes types;
    private final LinkStore links;
    private final Clock clock;

    ImportView(
            Reviews reviews, ImportStore imports, CommitStore commits, LasTypes types, LinkStore links, Clock clock) {
        this.reviews = reviews;
        this.imports = imports;
        this.commits = commits;
        this.links = links;
        this.types = types;
        this.clock = clock;
    }

    /** The contact is read first: one that ends between the two reads is shown as still running, and the page asks again. */
    HttpResponse of(SchoolId school, int status) {
        Optional<FetchRun> fetch = imports.latestFetch(school);
        Reviews.Found found = reviews.find(school);
        Optional<Import> shown = shown(found).map(Logged::shown);
        JsonObject json =
                JsonObject.empty().put("state", shown.map(ImportView::state).orElse("none"));
        Map<LasTypeCode, String> names = new HashMap<>();
        shown.ifPresent(i -> describe(json, i, names));
        found.openReview().ifPresent(review -> {
            review(json, review);
            partly(json, review);
        });
        json.put("link", links.find(school), l -> link(l, names));
        json.put("fetch", fetch, this::fetch);
        HttpResponse response = HttpResponse.of(status, json);
        return shown.map(i -> response.withVersion(i.version())).orElse(response);
    }

    /** An open import whose personal data may not be used any more is not shown. */
    private static Optional<Import> shown(Reviews.Found found) {
        return switch (found) {
            case Reviews.Found.Open(Review review) -> Optional.of(review.open());
            case Reviews.Found.Committing(Import.Committing stored) -> Optional.of(stored);
            case Reviews.Found.NotOpen(Optional<Import> stored) -> stored.filter(i -> !(i instanceof Import.Open));
        };
    }

    private JsonObject link(Link link, Map<LasTypeCode, String> names) {
        return JsonObject.empty()
                .put("active", link instanceof Link.Active)
                .put("typeName", typeName(link.fields().type(), names));
    }

    /** The link and its import are nearly always of one kind of LAS, which is then read once. */
    private String typeName(LasTypeCode code, Map<LasTypeCode, String> names) {
        return names.computeIfAbsent(code, c -> types.find(c).map(LasType::name).orElse(c.value()));
    }

    private static String state(Import some) {
        return switch (some) {
            case Import.Open _ -> "open";
            case Import.Committing _ -> "committing";
            case Import.Committed _ -> "committed";
            case Import.Aborted _ -> "aborted";
        };
    }

    private void describe(JsonObject json, Import some, Map<LasTypeCode, String> names) {
        Import.Header header = some.header();
        json.put("importId", header.id())
                .put("version", some.version())
                .put("typeName", typeName(header.las(), names))
                .put("schoolYear", header.schoolYear())
                .put("stagedAt", header.stagedAt())
                .put("expiresAt", header.expiresAt())
                .put("delivered", header.delivered())
                .putObjects("warnings", header.warnings(), ImportView::warning);
        switch (some) {
            case Import.Open _ -> {}
            case Import.Committing committing -> progress(json, committing);
            case Import.Committed committed -> json.put("receipt", receipt(committed.receipt()));
            case Import.Aborted _ -> {}
        }
    }

    /** What the pages count of an open import; the answers to its rows and decisions carry it too. */
    static JsonObject review(JsonObject json, Review review) {
        Waiting waiting = review.waiting();
        List<Review.MissingGroup> missing = review.missingGroups();
        if (!missing.isEmpty()) {
            json.putObjects(
                    "missingGroups",
                    missing.stream().limit(Page.MOST_GROUPS).toList(),
                    group -> JsonObject.empty().put("name", group.name()).put("pupils", group.pupils()));
        }
        return json.put("version", review.open().version())
                .put("groups", counts(review.rows(), RowKind.GROUP))
                .put("teachers", counts(review.rows(), RowKind.TEACHER))
                .put("pupils", counts(review.rows(), RowKind.PUPIL))
                .put("toDecide", waiting.toDecide())
                .put("leavers", waiting.leavers().size())
                .put("pupilsLeftOut", review.header().pupilsLeftOut())
                .put("hold", review.hold(), hold -> hold(hold, review))
                .put("leaverHold", review.leaverHold(), ImportView::leaverHold)
                .put("leaversApproved", review.header().leaversApproved(), a -> JsonObject.empty()
                        .put("by", a.by().name())
                        .put("at", a.at()))
                .put("approval", review.header().approval(), a -> JsonObject.empty()
                        .put("by", a.by().name())
                        .put("at", a.at()))
                .put("lastChange", lastChange(review.header()))
                .put("reviewAgain", review.open().reviewAgain());
    }

    /** What a commit did of the open import, and what it left. */
    private static void partly(JsonObject json, Review review) {
        json.put("receipt", review.header().partly(), p -> receipt(p.receipt()));
        if (json.has("receipt")) {
            json.putObjects("cameBack", cameBack(review), row -> JsonObject.empty()
                    .put("kind", row.kind())
                    .put("name", RowView.name(row)));
        }
    }

    /** The rows that a commit left because their records changed after the press. */
    private static List<Row> cameBack(Review review) {
        Set<RowId> back =
                review.header().partly().map(Import.PartlyCommitted::back).orElse(Set.of());
        return review.rows().stream().filter(row -> back.contains(row.id())).toList();
    }

    private static JsonObject hold(ImportHold hold, Review review) {
        return JsonObject.empty()
                .put("cause", hold.cause())
                .put("kind", hold.kind())
                .put("number", hold.number())
                .put("total", hold.total())
                .put("limit", hold.limit())
                .put("relinks", review.relinks().size());
    }

    private static JsonObject leaverHold(LeaverHold hold) {
        return JsonObject.empty()
                .put("cause", hold.cause())
                .put("group", hold.group())
                .put("number", hold.number())
                .put("total", hold.total())
                .put("limit", hold.limit());
    }

    private static JsonObject lastChange(Import.Header header) {
        return header.decided()
                .map(d -> JsonObject.empty()
                        .put("what", "decision")
                        .put("by", d.by().name())
                        .put("at", d.at()))
                .orElseGet(() -> JsonObject.empty().put("what", "contact").put("at", header.stagedAt()));
    }

    private static JsonObject counts(List<Row> rows, RowKind kind) {
        int added = 0;
        int existing = 0;
        int skipped = 0;
        int undecided = 0;
        int settled = 0;
        int withoutEmail = 0;
        List<Row> ofKind = rows.stream().filter(r -> r.kind() == kind).toList();
        for (Row row : ofKind) {
            settled += row.settled() ? 1 : 0;
            withoutEmail += row.lacksEmail() ? 1 : 0;
            switch (row.decision()) {
                case Decision.AddNew _ -> added++;
                case Decision.LinkTo _ -> existing++;
                case Decision.Skip _ -> skipped++;
                case Decision.Undecided() -> undecided++;
            }
        }
        return JsonObject.empty()
                .put("new", added)
                .put("existing", existing)
                .put("skip", skipped)
                .put("undecided", undecided)
                .put("settled", settled)
                .put("withoutEmail", withoutEmail)
                .put("total", ofKind.size());
    }

    private void progress(JsonObject json, Import.Committing committing) {
        commits.find(committing.header().school(), committing.commit())
                .ifPresent(commit -> json.put(
                        "progress",
                        JsonObject.empty()
                                .put("done", written(commit))
                                .put("total", commit.header().entries())));
    }

    private static int written(Commit commit) {
        return switch (commit) {
            case Commit.Planned(Commit.Header _, int written) -> written;
            case Commit.Done(Commit.Header header) -> header.entries();
            case Commit.Stale _ -> 0;
        };
    }

    /** One that never ended is no longer said to run once the next one may begin. */
    private JsonObject fetch(FetchRun run) {
        Instant longest = run.requestedAt().plus(FetchNow.LONGEST_CONTACT);
        boolean isRunning = run.ended().isEmpty() && clock.instant().isBefore(longest);
        return JsonObject.empty()
                .put("state", isRunning ? "running" : "done")
                .put("requestedAt", run.requestedAt())
                .put("nightly", run.night().isPresent())
                .put("contact", run.ended(), Views::contact);
    }

    private static JsonObject warning(Delivery.Warning warning) {
        return JsonObject.empty()
                .put("kind", warning.kind())
                .put("count", warning.count())
                .put("whoActs", warning.kind().advice().responsible())
                .put("places", warning.places());
    }

    static JsonObject receipt(Import.Receipt receipt) {
        JsonObject json = JsonObject.empty()
                .put("at", receipt.at())
                .put("by", receipt.by().name())
                .put("groups", receipt.groups())
                .put("teachers", receipt.teachers())
                .put("pupils", receipt.pupils())
                .put("deactivated", receipt.deactivated())
                .put("teachersLeftOut", receipt.teachersLeftOut())
                .put("skipped", receipt.skipped());
        boolean isWhole = receipt.cameBack().equals(new Import.Counts(0, 0, 0));
        return isWhole ? json : json.put("cameBack", receipt.cameBack());
    }
}
