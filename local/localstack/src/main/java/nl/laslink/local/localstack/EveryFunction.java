package nl.laslink.local.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hands each function of the stack an event of events/: a class that is not in its zip, a handler by another name or a variable
 * that is not set is found here, whether or not the walk comes by that function.
 */
final class EveryFunction {
    private static final Map<String, String> EVENTS = Map.ofEntries(
            Map.entry("RequestLinkFunction", "request-link/get-link.json"),
            Map.entry("ApproveLinkFunction", "approve-link/list-requests.json"),
            Map.entry("FetchImportFunction", "fetch-import/fetch-requested.json"),
            Map.entry("FetchImportTestFunction", "fetch-import/test-connection.json"),
            Map.entry("ReviewImportFunction", "review-import/get-import.json"),
            Map.entry("CommitImportFunction", "commit-import/import-staged.json"),
            Map.entry("ExportScoresPlanFunction", "export-scores/plan-night.json"),
            Map.entry("ExportScoresBeginFunction", "export-scores/begin-night.json"),
            Map.entry("ExportScoresSendFunction", "export-scores/fetch-ended.json"),
            Map.entry("ExportScoresReleaseFunction", "export-scores/import-committed.json"),
            Map.entry("RecordScoresFunction", "record-scores/score-normed.json"),
            Map.entry("ManageRosterFunction", "manage-roster/get-school.json"),
            Map.entry("NotifyFunction", "notify/link-requested.json"),
            Map.entry("RecordMailFunction", "record-mail/email-delivered.json"),
            Map.entry("PublishEventsFunction", "publish-events/outbox.json"),
            Map.entry("PublishEventsSweepFunction", "publish-events/sweep.json"));

    private EveryFunction() {}

    /**
     * @param functions the logical ids of the template's
     * @throws Walk.Broken at the first that ends in an error, and when one has no event
     */
    static void answers(DeployedFunctions deployed, Set<String> functions, Path events) {
        if (!EVENTS.keySet().equals(functions)) {
            throw new Walk.Broken(
                    "every function",
                    "events are for " + new TreeSet<>(EVENTS.keySet()) + ", functions are " + new TreeSet<>(functions));
        }
        for (String function : new TreeSet<>(functions)) {
            try {
                deployed.invoke(function, Files.readString(events.resolve(EVENTS.get(function))));
            } catch (DeployedFunctions.FunctionFailed failed) {
                throw new Walk.Broken("every function", failed.getMessage());
            } catch (IOException unreadable) {
                throw new Walk.Broken("every function", function + " has no event " + EVENTS.get(function));
            }
        }
    }
}
