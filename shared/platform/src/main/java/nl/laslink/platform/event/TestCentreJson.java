package nl.laslink.platform.event;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.NormedScore;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.Revision;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.score.WithdrawnScore;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.SchemaVersion;

/** Reads the test centre's events. Unknown fields are ignored; a fault names the field and no value. */
public final class TestCentreJson {
    private TestCentreJson() {}

    /** A field holds something that cannot be; the message names the field and no value. */
    public static final class FieldUnreadable extends RuntimeException {
        FieldUnreadable(String field) {
            super(field + " has no form we know");
        }
    }

    /** The {@code detail-type} is none of those the test centre sends. */
    public static final class UnknownEvent extends RuntimeException {
        public UnknownEvent() {
            super("detail-type is not known");
        }
    }

    /** When the test centre sent the event: EventBridge keeps it when it brings the event late or again. */
    public static Instant sentAt(JsonObject envelope) {
        return read("time", envelope, Instant::parse);
    }

    /** @param sentAt when the test centre sent the event */
    public static NormedScore normed(JsonObject d, Instant sentAt) {
        SchemaVersion.check("ScoreNormed", d);
        NormedScore normed = new NormedScore(
                read("school", d, SchoolId::parse),
                read("pupilId", d, RecordId::new),
                read("sittingId", d, TestCentreJson::sitting),
                read("testCode", d, TestCode::new),
                d.optionalText("testVersion"),
                d.optionalText("partCode"),
                read("takenOn", d, LocalDate::parse),
                read("normedAt", d, Instant::parse),
                value(d),
                d.has("teacherId") ? Optional.of(read("teacherId", d, RecordId::new)) : Optional.empty(),
                d.optionalText("infoUrl"),
                new Revision(d.optionalNumber("scoreVersion").orElse(0L), sentAt));
        requireKey(normed);
        return normed;
    }

    public static WithdrawnScore withdrawn(JsonObject d) {
        SchemaVersion.check("ScoreWithdrawn", d);
        String sitting = read("sittingId", d, TestCentreJson::sitting);
        return new WithdrawnScore(
                read("school", d, SchoolId::parse),
                checked("sittingId with partCode", () -> ResultKey.of(sitting, d.optionalText("partCode"))),
                read("withdrawnAt", d, Instant::parse));
    }

    /** Together they make the result key, which the LAS knows for ever. */
    private static void requireKey(NormedScore normed) {
        try {
            normed.key();
        } catch (IllegalArgumentException tooLong) {
            throw new FieldUnreadable("sittingId with partCode");
        }
    }

    private static String sitting(String text) {
        ResultKey.of(text, Optional.empty());
        return text;
    }

    private static ScoreValue value(JsonObject d) {
        Optional<JsonObject> oso = d.optionalObject("oso");
        if (d.has("score") == oso.isPresent()) {
            throw new FieldUnreadable("score or oso");
        }
        return oso.map(TestCentreJson::oso).orElseGet(() -> score(decimal(d, "score")));
    }

    private static ScoreValue score(BigDecimal score) {
        try {
            return new ScoreValue.Plain(score.longValueExact());
        } catch (ArithmeticException | IllegalArgumentException e) {
            return new ScoreValue.Unfit(score);
        }
    }

    private static ScoreValue oso(JsonObject o) {
        return new ScoreValue.Oso(
                count(o, "items"),
                count(o, "right"),
                count(o, "wrong"),
                count(o, "read"),
                o.optionalDecimal("seconds"),
                o.optionalDecimal("abilityScore"),
                o.optionalText("abilityScale"),
                o.optionalObject("confidence").map(c -> new ScoreValue.Interval(decimal(c, "low"), decimal(c, "high"))),
                o.objects(
                        "references",
                        r -> new ScoreValue.Reference(
                                r.text("code"),
                                r.text("comparisonGroup"),
                                r.text("value"),
                                r.optionalText("qualification"))));
    }

    public static TestDefinition definition(JsonObject d) {
        SchemaVersion.check("TestDefined", d);
        return new TestDefinition(
                read("code", d, TestCode::new),
                d.optionalText("version"),
                d.optionalText("name"),
                d.optionalText("year"),
                d.optionalText("subject"),
                d.optionalObject("norming").map(TestCentreJson::norming),
                d.objects("hierarchy", e -> new TestDefinition.Entrance(e.integer("level"), e.text("name"))),
                d.objects("parts", TestCentreJson::part),
                vocabularies(d));
    }

    /** {@code vocabulary} names the list of the test codes; {@code vocabularies} those of other fields too. */
    private static Map<TestDefinition.Field, TestDefinition.Vocabulary> vocabularies(JsonObject d) {
        Map<TestDefinition.Field, TestDefinition.Vocabulary> vocabularies = new EnumMap<>(TestDefinition.Field.class);
        d.optionalText("vocabulary")
                .ifPresent(name -> vocabularies.put(
                        TestDefinition.Field.CODE, new TestDefinition.Vocabulary(name, Optional.empty())));
        d.objects(
                "vocabularies",
                v -> vocabularies.put(
                        read("field", v, field -> TestDefinition.Field.valueOf(field.toUpperCase(Locale.ROOT))),
                        new TestDefinition.Vocabulary(v.text("name"), v.optionalText("location"))));
        return vocabularies;
    }

    private static TestDefinition.Colour colour(JsonObject c) {
        return new TestDefinition.Colour(c.integer("red"), c.integer("green"), c.integer("blue"), c.integer("opacity"));
    }

    private static TestDefinition.Part part(JsonObject p) {
        return new TestDefinition.Part(
                p.integer("number"),
                p.text("code"),
                p.optionalText("name"),
                p.optionalObject("norming").map(TestCentreJson::norming));
    }

    private static TestDefinition.Norming norming(JsonObject n) {
        List<TestDefinition.Norm> norms = n.objects(
                "norms",
                norm -> new TestDefinition.Norm(
                        norm.optionalText("term").orElse(""),
                        norm.optionalText("description"),
                        norm.number("from"),
                        norm.number("through"),
                        norm.optionalObject("colour").map(TestCentreJson::colour),
                        norm.optionalDecimal("gradeFrom"),
                        norm.optionalDecimal("gradeThrough")));
        return checked(
                "norms",
                () -> new TestDefinition.Norming(
                        n.optionalText("category"), n.optionalText("level"), n.optionalDecimal("weight"), norms));
    }

    private static Optional<Integer> count(JsonObject o, String field) {
        return o.has(field) ? Optional.of(o.integer(field)) : Optional.empty();
    }

    private static BigDecimal decimal(JsonObject o, String field) {
        return o.optionalDecimal(field).orElseThrow(() -> new FieldUnreadable(field));
    }

    private static <T> T read(String field, JsonObject d, Function<String, T> form) {
        String text = d.text(field);
        return checked(field, () -> form.apply(text));
    }

    private static <T> T checked(String field, Supplier<T> form) {
        try {
            return form.get();
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw new FieldUnreadable(field);
        }
    }
}
