package nl.laslink.requestlink;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.LasForm;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkFields;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.mail.UnreachedBeheerders;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.http.HttpResponse;
import nl.laslink.platform.http.Views;
import nl.laslink.platform.json.JsonObject;

/** The link of a school as the pages see it; the authorisation key only by the time it was typed. */
final class LinkView {
    private final LinkStore links;
    private final LasTypes types;
    private final RosterStore rosters;
    private final CommitStore commits;
    private final UnreachedBeheerders unreached;

    LinkView(LinkStore links, LasTypes types, RosterStore rosters, CommitStore commits, UnreachedBeheerders unreached) {
        this.links = links;
        this.types = types;
        this.rosters = rosters;
        this.commits = commits;
        this.unreached = unreached;
    }

    HttpResponse of(SchoolId school, int status) {
        Optional<Link> link = links.find(school);
        JsonObject json =
                JsonObject.empty().put("state", link.<Object>map(Link::state).orElse("none"));
        link.ifPresent(l -> describe(json, l));
        json.put("lastContact", contact(links.lastContact(school), link), Views::contact);
        json.put("lastScores", contact(links.lastScores(school), link), Views::contact);
        json.put("externalNumbers", numbers(school));
        json.putObjects("unreachedBeheerders", unreached.of(school), LinkView::unreached);
        HttpResponse response = HttpResponse.of(status, json);
        return link.map(l -> response.withVersion(l.version())).orElse(response);
    }

    private static Optional<Contact> contact(Optional<Contact> stored, Optional<Link> link) {
        return stored.flatMap(c -> link.flatMap(c::relevantTo));
    }

    /**
     * How many records carry numbers, and how far a removal is. The removal is read first: one that ends between the two reads
     * is shown as still running, and never as done beside the numbers it removed.
     */
    JsonObject numbers(SchoolId school) {
        Optional<Commit> latest = commits.latestRemoval(school);
        Roster.ExternalNumbers numbers = rosters.read(school).externalNumbers();
        JsonObject json = JsonObject.empty()
                .put("pupils", numbers.pupils())
                .put("groups", numbers.groups())
                .put("teachers", numbers.teachers());
        latest.ifPresent(removal -> json.put("removal", removal(removal)));
        return json;
    }

    JsonObject types() {
        return JsonObject.empty().putObjects("items", types.all(), LinkView::type);
    }

    private void describe(JsonObject json, Link link) {
        json.put("version", link.version());
        json.put("fields", fields(link));
        json.put("request", by(link.requestedBy(), link.requestedAt()).put("id", link.request()));
        switch (link) {
            case Link.Requested _ -> {}
            case Link.Active a ->
                json.put("decision", by(a.approvedBy(), a.approvedAt()).put("outcome", "approved"));
            case Link.Rejected r ->
                json.put(
                        "decision",
                        by(r.rejectedBy(), r.rejectedAt())
                                .put("outcome", "rejected")
                                .put("reason", r.reason()));
            case Link.Ended e -> json.put("ended", by(e.endedBy(), e.endedAt()));
        }
    }

    private JsonObject fields(Link link) {
        LinkFields fields = link.fields();
        Optional<LasType> type = types.find(fields.type());
        return JsonObject.empty()
                .put("type", fields.type())
                .put("typeName", type.map(LasType::name).orElse(fields.type().value()))
                .put("brin", link.school().brin())
                .put("dependance", link.school().dependance())
                .put("schoolYear", fields.schoolYear())
                .put("schoolKey", fields.schoolKey())
                .put("keyEnteredAt", Optional.of(fields.keyEnteredAt()).filter(_ -> type.map(LasType::asksKey)
                        .orElse(true)));
    }

    /** A colleague's name, as everywhere on the school's pages; not the address. */
    private static JsonObject unreached(UnreachedBeheerders.Unreached unreached) {
        return JsonObject.empty()
                .put("name", unreached.beheerder().name())
                .put("outcome", unreached.status().outcome())
                .put("at", unreached.status().at());
    }

    private static JsonObject by(Actor actor, Instant at) {
        return JsonObject.empty().put("by", actor.name()).put("at", at);
    }

    private static JsonObject removal(Commit removal) {
        int total = removal.header().entries();
        return switch (removal) {
            case Commit.Planned(Commit.Header _, int written) ->
                JsonObject.empty().put("state", "running").put("done", written).put("total", total);
            case Commit.Done _ ->
                JsonObject.empty().put("state", "done").put("done", total).put("total", total);
            case Commit.Stale _ ->
                JsonObject.empty().put("state", "done").put("done", 0).put("total", total);
        };
    }

    private static JsonObject type(LasType type) {
        return JsonObject.empty()
                .put("code", type.code())
                .put("name", type.name())
                .put("schoolKeyUse", type.form().schoolKeyUse())
                .put("keyUse", type.asksKey() ? "school" : "laslink")
                .put("keyHint", text(type.form().keyHint()))
                .put("schoolKeyHint", type.form().schoolKeyHint(), LinkView::text);
    }

    private static JsonObject text(LasForm.Text text) {
        return JsonObject.empty().put("nl", text.dutch()).put("en", text.english());
    }
}
