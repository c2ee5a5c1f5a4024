package nl.laslink.platform.event;

import java.time.LocalDate;
import java.util.Locale;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.DomainEvent.CommitUnfinished;
import nl.laslink.domain.event.DomainEvent.ExternalNumbersRemovalConfirmed;
import nl.laslink.domain.event.DomainEvent.FetchEnded;
import nl.laslink.domain.event.DomainEvent.FetchRequested;
import nl.laslink.domain.event.DomainEvent.ImportCommitted;
import nl.laslink.domain.event.DomainEvent.ImportConfirmed;
import nl.laslink.domain.event.DomainEvent.ImportStaged;
import nl.laslink.domain.event.DomainEvent.LinkApproved;
import nl.laslink.domain.event.DomainEvent.LinkEnded;
import nl.laslink.domain.event.DomainEvent.LinkRejected;
import nl.laslink.domain.event.DomainEvent.LinkRequested;
import nl.laslink.domain.event.DomainEvent.NightsStopped;
import nl.laslink.domain.event.DomainEvent.RosterChanged;
import nl.laslink.domain.event.DomainEvent.ScoresDelivered;
import nl.laslink.domain.event.DomainEvent.ScoresRefused;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.link.Contacts;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.SchemaVersion;

/**
 * Our events as JSON: the record's components in camelCase, ids as texts, absent ones left out, and {@code schemaVersion} and
 * {@code correlationId}. The record's name is the {@code detail-type}.
 */
public final class EventJson {
    public static final String SOURCE = "laslink";

    private EventJson() {}

    /** The {@code detail-type} names none of our events. */
    public static final class UnknownEvent extends RuntimeException {
        UnknownEvent(String detailType) {
            super("no event of ours is called " + detailType);
        }
    }

    public static String detailType(DomainEvent event) {
        return event.getClass().getSimpleName();
    }

    /** The event's {@code detail}. */
    public static String encode(DomainEvent event, CorrelationId correlation) {
        JsonObject detail = JsonObject.empty()
                .put(SchemaVersion.FIELD, SchemaVersion.CURRENT)
                .put("correlationId", correlation.value())
                .put("school", event.school().toString());
        return fields(event, detail).toString();
    }

    private static JsonObject fields(DomainEvent event, JsonObject detail) {
        return switch (event) {
            case LinkRequested e -> detail.put("request", e.request().value());
            case LinkApproved e -> detail.put("request", e.request().value());
            case LinkRejected e -> detail.put("request", e.request().value());
            case LinkEnded e -> detail.put("request", e.request().value());
            case FetchRequested e -> detail.put("fetch", e.fetch().value()).put("night", e.night());
            case FetchEnded e ->
                detail.put("fetch", e.fetch().value())
                        .put("outcome", e.outcome())
                        .put("night", e.night());
            case ImportStaged e ->
                detail.put("importId", e.importId().value())
                        .put("fetch", e.fetch().value())
                        .put("toSettle", e.toSettle())
                        .put("toDecide", e.toDecide())
                        .put("newToDecide", e.newToDecide())
                        .put("withoutEmail", e.withoutEmail());
            case ImportConfirmed e ->
                detail.put("importId", e.importId().value())
                        .put("commit", e.commit().value());
            case ExternalNumbersRemovalConfirmed e ->
                detail.put("commit", e.commit().value());
            case CommitUnfinished e -> detail.put("commit", e.commit().value());
            case ImportCommitted e ->
                detail.put("importId", e.importId().value())
                        .put("commit", e.commit().value())
                        .put("revision", e.revision())
                        .put("quiet", e.quiet());
            case NightsStopped e -> detail.put("about", Contacts.word(e.about()));
            case RosterChanged e -> detail.put("revision", e.revision());
            case ScoresDelivered e -> detail.put("night", e.night().toString()).put("results", e.results());
            case ScoresRefused e ->
                detail.put("night", e.night().toString())
                        .put("results", e.results())
                        .put("reason", e.reason());
        };
    }

    /**
     * Reads a whole EventBridge event, as a rule delivers it to a queue.
     *
     * @throws UnknownEvent when it is not one of ours
     * @throws SchemaVersion.FromTheFuture when newer code wrote it
     */
    public static EventEnvelope decode(String body) {
        JsonObject envelope = JsonObject.parse(body);
        String id = envelope.text("id");
        String detailType = envelope.text("detail-type");
        JsonObject detail = envelope.object("detail");
        SchemaVersion.check(detailType, detail);
        CorrelationId correlation = detail.optionalText("correlationId")
                .flatMap(CorrelationId::parse)
                .orElseGet(() -> new CorrelationId(id));
        return new EventEnvelope(id, envelope.text("source"), detailType, correlation, event(detailType, detail));
    }

    private static DomainEvent event(String detailType, JsonObject d) {
        SchoolId school = SchoolId.parse(d.text("school"));
        return switch (detailType) {
            case "LinkRequested" -> new LinkRequested(school, request(d));
            case "LinkApproved" -> new LinkApproved(school, request(d));
            case "LinkRejected" -> new LinkRejected(school, request(d));
            case "LinkEnded" -> new LinkEnded(school, request(d));
            case "FetchRequested" -> new FetchRequested(school, fetch(d), night(d));
            case "FetchEnded" -> new FetchEnded(school, fetch(d), d.text("outcome"), night(d));
            case "ImportStaged" -> staged(school, d);
            case "ImportConfirmed" -> new ImportConfirmed(school, importId(d), commit(d));
            case "ExternalNumbersRemovalConfirmed" -> new ExternalNumbersRemovalConfirmed(school, commit(d));
            case "CommitUnfinished" -> new CommitUnfinished(school, commit(d));
            case "ImportCommitted" ->
                new ImportCommitted(school, importId(d), commit(d), d.number("revision"), d.flag("quiet"));
            case "NightsStopped" -> new NightsStopped(school, about(d.text("about")));
            case "RosterChanged" -> new RosterChanged(school, d.number("revision"));
            case "ScoresDelivered" -> new ScoresDelivered(school, d.date("night"), d.integer("results"));
            case "ScoresRefused" -> new ScoresRefused(school, d.date("night"), d.integer("results"), d.text("reason"));
            default -> throw new UnknownEvent(detailType);
        };
    }

    private static NightsStopped.About about(String word) {
        return NightsStopped.About.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Events from before {@code newToDecide} asked everything anew; those from before {@code withoutEmail} told of nobody. */
    private static ImportStaged staged(SchoolId school, JsonObject d) {
        int newToDecide = d.has("newToDecide") ? d.integer("newToDecide") : d.integer("toDecide");
        return new ImportStaged(
                school,
                importId(d),
                fetch(d),
                d.integer("toSettle"),
                d.integer("toDecide"),
                newToDecide,
                d.has("withoutEmail") ? d.integer("withoutEmail") : 0);
    }

    private static LinkRequestId request(JsonObject detail) {
        return new LinkRequestId(detail.text("request"));
    }

    private static FetchId fetch(JsonObject detail) {
        return new FetchId(detail.text("fetch"));
    }

    private static ImportId importId(JsonObject detail) {
        return new ImportId(detail.text("importId"));
    }

    private static CommitId commit(JsonObject detail) {
        return new CommitId(detail.text("commit"));
    }

    private static java.util.Optional<LocalDate> night(JsonObject detail) {
        return detail.optionalText("night").map(LocalDate::parse);
    }
}
