package nl.laslink.platform.dynamodb.imports;

import java.time.LocalDate;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.platform.dynamodb.PersonJson;
import nl.laslink.platform.dynamodb.UnknownKind;
import nl.laslink.platform.dynamodb.link.LinkJson;
import nl.laslink.platform.json.JsonObject;

/** An import, a commit and a contact of one school as JSON; {@code stage} says how far the first two are. */
final class ImportJson {
    private ImportJson() {}

    static JsonObject write(Import stored) {
        JsonObject json =
                JsonObject.empty().put("header", header(stored.header())).put("version", stored.version());
        return switch (stored) {
            case Import.Open open -> json.put("stage", "open").put("reviewAgain", open.reviewAgain());
            case Import.Committing c ->
                json.put("stage", "committing")
                        .put("commit", c.commit().value())
                        .put("by", PersonJson.actor(c.by()))
                        .put("at", c.at().toString());
            case Import.Committed c ->
                json.put("stage", "committed").put("commit", c.commit().value()).put("receipt", receipt(c.receipt()));
            case Import.Aborted a ->
                json.put("stage", "aborted").put("by", PersonJson.actor(a.by())).put("at", a.at().toString());
        };
    }

    static Import read(SchoolId school, JsonObject json) {
        Import.Header header = header(school, json.object("header"));
        long version = json.number("version");
        return switch (json.text("stage")) {
            case "open" -> new Import.Open(header, json.flag("reviewAgain"), version);
            case "committing" ->
                new Import.Committing(
                        header,
                        new CommitId(json.text("commit")),
                        PersonJson.actor(json.object("by")),
                        json.instant("at"),
                        version);
            case "committed" ->
                new Import.Committed(
                        header, new CommitId(json.text("commit")), receipt(json.object("receipt")), version);
            case "aborted" ->
                new Import.Aborted(header, PersonJson.actor(json.object("by")), json.instant("at"), version);
            default -> throw new UnknownKind("import");
        };
    }

    private static JsonObject header(Import.Header header) {
        return JsonObject.empty()
                .put("id", header.id().value())
                .put("las", header.las().value())
                .put("schoolYear", header.schoolYear().toString())
                .put("stagedAt", header.stagedAt().toString())
                .put("expiresAt", header.expiresAt().toString())
                .put("groups", header.delivered().groups())
                .put("teachers", header.delivered().teachers())
                .put("pupils", header.delivered().pupils())
                .putObjects("warnings", header.warnings(), w -> JsonObject.empty()
                        .put("kind", w.kind().name())
                        .put("count", w.count())
                        .putObjects("places", w.places(), ImportJson::place))
                .putTexts(
                        "keptActive",
                        header.keptActive().stream()
                                .map(RecordId::value)
                                .sorted()
                                .toList())
                .putTexts(
                        "listedAsLeft",
                        header.listedAsLeft().stream()
                                .map(RecordId::value)
                                .sorted()
                                .toList())
                .putTexts(
                        "doubted",
                        header.doubted().stream().map(RecordId::value).sorted().toList())
                .put("decided", header.decided(), d -> JsonObject.empty()
                        .put("by", PersonJson.actor(d.by()))
                        .put("at", d.at().toString()))
                .put("correlation", header.correlation().value());
    }

    private static Import.Header header(SchoolId school, JsonObject json) {
        return new Import.Header(
                school,
                new ImportId(json.text("id")),
                new LasTypeCode(json.text("las")),
                SchoolYear.parse(json.text("schoolYear")),
                json.instant("stagedAt"),
                json.instant("expiresAt"),
                new Import.Counts(json.integer("groups"), json.integer("teachers"), json.integer("pupils")),
                json.objects(
                        "warnings",
                        w -> new Delivery.Warning(
                                Delivery.Kind.valueOf(w.text("kind")),
                                w.integer("count"),
                                w.objects("places", ImportJson::place))),
                json.texts("keptActive").stream().map(RecordId::new).collect(Collectors.toUnmodifiableSet()),
                json.optionalObject("decided")
                        .map(d -> new Import.Decided(PersonJson.actor(d.object("by")), d.instant("at"))),
                json.texts("listedAsLeft").stream().map(RecordId::new).collect(Collectors.toUnmodifiableSet()),
                json.texts("doubted").stream().map(RecordId::new).collect(Collectors.toUnmodifiableSet()),
                json.optionalText("correlation")
                        .flatMap(CorrelationId::parse)
                        .orElseGet(() -> Import.Header.chainOf(new ImportId(json.text("id")))));
    }

    private static JsonObject place(Delivery.Place place) {
        return JsonObject.empty()
                .put("answer", place.answer())
                .put("subject", place.subject().name())
                .put("ordinal", place.ordinal())
                .put("line", place.line())
                .put("field", place.field().map(Enum::name));
    }

    private static Delivery.Place place(JsonObject json) {
        return new Delivery.Place(
                json.integer("answer"),
                Delivery.Subject.valueOf(json.text("subject")),
                json.integer("ordinal"),
                json.integer("line"),
                json.optionalText("field").map(Delivery.Field::valueOf));
    }

    static JsonObject write(Commit.Header header) {
        return JsonObject.empty()
                .put("id", header.id().value())
                .put("kind", header.kind().name())
                .put("importId", header.importId())
                .put("by", PersonJson.actor(header.by()))
                .put("at", header.at().toString())
                .put("baseRevision", header.baseRevision())
                .put("entries", header.entries())
                .put("receipt", receipt(header.receipt()))
                .put("correlation", header.correlation().value());
    }

    static Commit.Header readCommit(SchoolId school, JsonObject json) {
        return new Commit.Header(
                school,
                new CommitId(json.text("id")),
                Commit.Kind.valueOf(json.text("kind")),
                json.optionalText("importId").map(ImportId::new),
                PersonJson.actor(json.object("by")),
                json.instant("at"),
                json.number("baseRevision"),
                json.integer("entries"),
                receipt(json.object("receipt")),
                CorrelationId.parse(json.text("correlation")).orElseGet(() -> new CorrelationId(json.text("id"))));
    }

    static JsonObject write(FetchRun run) {
        return JsonObject.empty()
                .put("id", run.id().value())
                .put("requestedAt", run.requestedAt().toString())
                .put("night", run.night())
                .put("ended", run.ended(), LinkJson::contact);
    }

    static FetchRun readFetch(SchoolId school, JsonObject json) {
        return new FetchRun(
                school,
                new FetchId(json.text("id")),
                json.instant("requestedAt"),
                json.optionalText("night").map(LocalDate::parse),
                json.optionalObject("ended").map(LinkJson::contact));
    }

    private static JsonObject receipt(Import.Receipt receipt) {
        return JsonObject.empty()
                .put("at", receipt.at().toString())
                .put("by", PersonJson.actor(receipt.by()))
                .put("groups", addedChanged(receipt.groups()))
                .put("teachers", addedChanged(receipt.teachers()))
                .put("pupils", addedChanged(receipt.pupils()))
                .put("deactivated", receipt.deactivated())
                .put("teachersLeftOut", receipt.teachersLeftOut())
                .put("skipped", counts(receipt.skipped()));
    }

    private static Import.Receipt receipt(JsonObject json) {
        return new Import.Receipt(
                json.instant("at"),
                PersonJson.actor(json.object("by")),
                addedChanged(json.object("groups")),
                addedChanged(json.object("teachers")),
                addedChanged(json.object("pupils")),
                json.integer("deactivated"),
                json.integer("teachersLeftOut"),
                json.optionalObject("skipped").map(ImportJson::counts).orElse(new Import.Counts(0, 0, 0)));
    }

    private static JsonObject counts(Import.Counts counts) {
        return JsonObject.empty()
                .put("groups", counts.groups())
                .put("teachers", counts.teachers())
                .put("pupils", counts.pupils());
    }

    private static Import.Counts counts(JsonObject json) {
        return new Import.Counts(json.integer("groups"), json.integer("teachers"), json.integer("pupils"));
    }

    private static JsonObject addedChanged(Import.AddedChanged counts) {
        return JsonObject.empty().put("added", counts.added()).put("changed", counts.changed());
    }

    private static Import.AddedChanged addedChanged(JsonObject json) {
        return new Import.AddedChanged(json.integer("added"), json.integer("changed"));
    }
}
