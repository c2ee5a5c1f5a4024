package nl.laslink.local.emulator.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchAnswerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ''",
                "{} | ''",
                "{\"batchItemFailures\":null} | ''",
                "{\"batchItemFailures\":[]} | ''",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]} | b",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"z\"}]} | a,b",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]} | a,b",
                "{\"batchItemFailures\":[{}]} | a,b",
                "no JSON | a,b"
            })
    void readsWhichFailed(String answer, String failed) {
        assertThat(BatchAnswer.failed(answer.getBytes(StandardCharsets.UTF_8), Set.of("a", "b")))
                .isEqualTo(failed.isEmpty() ? Set.of() : Set.of(failed.split(",")));
    }
}
