package nl.laslink.manageroster;

import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.platform.http.Access;
import nl.laslink.platform.http.HttpRequest;
import nl.laslink.platform.http.Routes;
import nl.laslink.platform.http.Routes.Reply;
import nl.laslink.platform.json.JsonObject;

/** Blijvende keuzes over HTTP. */
final class ChoiceRoutes {
    private static final String CHOICES = "/api/schools/{school}/choices";
    private static final int LONGEST_ID = 64; // RecordId

    private final ManageRosterWiring w;

    ChoiceRoutes(ManageRosterWiring w) {
        this.w = w;
    }

    void addTo(Routes routes) {
        routes.get(CHOICES, Access.SCHOOL, w.views().of(AuditAction.PUPILS_VIEWED, r -> w.choices()
                        .page(r.school(), r.cursor())
                        .map(Reply::ok)
                        .orElseGet(() -> Reply.refused(410, "roster-moved"))))
                .post(CHOICES + "/{choice}/end", Access.SCHOOL, this::takeBack);
    }

    private Reply takeBack(HttpRequest r) {
        String choice = r.path().getOrDefault("choice", "");
        if (choice.isBlank() || choice.length() > LONGEST_ID) {
            return Reply.refused(404, "no-such-choice");
        }
        return switch (w.takeBack()
                .execute(
                        r.school(),
                        new RecordId(choice),
                        r.ifMatch(),
                        r.person().actor(),
                        r.correlation())) {
            case TakeBackChoice.Outcome.TakenBack() ->
                Reply.ok(JsonObject.empty().put("id", choice));
            case TakeBackChoice.Outcome.NoSuchChoice() -> Reply.refused(404, "no-such-choice");
            case TakeBackChoice.Outcome.CommitAtWork() -> Reply.refused(409, "commit-running");
            case TakeBackChoice.Outcome.Moved(long version) -> Reply.moved(version);
        };
    }
}
