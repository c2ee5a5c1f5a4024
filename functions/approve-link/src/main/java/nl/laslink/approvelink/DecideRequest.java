package nl.laslink.approvelink;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.link.ApprovalToken;
import nl.laslink.domain.link.ApprovalTokens;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.link.TokenHash;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.secret.Secret;

/**
 * Goedkeuren and Afwijzen, with the token of a mail or signed in. The first decision counts: a later visitor sees who
 * decided and when, also after the token expired. A token decides nothing but the request it was made for.
 */
final class DecideRequest {
    private final LinkStore links;
    private final ApprovalTokens tokens;
    private final Clock clock;

    DecideRequest(LinkStore links, ApprovalTokens tokens, Clock clock) {
        this.links = links;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** What a link in a mail carries. */
    record Visit(SchoolId school, LinkRequestId request, Secret token) {}

    sealed interface Outcome {
        /** The request as it stands now, open or decided. */
        record Standing(Link link) implements Outcome {}

        /** This press decided. */
        record Decided(Link link) implements Outcome {}

        /** The token expired without a decision. */
        record Expired() implements Outcome {}

        /** There is no such token, or no such request. */
        record Unknown() implements Outcome {}
    }

    /** Changes nothing. */
    Outcome view(Visit visit) {
        return visited(visit, (link, _) -> new Outcome.Standing(link));
    }

    Outcome decide(Visit visit, Decision decision) {
        return visited(visit, (link, token) -> decided(link, decision, actor(token)));
    }

    /** Signed in, so without a token and without an end. */
    Outcome decide(SchoolId school, LinkRequestId request, Decision decision, Actor by) {
        return links.find(school, request)
                .map(link -> decided(link, decision, by))
                .orElseGet(Outcome.Unknown::new);
    }

    private Outcome visited(Visit visit, BiFunction<Link, ApprovalToken, Outcome> work) {
        Optional<ApprovalToken> token = tokens.find(visit.school(), TokenHash.of(visit.token()))
                .filter(t -> t.request().equals(visit.request()));
        Optional<Link> link = token.flatMap(t -> links.find(visit.school(), t.request()));
        if (link.isEmpty()) {
            return new Outcome.Unknown();
        }
        boolean isTooLate = link.get() instanceof Link.Requested && token.get().isExpiredAt(clock.instant());
        return isTooLate ? new Outcome.Expired() : work.apply(link.get(), token.get());
    }

    private Outcome decided(Link link, Decision decision, Actor by) {
        if (!(link instanceof Link.Requested requested)) {
            return new Outcome.Standing(link);
        }
        return switch (save(requested, decision, by)) {
            case LinkStore.LinkWrite.Saved(Link saved) -> new Outcome.Decided(saved);
            case LinkStore.LinkWrite.Moved _ ->
                links.find(link.school(), link.request())
                        .<Outcome>map(Outcome.Standing::new)
                        .orElseGet(Outcome.Unknown::new);
        };
    }

    private LinkStore.LinkWrite save(Link.Requested requested, Decision decision, Actor by) {
        Instant now = clock.instant();
        SchoolId school = requested.school();
        LinkRequestId request = requested.request();
        return switch (decision) {
            case Decision.Approve() ->
                links.save(
                        requested.approve(by, now),
                        EventsAndAudit.of(requested.correlation(), new DomainEvent.LinkApproved(school, request))
                                .and(new AuditEntry(school, now, by, AuditAction.LINK_APPROVED, Map.of())));
            case Decision.Reject(String reason) ->
                links.save(
                        requested.reject(by, now, reason),
                        EventsAndAudit.of(requested.correlation(), new DomainEvent.LinkRejected(school, request))
                                .and(new AuditEntry(school, now, by, AuditAction.LINK_REJECTED, Map.of())));
        };
    }

    /** The receiver of the mail decides; an address is personal data, so it is not the subject. */
    private static Actor actor(ApprovalToken token) {
        return new Actor("approval-mail", token.recipient().value());
    }
}
