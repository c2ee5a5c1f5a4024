package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables that say which test shows what: a test or an answer that was renamed must be renamed there. */
class ReferencesInDocsTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root", ""));
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "dist");

    /** {@code `SomeTest`}, {@code `SomeTest.method`}, {@code `answer.xml`}; a star stands for any text. */
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.([\\w*]+))?`");

    private static final Pattern ANSWER = Pattern.compile("`([\\w.*-]+\\.(?:xml|html|txt))`");

    @ParameterizedTest
    @ValueSource(strings = {"docs/las-quirks-coverage.md", "docs/uwlr-coverage.md"})
    void namesWhatIsThere(String document) throws IOException {
        String text = Files.readString(ROOT.resolve(document));
        Map<String, Path> tests = tests();
        List<String> dead = new ArrayList<>();

        List<MatchResult> named = TEST.matcher(text).results().toList();
        for (MatchResult name : named) {
            Path source = tests.get(name.group(1));
            if (source == null || name.group(2) != null && !hasMethod(source, name.group(2))) {
                dead.add(name.group());
            }
        }
        List<MatchResult> answers = ANSWER.matcher(text).results().toList();
        for (MatchResult name : answers) {
            if (!isAnswer(name.group(1))) {
                dead.add(name.group());
            }
        }

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(answers).hasSizeGreaterThan(10);
        assertThat(dead).isEmpty();
    }

    private static boolean hasMethod(Path source, String name) throws IOException {
        return Pattern.compile("void " + name.replace("*", "\\w*") + "\\(")
                .matcher(Files.readString(source))
                .find();
    }

    private static boolean isAnswer(String name) throws IOException {
        Path answers = ROOT.resolve("shared/uwlr/src/test/resources/answers");
        try (var files = Files.newDirectoryStream(answers, name)) {
            return files.iterator().hasNext();
        }
    }

    private static Map<String, Path> tests() throws IOException {
        Map<String, Path> tests = new HashMap<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith("Test.java")) {
                    tests.put(name.replace(".java", ""), file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return tests;
    }
}
