package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The clock that can be moved is part of the local product only: what is deployed has the system's clock. */
class ClockTest {
    private static final CloudTemplate TEMPLATE = new CloudTemplate();
    private static final Pattern OTHER_CLOCK =
            Pattern.compile("extends Clock\\b|Clock\\.(offset|fixed|tick)\\w*\\(|InstantSource");

    @Test
    void noDeployedCodeMakesAClockOfItsOwn() {
        assertThat(deployed())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(text(file)).as(file.toString()).doesNotContainPattern(OTHER_CLOCK));
    }

    @Test
    void everyHandlerThatLambdaMakes_hasTheSystemsClock() {
        List<Path> handlers = deployed().stream()
                .filter(file -> file.getFileName().toString().endsWith("Handler.java"))
                .filter(file -> text(file).contains("implements RequestStreamHandler"))
                .toList();

        assertThat(handlers).hasSize(TEMPLATE.functions().size());
        assertThat(handlers).allSatisfy(file -> assertThat(text(file))
                .as(file.toString())
                .contains("this(System.getenv(), Clock.systemUTC());"));
    }

    private static List<Path> deployed() {
        List<Path> sources = new ArrayList<>();
        for (String folder : List.of("shared", "functions")) {
            try (Stream<Path> all = Files.walk(CloudTemplate.ROOT.resolve(folder))) {
                all.filter(file -> file.toString().contains("/src/main/java/")
                                && file.toString().endsWith(".java"))
                        .forEach(sources::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return sources;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
