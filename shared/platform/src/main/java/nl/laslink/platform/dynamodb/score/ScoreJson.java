package nl.laslink.platform.dynamodb.score;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.platform.dynamodb.UnknownKind;
import nl.laslink.platform.json.JsonObject;

/** An entry of the score ledger and a test definition as JSON. */
final class ScoreJson {
    private ScoreJson() {}

    static JsonObject write(LedgerEntry entry) {
        return JsonObject.empty()
                .put("key", entry.key().value())
                .put("pupil", entry.pupil().value())
                .put("test", entry.test().value())
                .put("testVersion", entry.testVersion())
                .put("part", entry.part())
                .put("takenOn", entry.takenOn().toString())
                .put("value", value(entry.value()))
                .put("normedAt", entry.normedAt().toString())
                .put("state", state(entry.state()))
                .put("at", entry.at().toString())
                .put("version", entry.version())
                .put("teacher", entry.teacher().map(RecordId::value))
                .put("infoUrl", entry.infoUrl());
    }

    static LedgerEntry read(SchoolId school, JsonObject json) {
        return new LedgerEntry(
                school,
                new ResultKey(json.text("key")),
                new RecordId(json.text("pupil")),
                new TestCode(json.text("test")),
                json.optionalText("testVersion"),
                json.optionalText("part"),
                json.date("takenOn"),
                value(json.object("value")),
                json.instant("normedAt"),
                state(json.object("state")),
                json.instant("at"),
                json.number("version"),
                json.optionalText("teacher").map(RecordId::new),
                json.optionalText("infoUrl"));
    }

    private static JsonObject state(ScoreState state) {
        JsonObject json = JsonObject.empty();
        return switch (state) {
            case ScoreState.Waiting(ScoreState.WaitReason reason) ->
                json.put("kind", "waiting").put("reason", reason.name());
            case ScoreState.Ready() -> json.put("kind", "ready");
            case ScoreState.Sent() -> json.put("kind", "sent");
            case ScoreState.Doubted() -> json.put("kind", "doubted");
            case ScoreState.Accepted() -> json.put("kind", "accepted");
            case ScoreState.Refused(FaultCode code) ->
                json.put("kind", "refused").put("code", code.name());
        };
    }

    private static ScoreState state(JsonObject json) {
        return switch (json.text("kind")) {
            case "waiting" -> new ScoreState.Waiting(ScoreState.WaitReason.valueOf(json.text("reason")));
            case "ready" -> new ScoreState.Ready();
            case "sent" -> new ScoreState.Sent();
            case "doubted" -> new ScoreState.Doubted();
            case "accepted" -> new ScoreState.Accepted();
            case "refused" -> new ScoreState.Refused(FaultCode.valueOf(json.text("code")));
            default -> throw new UnknownKind("score state");
        };
    }

    private static JsonObject value(ScoreValue value) {
        JsonObject json = JsonObject.empty();
        return switch (value) {
            case ScoreValue.Plain(long score) -> json.put("kind", "plain").put("score", score);
            case ScoreValue.Unfit(BigDecimal score) -> json.put("kind", "unfit").put("score", score.toString());
            case ScoreValue.Oso oso ->
                json.put("kind", "oso")
                        .put("items", oso.items())
                        .put("right", oso.right())
                        .put("wrong", oso.wrong())
                        .put("read", oso.read())
                        .put("seconds", oso.seconds())
                        .put("abilityScore", oso.abilityScore())
                        .put("abilityScale", oso.abilityScale())
                        .put("confidence", oso.confidence(), c -> JsonObject.empty()
                                .put("low", c.low().toString())
                                .put("high", c.high().toString()))
                        .putObjects("references", oso.references(), r -> JsonObject.empty()
                                .put("code", r.code())
                                .put("comparisonGroup", r.comparisonGroup())
                                .put("value", r.value())
                                .put("qualification", r.qualification()));
        };
    }

    private static ScoreValue value(JsonObject json) {
        return switch (json.text("kind")) {
            case "plain" -> new ScoreValue.Plain(json.number("score"));
            case "unfit" -> new ScoreValue.Unfit(new BigDecimal(json.text("score")));
            case "oso" ->
                new ScoreValue.Oso(
                        whole(json, "items"),
                        whole(json, "right"),
                        whole(json, "wrong"),
                        whole(json, "read"),
                        json.optionalDecimal("seconds"),
                        json.optionalDecimal("abilityScore"),
                        json.optionalText("abilityScale"),
                        json.optionalObject("confidence")
                                .map(c -> new ScoreValue.Interval(
                                        new BigDecimal(c.text("low")), new BigDecimal(c.text("high")))),
                        json.objects(
                                "references",
                                r -> new ScoreValue.Reference(
                                        r.text("code"),
                                        r.text("comparisonGroup"),
                                        r.text("value"),
                                        r.optionalText("qualification"))));
            default -> throw new UnknownKind("score");
        };
    }

    /** Numbers that may be absent are stored as texts. */
    private static Optional<Integer> whole(JsonObject json, String name) {
        return json.optionalText(name).map(Integer::valueOf);
    }

    static JsonObject write(TestDefinition definition) {
        return JsonObject.empty()
                .put("code", definition.code().value())
                .put("version", definition.version())
                .put("name", definition.name())
                .put("year", definition.year())
                .put("subject", definition.subject())
                .put("norming", definition.norming(), ScoreJson::norming)
                .putObjects("hierarchy", definition.hierarchy(), e -> JsonObject.empty()
                        .put("level", e.level())
                        .put("name", e.name()))
                .putObjects(
                        "vocabularies", List.copyOf(definition.vocabularies().entrySet()), v -> JsonObject.empty()
                                .put("field", v.getKey().name())
                                .put("name", v.getValue().name())
                                .put("location", v.getValue().location()))
                .putObjects("parts", definition.parts(), p -> JsonObject.empty()
                        .put("number", p.number())
                        .put("code", p.code())
                        .put("name", p.name())
                        .put("norming", p.norming(), ScoreJson::norming));
    }

    static TestDefinition readDefinition(JsonObject json) {
        return new TestDefinition(
                new TestCode(json.text("code")),
                json.optionalText("version"),
                json.optionalText("name"),
                json.optionalText("year"),
                json.optionalText("subject"),
                json.optionalObject("norming").map(ScoreJson::norming),
                json.objects("hierarchy", e -> new TestDefinition.Entrance(e.integer("level"), e.text("name"))),
                json.objects(
                        "parts",
                        p -> new TestDefinition.Part(
                                p.integer("number"),
                                p.text("code"),
                                p.optionalText("name"),
                                p.optionalObject("norming").map(ScoreJson::norming))),
                json
                        .objects(
                                "vocabularies",
                                v -> Map.entry(
                                        TestDefinition.Field.valueOf(v.text("field")),
                                        new TestDefinition.Vocabulary(v.text("name"), v.optionalText("location"))))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static JsonObject norming(TestDefinition.Norming norming) {
        return JsonObject.empty()
                .put("category", norming.category())
                .put("level", norming.level())
                .put("weight", norming.weight())
                .putObjects("norms", norming.norms(), n -> JsonObject.empty()
                        .put("term", n.term())
                        .put("description", n.description())
                        .put("from", n.from())
                        .put("through", n.through())
                        .put("colour", n.colour(), c -> JsonObject.empty()
                                .put("red", c.red())
                                .put("green", c.green())
                                .put("blue", c.blue())
                                .put("opacity", c.opacity()))
                        .put("gradeFrom", n.gradeFrom())
                        .put("gradeThrough", n.gradeThrough()));
    }

    private static TestDefinition.Norming norming(JsonObject json) {
        return new TestDefinition.Norming(
                json.optionalText("category"),
                json.optionalText("level"),
                json.optionalDecimal("weight"),
                json.objects(
                        "norms",
                        n -> new TestDefinition.Norm(
                                n.text("term"),
                                n.optionalText("description"),
                                n.number("from"),
                                n.number("through"),
                                n.optionalObject("colour")
                                        .map(c -> new TestDefinition.Colour(
                                                c.integer("red"),
                                                c.integer("green"),
                                                c.integer("blue"),
                                                c.integer("opacity"))),
                                n.optionalDecimal("gradeFrom"),
                                n.optionalDecimal("gradeThrough"))));
    }
}
