package nl.laslink.platform.dynamodb.imports;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.Proposal;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.platform.dynamodb.PersonJson;
import nl.laslink.platform.dynamodb.UnknownKind;
import nl.laslink.platform.json.JsonObject;

/** A staged row, with what was delivered and decided, as JSON. */
final class RowJson {
    private RowJson() {}

    static JsonObject write(Row row) {
        return JsonObject.empty()
                .put("id", row.id().value())
                .put("delivered", delivered(row.delivered()))
                .put("decision", decision(row.decision()))
                .put("known", row.known())
                .putObjects("proposals", row.proposals(), RowJson::proposal)
                .put(
                        "newRecord",
                        row instanceof Row.Unknown unknown ? Optional.of(unknown.newRecord()) : Optional.empty())
                .put("typedEmail", row.typedEmail().map(EmailAddress::value))
                .put("settled", row.settled())
                .put("changed", row.changed())
                .put("version", row.version());
    }

    static Row read(JsonObject json) {
        RowId id = new RowId(json.text("id"));
        DeliveredRecord delivered = delivered(json.object("delivered"));
        Decision decision = decision(json.object("decision"));
        Optional<RecordId> known = json.optionalText("known").map(RecordId::new);
        long version = json.number("version");
        if (known.isPresent() && json.flag("settled") && decision instanceof Decision.LinkTo link) {
            return new Row.Settled(id, delivered, known.get(), link.basis(), version);
        }
        if (known.isPresent()) {
            return new Row.Known(
                    id,
                    delivered,
                    known.get(),
                    decision,
                    PersonJson.email(json, "typedEmail"),
                    json.flag("changed"),
                    version);
        }
        return new Row.Unknown(
                id,
                delivered,
                new RecordId(json.text("newRecord")),
                json.objects("proposals", RowJson::proposal),
                decision,
                PersonJson.email(json, "typedEmail"),
                json.flag("changed"),
                version);
    }

    private static JsonObject delivered(DeliveredRecord delivered) {
        JsonObject json = JsonObject.empty();
        return switch (delivered) {
            case DeliveredGroup g ->
                (g.named() ? json : json.put("named", false))
                        .put("kind", "group")
                        .put("key", g.key().value())
                        .put("composite", g.composite())
                        .put("name", g.name())
                        .put("yearGroup", g.yearGroup());
            case DeliveredTeacher t ->
                json.put("kind", "teacher")
                        .put("eckId", t.eckId().map(EckId::value))
                        .put("key", t.key().map(LasKey::value))
                        .put("name", PersonJson.name(t.name()))
                        .put("email", t.email().map(EmailAddress::value))
                        .putTexts("groups", PersonJson.keys(t.groups()));
            case DeliveredPupil p ->
                json.put("kind", "pupil")
                        .put("eckId", p.eckId().map(EckId::value))
                        .put("key", p.key().map(LasKey::value))
                        .put("name", PersonJson.name(p.name()))
                        .put("birthDate", p.birthDate())
                        .put("yearGroup", p.yearGroup())
                        .put("group", p.group().map(LasKey::value))
                        .putTexts("compositeGroups", PersonJson.keys(p.compositeGroups()));
        };
    }

    private static DeliveredRecord delivered(JsonObject json) {
        return switch (json.text("kind")) {
            case "group" ->
                new DeliveredGroup(
                        new LasKey(json.text("key")),
                        json.flag("composite"),
                        json.text("name"),
                        json.optionalText("yearGroup"),
                        json.optionalFlag("named").orElse(true));
            case "teacher" ->
                new DeliveredTeacher(
                        PersonJson.eckId(json),
                        PersonJson.key(json, "key"),
                        PersonJson.name(json.object("name")),
                        PersonJson.email(json, "email"),
                        json.texts("groups", LasKey::new));
            case "pupil" ->
                new DeliveredPupil(
                        PersonJson.eckId(json),
                        PersonJson.key(json, "key"),
                        PersonJson.name(json.object("name")),
                        json.optionalText("birthDate").map(LocalDate::parse),
                        json.optionalText("yearGroup"),
                        PersonJson.key(json, "group"),
                        json.texts("compositeGroups", LasKey::new));
            default -> throw new UnknownKind("delivered record");
        };
    }

    private static JsonObject decision(Decision decision) {
        JsonObject json = JsonObject.empty();
        return switch (decision) {
            case Decision.Undecided() -> json.put("kind", "undecided");
            case Decision.AddNew(Decision.Basis basis) ->
                json.put("kind", "addNew").put("basis", basis.name());
            case Decision.LinkTo(RecordId target, Decision.Basis basis) ->
                json.put("kind", "linkTo").put("target", target.value()).put("basis", basis.name());
            case Decision.Skip(Decision.Basis basis) -> json.put("kind", "skip").put("basis", basis.name());
        };
    }

    private static Decision decision(JsonObject json) {
        return switch (json.text("kind")) {
            case "undecided" -> new Decision.Undecided();
            case "addNew" -> new Decision.AddNew(basis(json));
            case "linkTo" -> new Decision.LinkTo(new RecordId(json.text("target")), basis(json));
            case "skip" -> new Decision.Skip(basis(json));
            default -> throw new UnknownKind("decision");
        };
    }

    private static Decision.Basis basis(JsonObject json) {
        return Decision.Basis.valueOf(json.text("basis"));
    }

    private static JsonObject proposal(Proposal proposal) {
        return JsonObject.empty()
                .put("record", proposal.record().value())
                .putTexts(
                        "reasons",
                        proposal.reasons().stream().map(Enum::name).sorted().toList());
    }

    private static Proposal proposal(JsonObject json) {
        return new Proposal(
                new RecordId(json.text("record")),
                json.texts("reasons").stream().map(Proposal.Reason::valueOf).collect(Collectors.toUnmodifiableSet()));
    }
}
