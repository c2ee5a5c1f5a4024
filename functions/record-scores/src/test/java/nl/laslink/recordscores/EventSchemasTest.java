package nl.laslink.recordscores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.harrel.jsonschema.SpecificationVersion;
import dev.harrel.jsonschema.ValidatorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSchemasTest {
    private static final Path FILES = Path.of("../../events/schemas");
    private final EventSchemas schemas = new EventSchemas();

    private static JsonObject detail(String event) {
        JsonObject message = JsonObject.parse(Invoke.event("record-scores/" + event))
                .objects("Records")
                .getFirst();
        return JsonObject.parse(message.text("body")).object("detail");
    }

    @ParameterizedTest
    @CsvSource({
        "score-normed, ScoreNormed",
        "score-normed-oso, ScoreNormed",
        "score-withdrawn, ScoreWithdrawn",
        "test-defined, TestDefined"
    })
    void acceptsEveryExample(String event, String type) {
        assertThatCode(() -> schemas.check(type, detail(event))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"school\":\"99XX-00\", | | school is missing",
                "\"school\":\"99XX-00\",\"pupilId\":\"p1\", | | pupilId, school is missing",
                "99XX-00 | Noor Bakker | school has no form we know",
                "\"p1\" | 12 | pupilId is not of the expected kind",
                "2026-11-20 | 20 november | takenOn has no form we know",
                "15:04:05Z | 15:04:05 | normedAt has no form we know",
                "\"score\":34 | \"score\":\"Noor\" | score has no form we know",
                "\"score\":34 | \"score\":34,\"oso\":{} | score or oso has no form we know",
                "\"score\":34 | \"oso\":{\"right\":\"Noor\"} | right is not of the expected kind",
                "\"score\":34 | \"oso\":{\"references\":[{\"code\":\"IV\",\"value\":\"II\"}]} |"
                        + " comparisonGroup is missing"
            })
    void namesTheFieldAndNoValue(String what, String by, String message) {
        String changed = detail("score-normed").toString().replace(what, by == null ? "" : by);

        assertThatThrownBy(() -> schemas.check("ScoreNormed", JsonObject.parse(changed)))
                .isInstanceOf(EventSchemas.SchemaViolated.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"34.5", "-1", "\"34\"", "34,\"unknown\":{\"a\":1}", "34,\"oso\":null", "34,\"scoreVersion\":2"})
    void acceptsWhatLaslinkTakesOrIgnores(String score) {
        String changed = detail("score-normed").toString().replace("\"score\":34", "\"score\":" + score);

        assertThatCode(() -> schemas.check("ScoreNormed", JsonObject.parse(changed)))
                .doesNotThrowAnyException();
    }

    @Test
    void checksNothing_ofAnEventThatHasNoSchema() {
        assertThatCode(() -> schemas.check("ScoreDeleted", JsonObject.empty())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"score-normed", "score-withdrawn", "test-defined"})
    void isAJsonSchemaItself(String file) throws IOException {
        String schema = Files.readString(FILES.resolve(file + ".json"));

        assertThat(new ValidatorFactory()
                        .withJsonNodeFactory(EventSchemas.nodes())
                        .validate("{\"$ref\":\"" + SpecificationVersion.DRAFT2020_12.getId() + "\"}", schema)
                        .isValid())
                .isTrue();
    }
}
