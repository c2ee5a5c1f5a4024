package nl.laslink.reviewimport;

import java.util.Optional;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.PupilCorrection;
import nl.laslink.domain.imports.PupilCorrection.Wanted;
import nl.laslink.domain.imports.UndoPlan;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.HttpResponse;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.json.JsonObject;

/** What was committed, over HTTP: the history, an undo, and the correction of pupils. */
record CommitRoutes(ReviewImportWiring w) {
    private static final String IMPORTS = "/api/schools/{school}/imports";
    private static final int LONGEST_ID = 64; // CommitId
    private static final Reply NO_SUCH_COMMIT = Reply.refused(404, "no-such-commit");

    Routes addTo(Routes routes) {
        return routes.get(IMPORTS, Access.SCHOOL, r -> Reply.ok(w.history().page(r.school(), r.cursor())))
                .get(IMPORTS + "/{commit}", Access.SCHOOL, recorded(r -> commit(r)
                        .flatMap(id -> w.history().of(r.school(), id, r.cursor()))
                        .map(Reply::ok)
                        .orElse(NO_SUCH_COMMIT)))
                .post(IMPORTS + "/{commit}/undo-preview", Access.SCHOOL, recorded(this::previewUndo))
                .post(IMPORTS + "/{commit}/undo", Access.SCHOOL, this::undo)
                .post("/api/schools/{school}/corrections", Access.SCHOOL, this::correct);
    }

    private Routes.Work recorded(Routes.Work work) {
        return w.views().of(AuditAction.PUPILS_VIEWED, work);
    }

    private Reply previewUndo(HttpRequest r) {
        UndoPlan.Selection selection = UndoRequestJson.selection(r.json());
        return commit(r)
                .map(id -> undone(r, w.undo().preview(r.school(), id, selection)))
                .orElse(NO_SUCH_COMMIT);
    }

    private Reply undo(HttpRequest r) {
        JsonObject body = r.json();
        UndoPlan.Selection selection = UndoRequestJson.selection(body);
        int restoring = body.integer("restoring");
        return commit(r)
                .map(id -> undone(
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

    private Reply undone(HttpRequest r, UndoCommit.Outcome outcome) {
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

    private Reply correct(HttpRequest r) {
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

    private static Optional<CommitId> commit(HttpRequest r) {
        return Optional.ofNullable(r.path().get("commit"))
                .filter(id -> !id.isBlank() && id.length() <= LONGEST_ID)
                .map(CommitId::new);
    }
}
