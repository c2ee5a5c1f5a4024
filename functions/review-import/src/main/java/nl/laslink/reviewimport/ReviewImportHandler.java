package nl.laslink.reviewimport;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import nl.laslink.domain.Word;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Refusal;
import nl.laslink.domain.imports.RequestedDecision;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.Problem;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.log.Log;

/** The review of an import, over HTTP: fetch now, look, decide, and close it one way or the other. */
public final class ReviewImportHandler implements RequestStreamHandler {
    private static final String IMPORT = "/api/schools/{school}/import";
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
                .post("/api/schools/{school}/imports", Access.SCHOOL, r -> fetch(w, r))
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
                switch (w.decide()
                        .execute(
                                r.school(), importId, requests, keep, r.person().actor())) {
                    case DecideRows.Outcome.Decided(Review before, Review after, List<Row> rows) ->
                        Logged.decided(importId, Reply.ok(w.review().decided(before, after, rows)));
                    case DecideRows.Outcome.NoOpenImport() -> NO_OPEN_IMPORT;
                    case DecideRows.Outcome.Committing() -> Reply.refused(409, "import-committing");
                    case DecideRows.Outcome.Moved(long version) -> Reply.moved(version);
                    case DecideRows.Outcome.Refused(List<Refusal> refusals) ->
                        Reply.refused(Problem.fields(refusals.stream()
                                .map(x -> new Problem.FieldError(x.about(), Word.of(x.reason())))
                                .toList()));
                };
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
        };
    }
}
