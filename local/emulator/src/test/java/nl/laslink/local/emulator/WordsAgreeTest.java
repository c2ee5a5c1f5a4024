package nl.laslink.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nl.laslink.domain.Word;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.NotAsked;
import nl.laslink.domain.delivery.ResponsibleParty;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.score.ScoreState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The word lists of openapi.yaml are those of the domain, so that the compiler can check the texts of the pages against them. */
class WordsAgreeTest {
    private static final Path CONTRACT = Path.of(System.getProperty("repository.root"), "openapi.yaml");

    @ParameterizedTest
    @ValueSource(
            classes = {
                FaultCode.class,
                NoAnswer.class,
                AnswerFlaw.class,
                NotAsked.class,
                ResponsibleParty.class,
                Contact.Outcome.class,
                ScoreState.WaitReason.class,
                ScoreState.CloseReason.class,
                Delivery.Kind.class,
                Delivery.Subject.class,
                Delivery.Field.class,
                AuditAction.class
            })
    void contractHasTheWordsOfTheDomain(Class<? extends Enum<?>> words) throws IOException {
        String schema =
                switch (words.getName().replaceFirst("\\$.*", "")) {
                    case "nl.laslink.domain.delivery.Delivery" -> "Warning" + words.getSimpleName();
                    case "nl.laslink.domain.link.Contact" -> "Contact" + words.getSimpleName();
                    default -> words.getSimpleName();
                };

        assertThat(enumOf(schema))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(words.getEnumConstants()).map(Word::of).toList());
    }

    @SuppressWarnings("unchecked") // the yaml of a schema with an enum
    private static List<String> enumOf(String schema) throws IOException {
        Map<String, Map<String, Map<String, Map<String, List<String>>>>> contract =
                new Yaml().load(Files.readString(CONTRACT));
        return contract.get("components").get("schemas").get(schema).get("enum");
    }
}
