package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reader under Jazzer. Its corpus is in src/test/resources: {@code answers}, and in {@code fuzz} what earlier runs found and
 * was worth keeping. Only {@code bin/test fuzz} looks for more; the next run begins with what it found.
 */
class ReaderFuzzTest {
    private static final Path MODULE =
            Path.of(System.getProperty("repository.root", "")).resolve("shared/uwlr");

    /** No part of the repository: what runs on this machine found, and the next one begins with. */
    private static final Path FOUND = MODULE.resolve(".cifuzz-corpus");

    private static final Path KEPT = MODULE.resolve("src/test/resources/fuzz");
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
    @Timeout(value = 19, unit = TimeUnit.MINUTES)
    void holds_forWhatJazzerFinds(@TempDir Path broken) throws Exception {
        Path found = Files.createDirectories(FOUND);

        String told = jazzer(
                broken,
                "-max_total_time=" + Integer.getInteger("fuzz.seconds"),
                found.toString(),
                KEPT.toString(),
                folder("answers").toString());

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
        if (Boolean.getBoolean("fuzz.keep")) {
            keepWhatSawMore(broken);
        }
    }

    /** Jazzer's own merge: of what was found, as little as sees something that nothing in the repository sees yet. */
    private static void keepWhatSawMore(Path broken) throws Exception {
        Path known = Files.createDirectory(broken.resolve("known"));
        for (Path folder : List.of(folder("answers"), KEPT)) {
            for (Path name : names(folder)) {
                Files.copy(folder.resolve(name), known.resolve(name));
            }
        }
        Set<Path> before = names(known);

        jazzer(broken, "-merge=1", "-use_counters=0", known.toString(), FOUND.toString());

        Set<Path> more = names(known);
        more.removeAll(before);
        for (Path name : more) {
            Files.copy(known.resolve(name), KEPT.resolve(name));
        }
        System.out.println("kept " + more.size() + " more in " + KEPT.getFileName());
    }

    private static Set<Path> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).collect(Collectors.toSet());
        }
    }

    /** Runs Jazzer, which must find nothing broken. Returns what it told. */
    private static String jazzer(Path broken, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
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
                "--reproducer_path=" + broken,
                "-artifact_prefix=" + broken + "/",
                "-max_len=8192",
                "-timeout=20",
                "-rss_limit_mb=0"));
        command.addAll(List.of(arguments));
        Process jazzer = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(jazzer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jazzer.waitFor()).as(told).isZero();
        return told;
    }
}
