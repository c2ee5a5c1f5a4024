package nl.laslink.platform.dynamodb.roster;

import java.time.LocalDate;
import java.util.Optional;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.platform.dynamodb.PersonJson;
import nl.laslink.platform.dynamodb.UnknownKind;
import nl.laslink.platform.json.JsonObject;

/** A record of the roster, and a plan's entry of two of them, as JSON; {@code kind} says which record it is. */
public final class RosterRecordJson {
    private RosterRecordJson() {}

    public static JsonObject write(RosterRecord entry) {
        JsonObject json = JsonObject.empty();
        return switch (entry) {
            case Group g ->
                json.put("kind", "group")
                        .put("id", g.id().value())
                        .put("name", g.name())
                        .put("yearGroup", g.yearGroup())
                        .put("composite", g.composite())
                        .put("schoolYear", g.schoolYear().toString())
                        .put("externalNumber", g.externalNumber(), RosterRecordJson::number);
            case Teacher t ->
                json.put("kind", "teacher")
                        .put("id", t.id().value())
                        .put("name", PersonJson.name(t.name()))
                        .put("email", t.email().map(EmailAddress::value))
                        .putTexts("groups", t.groups())
                        .put("eckId", t.eckId().map(EckId::value))
                        .put("externalNumber", t.externalNumber(), RosterRecordJson::number);
            case Pupil p ->
                json.put("kind", "pupil")
                        .put("id", p.id().value())
                        .put("name", PersonJson.name(p.name()))
                        .put("birthDate", p.birthDate())
                        .put("yearGroup", p.yearGroup())
                        .put("group", p.group())
                        .putTexts("compositeGroups", p.compositeGroups())
                        .put("active", p.active())
                        .put("eckId", p.eckId().map(EckId::value))
                        .put("externalNumber", p.externalNumber(), RosterRecordJson::number)
                        .put("results", p.tests().results())
                        .put("lastResultOn", p.tests().lastOn());
            case Choice.Skipped s ->
                json.put("kind", "skipped")
                        .put("id", s.id().value())
                        .put("las", s.las().value())
                        .put("rowKind", s.kind().name())
                        .put("identity", PersonJson.identity(s.identity()))
                        .put("schoolYear", s.schoolYear().toString())
                        .put("lifted", s.lifted());
            case Choice.KeptActive k ->
                json.put("kind", "keptActive")
                        .put("id", k.id().value())
                        .put("pupil", k.pupil().value())
                        .put("schoolYear", k.schoolYear().toString())
                        .put("lifted", k.lifted());
        };
    }

    public static RosterRecord read(JsonObject json) {
        RecordId id = new RecordId(json.text("id"));
        return switch (json.text("kind")) {
            case "group" ->
                new Group(
                        id,
                        json.text("name"),
                        json.optionalText("yearGroup"),
                        json.flag("composite"),
                        SchoolYear.parse(json.text("schoolYear")),
                        number(json));
            case "teacher" ->
                new Teacher(
                        id,
                        PersonJson.name(json.object("name")),
                        PersonJson.email(json, "email"),
                        json.texts("groups", RecordId::new),
                        PersonJson.eckId(json),
                        number(json));
            case "pupil" ->
                new Pupil(
                        id,
                        PersonJson.name(json.object("name")),
                        json.optionalText("birthDate").map(LocalDate::parse),
                        json.optionalText("yearGroup"),
                        json.optionalText("group").map(RecordId::new),
                        json.texts("compositeGroups", RecordId::new),
                        json.flag("active"),
                        PersonJson.eckId(json),
                        number(json),
                        new Pupil.TestHistory(
                                json.integer("results"),
                                json.optionalText("lastResultOn").map(LocalDate::parse)));
            case "skipped" ->
                new Choice.Skipped(
                        id,
                        new LasTypeCode(json.text("las")),
                        RowKind.valueOf(json.text("rowKind")),
                        PersonJson.identity(json.object("identity")),
                        SchoolYear.parse(json.text("schoolYear")),
                        json.flag("lifted"));
            case "keptActive" ->
                new Choice.KeptActive(
                        id,
                        new RecordId(json.text("pupil")),
                        SchoolYear.parse(json.text("schoolYear")),
                        json.flag("lifted"));
            default -> throw new UnknownKind("roster record");
        };
    }

    public static JsonObject writeEntry(PlanEntry entry) {
        return JsonObject.empty()
                .put("before", entry.before(), RosterRecordJson::write)
                .put("after", write(entry.after()));
    }

    public static PlanEntry readEntry(JsonObject json) {
        return new PlanEntry(json.optionalObject("before").map(RosterRecordJson::read), read(json.object("after")));
    }

    private static JsonObject number(ExternalNumber number) {
        return JsonObject.empty()
                .put("las", number.las().value())
                .put("key", number.key().map(LasKey::value));
    }

    private static Optional<ExternalNumber> number(JsonObject json) {
        return json.optionalObject("externalNumber")
                .map(n -> new ExternalNumber(new LasTypeCode(n.text("las")), PersonJson.key(n, "key")));
    }
}
