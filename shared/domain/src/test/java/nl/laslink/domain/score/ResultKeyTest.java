package nl.laslink.domain.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultKeyTest {

    /** Keys that a LAS has already: these never change. */
    @ParameterizedTest
    @CsvSource({
        "z-1001,                               ,          z-1001",
        "z-1001,                               getallen,  z-1001.getallen",
        "z-1001,                               2.1,       z-1001.2.1",
        "7bf73129-1428-4cd3-a780-95db273d1602, ,          7bf73129-1428-4cd3-a780-95db273d1602",
        "zitting 12 (90%),                     L,         zitting 12 (90%).L",
    })
    void isSittingAndPart(String sitting, String part, String key) {
        assertThat(ResultKey.of(sitting, Optional.ofNullable(part)).value()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"z1.L, , z1%2EL", "z1.L, a, z1%2EL.a", "z1%2EL, , z1%252EL", "z1%25, , z1%2525"})
    void tellsTheSittingsOwnFullStopFromTheOneBeforeThePart(String sitting, String part, String key) {
        assertThat(ResultKey.of(sitting, Optional.ofNullable(part)).value()).isEqualTo(key);
    }

    @Test
    void isOfOneResultOnly() {
        List<String> sittings = texts("a.%25E", 4);
        List<Optional<String>> parts = new ArrayList<>(List.of(Optional.empty()));
        texts("a.%", 2).forEach(part -> parts.add(Optional.of(part)));
        Map<String, String> results = new HashMap<>();

        for (String sitting : sittings) {
            for (Optional<String> part : parts) {
                String earlier = results.put(ResultKey.of(sitting, part).value(), sitting + " " + part);
                assertThat(earlier).isNull();
            }
        }

        assertThat(results).hasSize(sittings.size() * parts.size());
    }

    @Test
    void isRefused_whenItIsLongerThanUwlrAllows() {
        assertThat(ResultKey.of("z".repeat(254), Optional.of("L")).value()).hasSize(256);
        assertThatIllegalArgumentException().isThrownBy(() -> ResultKey.of("z".repeat(255), Optional.of("L")));
        assertThatIllegalArgumentException().isThrownBy(() -> ResultKey.of("z".repeat(253) + "..", Optional.empty()));
    }

    @Test
    void isRefused_whenXmlCannotCarryIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> ResultKey.of("z1\u0001", Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> ResultKey.of("z\t1", Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> ResultKey.of("z1", Optional.of("L\ud800")));
    }

    /** Every text of one to so many of these characters. */
    private static List<String> texts(String characters, int longest) {
        List<String> all = new ArrayList<>();
        List<String> last = List.of("");
        for (int length = 1; length <= longest; length++) {
            last = last.stream()
                    .flatMap(t -> characters.chars().mapToObj(c -> t + (char) c))
                    .toList();
            all.addAll(last);
        }
        return all;
    }
}
