package nl.laslink.reviewimport;

import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Import;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.log.Log;

/** Says in the log which import an answer is about. */
final class Logged {
    private Logged() {}

    /** Who only looks keeps the chain of the own call. */
    static <T extends Import> T shown(T some) {
        Log.line().importId(some.header().id());
        return some;
    }

    static Reply undone(CommitId undo, Reply answer) {
        Log.line().outcome("confirmed").with("commit", undo.value());
        return answer;
    }

    static Reply decided(ImportId id, Reply answer) {
        Log.line().outcome("decided").importId(id);
        return answer;
    }

    /** The confirmation has the correlation id of the contact that staged the import. */
    static Reply closed(String outcome, Import closed, Reply answer) {
        Import.Header header = closed.header();
        Log.line().outcome(outcome).importId(header.id()).correlation(header.correlation());
        return answer;
    }
}
