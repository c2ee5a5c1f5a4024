package nl.laslink.reviewimport;

import nl.laslink.domain.imports.Import;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;

/** The open import as a whole, over HTTP: fetch it now, see it, and close it one way or the other. */
record ImportRoutes(ReviewImportWiring w) {
    static final Reply NO_OPEN_IMPORT = Reply.refused(404, "no-open-import");
    private static final String IMPORT = "/api/schools/{school}/import";

    Routes addTo(Routes routes) {
        return routes.post("/api/schools/{school}/imports", Access.SCHOOL, this::fetch)
                .get(IMPORT, Access.SCHOOL, r -> Reply.of(w.view().of(r.school(), 200)))
                .post(
                        IMPORT + "/confirmation",
                        Access.SCHOOL,
                        r -> closed(
                                r,
                                w.close()
                                        .confirm(
                                                r.school(),
                                                r.ifMatch(),
                                                r.person().actor())))
                .post(
                        IMPORT + "/approval",
                        Access.SCHOOL,
                        r -> closed(
                                r,
                                w.close()
                                        .approveHold(
                                                r.school(),
                                                r.ifMatch(),
                                                r.person().actor())))
                .post(
                        IMPORT + "/abort",
                        Access.SCHOOL,
                        r -> closed(
                                r,
                                w.close()
                                        .abort(
                                                r.school(),
                                                r.ifMatch(),
                                                r.person().actor())));
    }

    private Reply fetch(HttpRequest r) {
        return switch (w.fetch().execute(r.school(), r.person().actor(), r.correlation())) {
            case FetchNow.Outcome.Requested() -> Reply.of(w.view().of(r.school(), 202));
            case FetchNow.Outcome.NoActiveLink() -> Reply.refused(409, "no-active-link");
            case FetchNow.Outcome.AlreadyRunning() -> Reply.refused(409, "fetch-running");
            case FetchNow.Outcome.Committing() -> Reply.refused(409, "import-committing");
        };
    }

    private Reply closed(HttpRequest r, CloseImport.Outcome outcome) {
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
