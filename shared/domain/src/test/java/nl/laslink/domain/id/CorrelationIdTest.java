package nl.laslink.domain.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"x", "night-20261124T023000Z", "1-6741f2a0-5c3d4e5f6a7b8c9d0e1f2a3b", "a_b.c"})
    void parsesTheIdsThatWeGive(String text) {
        assertThat(CorrelationId.parse(text)).contains(new CorrelationId(text));
        assertThat(CorrelationId.parse("x".repeat(128))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "Noor van der Meer", "noor@school.example", "x\n", "x\u2028y", "\u00e9", "a:b", "a;b=c"
            })
    void parsesNothing_whenTextHasAnotherForm(String text) {
        assertThat(CorrelationId.parse(text)).isEmpty();
        assertThat(CorrelationId.parse("x".repeat(129))).isEmpty();
        assertThatThrownBy(() -> new CorrelationId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContainingAny("Noor", "noor");
    }
}
