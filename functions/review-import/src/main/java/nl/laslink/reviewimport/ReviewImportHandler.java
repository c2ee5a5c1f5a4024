package nl.laslink.reviewimport;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.Word;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.PupilCorrection;
import nl.laslink.domain.imports.PupilCorrection.Wanted;
import nl.laslink.domain.imports.Refusal;
import nl.laslink.domain.imports.RequestedDecision;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.UndoPlan;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.HttpResponse;
import nl.laslink.platform.http.Problem;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;

/** The review of an import, over HTTP: fetch now, look, decide, and close it one way or the other. */
public final class ReviewImportHandler implements RequestStreamHandler {
    private static final String IMPORT = "/api/schools/{school}/import";
    private static final String IMPORTS = "/api/schools/{school}/imports";
    private static final int LONGEST_ID = 64; // CommitId
    private static final Reply NO_SUCH_COMMIT = Reply.refused(404, "no-such-commit");
    private static final Reply NO_OPEN_IMPORT = Reply.refused(404, "no-open-import");
    private final Routes routes;

    public ReviewImportHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public ReviewImportHandler(Map<String, String> variables, Clock clock) {
        this(ReviewImportWiring.of(ReviewImportConfig.from(variables), clock), Log.of("review-import", variables));
    }

    ReviewImportHandler(ReviewImportWiring w, Log log) {
        this.routes = new Routes(log)
                .post(IMPORTS, Access.SCHOOL, r -> fetch(w, r))
                .get(IMPORTS, Access.SCHOOL, r -> Reply.ok(w.history().page(r.school(), r.cursor())))
                .get(IMPORTS + "/{commit}", Access.SCHOOL, r -> commit(r)
                        .flatMap(id -> w.history().of(r.school(), id, r.cursor()))
                        .map(Reply::ok)
                        .orElse(NO_SUCH_COMMIT))
                .post(IMPORTS + "/{commit}/undo-preview", Access.SCHOOL, r -> previewUndo(w, r))
                .post(IMPORTS + "/{commit}/undo", Access.SCHOOL, r -> undo(w, r))
                .post("/api/schools/{school}/corrections", Access.SCHOOL, r -> correct(w, r))
                .get(IMPORT, Access.SCHOOL, r -> Reply.of(w.view().of(r.school(), 200)))
                .get(IMPORT + "/rows", Access.SCHOOL, r -> w.review()
                        .rows(r.school(), r.cursor())
                        .map(Reply::of)
                        .orElse(NO_OPEN_IMPORT))
                .get(IMPORT + "/rows/{row}/candidates", Access.SCHOOL, r -> w.review()
                        .candidates(r.school(), r.path().getOrDefault("row", ""), r.cursor())
                        .map(Reply::of)
                        .orElse(NO_OPEN_IMPORT))
                .get(IMPORT + "/summary", Access.SCHOOL, r -> w.review()
                        .summary(r.school(), r.cursor())
                        .map(Reply::of)
                        .orElse(NO_OPEN_IMPORT))
                .post(IMPORT + "/decisions", Access.SCHOOL, r -> decide(w, r))
                .post(IMPORT + "/confirmation", Access.SCHOOL, r -> confirm(w, r))
                .post(IMPORT + "/links", Access.SCHOOL, r -> relink(w, r))
                .post(IMPORT + "/approval", Access.SCHOOL, r -> approve(w, r))
                .post(IMPORT + "/abort", Access.SCHOOL, r -> abort(w, r));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        routes.answer(in, out);
    }

    private static Reply fetch(ReviewImportWiring w, HttpRequest r) {
        return switch (w.fetch().execute(r.school(), r.person().actor(), r.correlation())) {
            case FetchNow.Outcome.Requested() -> Reply.of(w.view().of(r.school(), 202));
            case FetchNow.Outcome.NoActiveLink() -> Reply.refused(409, "no-active-link");
            case FetchNow.Outcome.AlreadyRunning() -> Reply.refused(409, "fetch-running");
            case FetchNow.Outcome.Committing() -> Reply.refused(409, "import-committing");
        };
    }

    private static Reply decide(ReviewImportWiring w, HttpRequest r) {
        return switch (RequestedDecisionsJson.read(r.json())) {
            case RequestedDecisionsJson.Read.Wrong(List<Problem.FieldError> errors) ->
                Reply.refused(Problem.fields(errors));
            case RequestedDecisionsJson.Read.Decisions(
                    ImportId importId,
                    List<RequestedDecision> requests,
                    Map<RecordId, Boolean> keep) ->
                decided(
                        w,
                        w.decide()
                                .execute(
                                        r.school(),
                                        importId,
                                        requests,
                                        keep,
                                        r.person().actor()));
        };
    }

    private static Reply relink(ReviewImportWiring w, HttpRequest r) {
        return decided(
                w,
                w.decide().relinkEverybody(r.school(), r.ifMatch(), r.person().actor()));
    }

    private static Reply decided(ReviewImportWiring w, DecideRows.Outcome outcome) {
        return switch (outcome) {
            case DecideRows.Outcome.Decided(Review before, Review after, List<Row> rows) ->
                Logged.decided(after.header().id(), Reply.ok(w.review().decided(before, after, rows)));
            case DecideRows.Outcome.NoOpenImport() -> NO_OPEN_IMPORT;
            case DecideRows.Outcome.Committing() -> Reply.refused(409, "import-committing");
            case DecideRows.Outcome.Moved(long version) -> Reply.moved(version);
            case DecideRows.Outcome.Refused(List<Refusal> refusals) ->
                Reply.refused(Problem.fields(refusals.stream()
                        .map(x -> new Problem.FieldError(x.about(), Word.of(x.reason())))
                        .toList()));
        };
    }

    private static Reply approve(ReviewImportWiring w, HttpRequest r) {
        return closed(
                w, r, w.close().approveHold(r.school(), r.ifMatch(), r.person().actor()));
    }

    private static Optional<CommitId> commit(HttpRequest r) {
        return Optional.ofNullable(r.path().get("commit"))
                .filter(id -> !id.isBlank() && id.length() <= LONGEST_ID)
                .map(CommitId::new);
    }

    private static Reply previewUndo(ReviewImportWiring w, HttpRequest r) {
        UndoPlan.Selection selection = UndoRequestJson.selection(r.json());
        return commit(r)
                .map(id -> undone(w, r, w.undo().preview(r.school(), id, selection)))
                .orElse(NO_SUCH_COMMIT);
    }

    private static Reply undo(ReviewImportWiring w, HttpRequest r) {
        JsonObject body = r.json();
        UndoPlan.Selection selection = UndoRequestJson.selection(body);
        int restoring = body.integer("restoring");
        return commit(r)
                .map(id -> undone(
                        w,
                        r,
                        w.undo()
                                .confirm(
                                        r.school(),
                                        id,
                                        selection,
                                        r.ifMatch(),
                                        restoring,
                                        r.person().actor(),
                                        r.correlation())))
                .orElse(NO_SUCH_COMMIT);
    }

    private static Reply undone(ReviewImportWiring w, HttpRequest r, UndoCommit.Outcome outcome) {
        return switch (outcome) {
            case UndoCommit.Outcome.Previewed previewed -> Reply.of(w.history().preview(previewed, r.cursor()));
            case UndoCommit.Outcome.Confirmed(CommitId undo) ->
                Logged.undone(
                        undo, Reply.of(HttpResponse.of(202, JsonObject.empty().put("commitId", undo.value()))));
            case UndoCommit.Outcome.NoSuchCommit() -> NO_SUCH_COMMIT;
            case UndoCommit.Outcome.NotDone() -> Reply.refused(409, "undo-not-done");
            case UndoCommit.Outcome.TooLate() -> Reply.refused(409, "undo-too-late");
            case UndoCommit.Outcome.Committing() -> Reply.refused(409, "import-committing");
            case UndoCommit.Outcome.Nothing() -> Reply.refused(409, "undo-nothing");
            case UndoCommit.Outcome.Moved(long revision) -> Reply.moved(revision);
        };
    }

    private static Reply correct(ReviewImportWiring w, HttpRequest r) {
        JsonObject body = r.json();
        Optional<Wanted> wanted = CorrectionJson.wanted(body);
        if (wanted.isEmpty()) {
            return Reply.refused(422, "body-unreadable");
        }
        CorrectPupils.Outcome outcome = body.text("mode").equals("execute")
                ? w.correct()
                        .confirm(
                                r.school(),
                                wanted.get(),
                                r.ifMatch(),
                                r.person().actor(),
                                r.correlation())
                : w.correct().preview(r.school(), wanted.get());
        return switch (outcome) {
            case CorrectPupils.Outcome.Previewed previewed -> Reply.of(HistoryView.preview(previewed));
            case CorrectPupils.Outcome.Confirmed(CommitId commit) ->
                Logged.undone(
                        commit, Reply.of(HttpResponse.of(202, JsonObject.empty().put("commitId", commit.value()))));
            case CorrectPupils.Outcome.Refused(PupilCorrection.Refusal reason) ->
                switch (reason) {
                    case NO_SUCH_PUPIL -> Reply.refused(404, "no-such-pupil");
                    case SAME_PUPIL -> Reply.refused(409, "correction-same-pupil");
                    case NOT_LINKED -> Reply.refused(409, "correction-not-linked");
                    case TWO_IN_LAS -> Reply.refused(409, "correction-two-in-las");
                };
            case CorrectPupils.Outcome.Committing() -> Reply.refused(409, "import-committing");
            case CorrectPupils.Outcome.Moved(long revision) -> Reply.moved(revision);
        };
    }

    private static Reply confirm(ReviewImportWiring w, HttpRequest r) {
        return closed(
                w, r, w.close().confirm(r.school(), r.ifMatch(), r.person().actor()));
    }

    private static Reply abort(ReviewImportWiring w, HttpRequest r) {
        return closed(w, r, w.close().abort(r.school(), r.ifMatch(), r.person().actor()));
    }

    private static Reply closed(ReviewImportWiring w, HttpRequest r, CloseImport.Outcome outcome) {
        return switch (outcome) {
            case CloseImport.Outcome.Confirmed(Import.Committing committing) ->
                Logged.closed("confirmed", committing, Reply.of(w.view().of(r.school(), 202)));
            case CloseImport.Outcome.Aborted(Import.Aborted aborted) ->
                Logged.closed("aborted", aborted, Reply.of(w.view().of(r.school(), 200)));
            case CloseImport.Outcome.NoOpenImport() -> NO_OPEN_IMPORT;
            case CloseImport.Outcome.Committing() -> Reply.refused(409, "import-committing");
            case CloseImport.Outcome.NotLinked() -> Reply.refused(409, "no-active-link");
            case CloseImport.Outcome.Moved(long version) -> Reply.moved(version);
            case CloseImport.Outcome.Undecided(int rows) -> Reply.refused(409, "rows-undecided", rows);
            case CloseImport.Outcome.Held _ -> Reply.refused(409, "import-held");
            case CloseImport.Outcome.NotHeld() -> Reply.refused(409, "import-not-held");
            case CloseImport.Outcome.Approved(Import.Open open) ->
                Logged.closed("approved", open, Reply.of(w.view().of(r.school(), 200)));
        };
    }
}
