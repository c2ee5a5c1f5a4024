package nl.laslink.approvelink;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.Work;
import nl.laslink.domain.imports.WorkUnderWay;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkState;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.mail.UnreachedBeheerders;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.http.Page;
import nl.laslink.platform.http.Views;
import nl.laslink.platform.json.JsonObject;

/** Requests and schools as customer service sees them; of the authorisation key nothing at all. */
final class RequestsView {
    /** A school is up to five reads one after the other, and 250 of them stay well within the function's 25 s. */
    private static final int AT_ONCE = 250;

    private final LinkStore links;
    private final LasTypes types;
    private final RosterStore rosters;
    private final UnreachedBeheerders unreached;
    private final WorkUnderWay underWay;

    RequestsView(
            LinkStore links,
            LasTypes types,
            RosterStore rosters,
            UnreachedBeheerders unreached,
            WorkUnderWay underWay) {
        this.links = links;
        this.types = types;
        this.rosters = rosters;
        this.unreached = unreached;
        this.underWay = underWay;
    }

    JsonObject request(Link link) {
        JsonObject json = JsonObject.empty()
                .put("school", link.school())
                .put("schoolName", rosters.schoolName(link.school()))
                .put("request", link.request())
                .put("requestedBy", link.requestedBy().name())
                .put("requestedAt", link.requestedAt())
                .put("typeName", typeName(link))
                .put("schoolYear", link.fields().schoolYear())
                .put("hasSchoolKey", link.fields().schoolKey().isPresent());
        return switch (link) {
            case Link.Requested _ -> json.put("state", "open");
            case Link.Active a -> decided(json, "approved", a.approvedBy(), a.approvedAt());
            case Link.Rejected r ->
                decided(json, "rejected", r.rejectedBy(), r.rejectedAt()).put("reason", r.reason());
            case Link.Ended e -> decided(json, "withdrawn", e.endedBy(), e.endedAt());
        };
    }

    private static JsonObject decided(JsonObject json, String state, Actor by, Instant at) {
        return json.put("state", state).put("decidedBy", by.name()).put("decidedAt", at);
    }

    /** Those that wait, the oldest first; the rest of them come when these are decided. */
    JsonObject openRequests() {
        List<Link> open = links(List.of(LinkState.REQUESTED)).stream()
                // The index is a moment late.
                .filter(Link.Requested.class::isInstance)
                .sorted(Comparator.comparing(Link::requestedAt)
                        .thenComparing(l -> l.school().toString()))
                .toList();
        List<Link> oldest = Page.of(open.subList(0, Math.min(AT_ONCE, open.size())), this::request);
        return JsonObject.empty().putObjects("items", oldest, this::request).put("total", open.size());
    }

    /** One page, by code; the cursor is the last code. */
    JsonObject schools(Optional<String> cursor) {
        String after = cursor.orElse("");
        List<SchoolId> rest = schools(Arrays.asList(LinkState.values()))
                .filter(school -> school.toString().compareTo(after) > 0)
                .sorted(Comparator.comparing(SchoolId::toString))
                .toList();
        List<SchoolId> page = rest.subList(0, Math.min(AT_ONCE, rest.size()));
        List<Link> found = page.stream().flatMap(s -> links.find(s).stream()).toList();
        Map<SchoolId, List<Work>> stuck = underWay.stuck().stream().collect(Collectors.groupingBy(Work::school));
        JsonObject json = JsonObject.empty()
                .putObjects("items", found, link -> school(link, stuck.getOrDefault(link.school(), List.of())));
        return page.size() < rest.size() ? json.put("next", page.getLast()) : json;
    }

    private JsonObject school(Link link, List<Work> stuck) {
        return JsonObject.empty()
                .put("school", link.school())
                .put("name", rosters.schoolName(link.school()))
                .put("state", link.state())
                .put("typeName", typeName(link))
                .put("lastContact", links.lastContact(link.school()).flatMap(c -> c.relevantTo(link)), Views::contact)
                .put("lastScores", links.lastScores(link.school()).flatMap(c -> c.relevantTo(link)), Views::contact)
                .put("unreachedBeheerders", unreached.of(link.school()).size())
                .put("stuck", stuck.stream().map(Work::kind).distinct().toList());
    }

    private List<Link> links(Collection<LinkState> states) {
        return schools(states).flatMap(school -> links.find(school).stream()).toList();
    }

    private Stream<SchoolId> schools(Collection<LinkState> states) {
        return states.stream().flatMap(state -> links.inState(state).stream()).distinct();
    }

    private String typeName(Link link) {
        return types.find(link.fields().type())
                .map(LasType::name)
                .orElseGet(() -> link.fields().type().value());
    }
}
