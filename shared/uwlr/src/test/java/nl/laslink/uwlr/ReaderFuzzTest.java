package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.Jazzer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reader under Jazzer. Its corpus is in src/test/resources: {@code answers}, and in {@code fuzz} what earlier runs found.
 * Only {@code bin/test fuzz} looks for more.
 */
class ReaderFuzzTest {
    private static final Pattern COVERAGE = Pattern.compile("\\bcov: (\\d+)");

    static Stream<Path> corpus() throws Exception {
        return Stream.concat(Files.list(folder("answers")), Files.list(folder("fuzz")));
    }

    private static Path folder(String name) throws URISyntaxException {
        return Path.of(ReaderFuzzTest.class.getResource("/" + name).toURI());
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void holds_forWhatIsInTheCorpus(Path answer) throws Exception {
        byte[] bytes = Files.readAllBytes(answer);

        assertThatCode(() -> ReaderFuzz.fuzzerTestOneInput(bytes)).doesNotThrowAnyException();
    }

    @Test
    @EnabledIfSystemProperty(
            named = "fuzz.seconds",
            matches = "\\d+",
            disabledReason = "only bin/test fuzz looks for more, for some seconds")
    void holds_forWhatJazzerFinds(@TempDir Path found) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Jazzer.class.getName(),
                "--target_class=" + ReaderFuzz.class.getName(),
                "--instrumentation_includes=nl.laslink.**",
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/",
                "-max_total_time=" + Integer.getInteger("fuzz.seconds"),
                "-max_len=8192",
                "-timeout=20",
                "-rss_limit_mb=0",
                Files.createDirectory(found.resolve("new")).toString(),
                folder("fuzz").toString(),
                folder("answers").toString());

        Process jazzer = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(jazzer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(jazzer.waitFor()).as(told).isZero();
        int coverage = COVERAGE.matcher(told)
                .results()
                .map(MatchResult::group)
                .mapToInt(c -> Integer.parseInt(c.substring(5)))
                .max()
                .orElse(0);
        assertThat(coverage)
                .as("coverage, of which 0 means that Jazzer saw nothing: " + told)
                .isPositive();
        System.out.println(told.lines()
                .filter(l -> l.startsWith("Done") || l.contains("DONE"))
                .toList());
    }
}
