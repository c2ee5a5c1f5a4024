package nl.laslink.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.Secret;
import nl.laslink.platform.json.JsonObject.UnreadableJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCodecTest {
    private record Key(String value) {}

    private sealed interface Shape {
        record Round(int radius) implements Shape {}

        record Dot() implements Shape {}
    }

    private record Week(int number, Optional<String> name) {}

    private record Everything(
            Key key,
            SchoolId school,
            SchoolYear year,
            Instant at,
            LocalDate on,
            BigDecimal exact,
            boolean flag,
            Optional<Long> large,
            Optional<Key> absent,
            DayOfWeek day,
            List<Shape> shapes,
            Set<Key> set,
            Map<String, Key> named,
            Map<DayOfWeek, Week> weeks) {}

    private static final Everything ALL = new Everything(
            new Key("k"),
            SchoolId.parse("99XX-00"),
            new SchoolYear(2026),
            Instant.parse("2026-11-24T10:00:00Z"),
            LocalDate.parse("2026-11-24"),
            new BigDecimal("1.50"),
            true,
            Optional.of(5_000_000_000L),
            Optional.empty(),
            DayOfWeek.MONDAY,
            List.of(new Shape.Round(2), new Shape.Dot()),
            Set.of(new Key("b"), new Key("a")),
            Map.of("x", new Key("y")),
            Map.of(DayOfWeek.FRIDAY, new Week(3, Optional.of("drie"))));

    private final RecordCodec codec = new RecordCodec() {
        @Override
        protected Optional<String> tagField(Class<?> family) {
            return Optional.of("kind");
        }
    };

    @Test
    void readsBackEqual_whenRecordIsWritten() {
        JsonObject written = JsonObject.parse(codec.write(ALL).toString());

        assertThat(codec.read(Everything.class, written, Optional.empty())).isEqualTo(ALL);
    }

    @Test
    void writesEachComponentUnderItsName() {
        assertThat(codec.write(ALL)).hasToString("""
            {"key":"k","school":"99XX-00","year":"2026-2027","at":"2026-11-24T10:00:00Z","on":"2026-11-24",\
            "exact":"1.50","flag":true,"large":5000000000,"day":"monday",\
            "shapes":[{"kind":"round","radius":2},{"kind":"dot"}],"set":["a","b"],"named":{"x":"y"},\
            "weeks":[{"dayofweek":"friday","number":3,"name":"drie"}]}\
            """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | number is missing",
                "{'number':'x'} | number has no form we know",
                "{'number':true} | number is not of the expected kind",
                "{'number':1.5} | number is not a whole number",
                "{'number':3000000000} | number is too large a number",
                "{'number':1,'name':2} | name is not of the expected kind"
            })
    void namesFieldAndNoValue_whenItIsUnreadable(String json, String message) {
        JsonObject object = JsonObject.parse(json.replace('\'', '"'));

        assertThatThrownBy(() -> codec.read(Week.class, object, Optional.empty()))
                .isInstanceOf(UnreadableJson.class)
                .hasMessage(message);
    }

    @Test
    void readsRecord_thatNewerCodeExtended() {
        JsonObject extended = codec.write(new Week(1, Optional.empty())).put("added", "later");

        assertThat(codec.read(Week.class, extended, Optional.empty())).isEqualTo(new Week(1, Optional.empty()));
    }

    @Test
    void putsValues_asAnswersHaveThem() {
        JsonObject answer = JsonObject.empty()
                .put("id", new LasKey("K1"))
                .put("none", Optional.empty())
                .put("days", List.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY))
                .put("week", new Week(3, Optional.empty()))
                .put("object", JsonObject.empty().put("inner", 1));

        assertThat(answer).hasToString("""
            {"id":"K1","days":["monday","sunday"],"week":{"number":3},"object":{"inner":1}}\
            """);
    }

    @Test
    void refusesASecret() {
        JsonObject answer = JsonObject.empty();
        Secret secret = Secret.of("authorisation-key");

        assertThatThrownBy(() -> answer.put("key", secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("authorisation-key");
    }
}
