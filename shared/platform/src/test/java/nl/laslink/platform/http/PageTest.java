package nl.laslink.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import nl.laslink.platform.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final int LAMBDA_ANSWERS_BYTES = 6_291_556;

    private static JsonObject row(String name) {
        return JsonObject.empty().put("name", name);
    }

    private static int answered(List<String> page) {
        JsonObject body = JsonObject.empty().putObjects("items", page, PageTest::row);
        return HttpResponse.ok(body).json().toString().getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void holdsAThousandRows_whenTheyAreShort() {
        assertThat(Page.of(Collections.nCopies(1_000, "Noor"), PageTest::row)).hasSize(1_000);
        assertThat(Page.of(Collections.nCopies(1_001, "Noor"), PageTest::row)).hasSize(1_000);
        assertThat(Page.of(List.<JsonObject>of(), Function.identity())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\"", "\\", "é", "€", "\uD83D\uDE00", "\t"})
    void holdsWhatFits_whateverTheRowsAreMadeOf(String letter) {
        List<String> rows = Collections.nCopies(1_000, letter.repeat(10_000));

        List<String> page = Page.of(rows, PageTest::row);

        int row = answered(page) / page.size();
        assertThat(answered(page))
                .isBetween(Page.MOST_BYTES - row, Page.MOST_BYTES + 1_000)
                .isLessThan(LAMBDA_ANSWERS_BYTES);
    }

    @Test
    void holdsOneRow_howeverLong() {
        assertThat(Page.of(List.of("a".repeat(Page.MOST_BYTES), "b"), PageTest::row))
                .hasSize(1);
    }
}
