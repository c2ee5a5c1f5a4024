package nl.laslink.domain.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestDefinitionTest {
    private static final String LONGEST = "v".repeat(256);

    private static TestDefinition definition(String version, String term, String part) {
        TestDefinition.Norming norming = new TestDefinition.Norming(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new TestDefinition.Norm(term, Optional.empty(), 0, 10)));
        return new TestDefinition(
                new TestCode("REK-M5"),
                Optional.of(version),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(norming),
                List.of(new TestDefinition.Part(1, part, Optional.empty(), Optional.empty())));
    }

    @Test
    void isComplete_whenUwlrCanCarryIt() {
        assertThat(definition(LONGEST, "V", LONGEST).isComplete()).isTrue();
    }

    @Test
    void isNot_whenACodeOrVersionIsLongerThanUwlrAllows() {
        assertThat(definition(LONGEST + "v", "V", "meten").isComplete()).isFalse();
        assertThat(definition("2", "V", LONGEST + "v").isComplete()).isFalse();
    }

    /** Else a result could name another code than its test has, or two parts would have one. */
    @Test
    void isNot_whenACodeOrVersionHoldsAControlCharacter() {
        assertThat(definition("2\u0001", "V", "meten").isComplete()).isFalse();
        assertThat(definition("2", "V", "met\ten").isComplete()).isFalse();
        assertThat(definition("2", "V\u0001", "meten").isComplete()).isTrue();
    }

    /** XML has no control characters, so nothing would be left of these. */
    @Test
    void isNot_whenATextHoldsControlCharactersAlone() {
        assertThat(definition("\u0001", "V", "meten").isComplete()).isFalse();
        assertThat(definition("2", "\u0001 \uffff \ud800", "meten").isComplete())
                .isFalse();
        assertThat(definition("2", "V", "\u0001").isComplete()).isFalse();
    }
}
