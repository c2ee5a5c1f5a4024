package nl.laslink.reviewimport;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.Word;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Refusal;
import nl.laslink.domain.imports.RequestedDecision;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.HttpResponse;
import nl.laslink.platform.http.Problem;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;

/** The rows of the open import, over HTTP: look at them and decide. */
record RowRoutes(ReviewImportWiring w) {
    private static final String IMPORT = "/api/schools/{school}/import";

    Routes addTo(Routes routes) {
        return routes.get(
                        IMPORT + "/rows",
                        Access.SCHOOL,
                        recorded(r -> found(w.review().rows(r.school(), r.cursor()))))
                .get(
                        IMPORT + "/rows/{row}/candidates",
                        Access.SCHOOL,
                        recorded(r ->
                                found(w.review().candidates(r.school(), r.path().getOrDefault("row", ""), r.cursor()))))
                .get(
                        IMPORT + "/summary",
                        Access.SCHOOL,
                        recorded(r -> found(w.review().summary(r.school(), r.cursor()))))
                .post(IMPORT + "/decisions", Access.SCHOOL, this::decide)
                .post(
                        IMPORT + "/links",
                        Access.SCHOOL,
                        r -> decided(w.decide()
                                .relinkEverybody(
                                        r.school(), r.ifMatch(), r.person().actor())));
    }

    private Routes.Work recorded(Routes.Work work) {
        return w.views().of(AuditAction.PUPILS_VIEWED, work);
    }

    private static Reply found(Optional<HttpResponse> answer) {
        return answer.map(Reply::of).orElse(ImportRoutes.NO_OPEN_IMPORT);
    }

    private Reply decide(HttpRequest r) {
        return switch (RequestedDecisionsJson.read(r.json())) {
            case RequestedDecisionsJson.Read.Wrong(List<Problem.FieldError> errors) ->
                Reply.refused(Problem.fields(errors));
            case RequestedDecisionsJson.Read.Decisions(
                    ImportId importId,
                    List<RequestedDecision> requests,
                    Map<RecordId, Boolean> keep) ->
                decided(w.decide()
                        .execute(
                                r.school(), importId, requests, keep, r.person().actor()));
        };
    }

    private Reply decided(DecideRows.Outcome outcome) {
        return switch (outcome) {
            case DecideRows.Outcome.Decided(Review before, Review after, List<Row> rows) ->
                Logged.decided(after.header().id(), Reply.ok(w.review().decided(before, after, rows)));
            case DecideRows.Outcome.NoOpenImport() -> ImportRoutes.NO_OPEN_IMPORT;
            case DecideRows.Outcome.Committing() -> Reply.refused(409, "import-committing");
            case DecideRows.Outcome.Moved(long version) -> Reply.moved(version);
            case DecideRows.Outcome.Refused(List<Refusal> refusals) ->
                Reply.refused(Problem.fields(refusals.stream()
                        .map(x -> new Problem.FieldError(x.about(), Word.of(x.reason())))
                        .toList()));
        };
    }
}
