package nl.laslink.local.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.laslink.local.emulator.template.TemplateReader;
import nl.laslink.local.localstack.ExampleEvents.Trigger;
import org.junit.jupiter.api.Test;

/** events/ holds an example of everything that starts a function, and nothing else. */
class ExampleEventsTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));

    @Test
    void everyTriggerHasAnExample() throws IOException {
        ExampleEvents events = events();
        Set<Trigger> shown = new TreeSet<>();
        events.byFile().values().forEach(shown::addAll);

        assertThat(events.all()).hasSizeGreaterThan(40).isSubsetOf(shown);
    }

    @Test
    void everyExampleIsOfOneTrigger() throws IOException {
        assertThat(events().byFile()).allSatisfy((file, triggers) -> assertThat(triggers)
                .as("triggers of the template that %s is an example of", file)
                .hasSize(1));
    }

    private static ExampleEvents events() throws IOException {
        return ExampleEvents.read(
                ROOT.resolve("events"), TemplateReader.read(ROOT.resolve("template.yaml"), Map.of(), queue -> queue));
    }
}
