package nl.laslink.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemTextsTest {
    private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");
    private final Texts dutch = Texts.load("problems_nl.properties");
    private final Texts english = Texts.load("problems_en.properties");

    @Test
    void hasSameKeys_inBothLanguages() {
        assertThat(dutch.keys()).isEqualTo(english.keys());
    }

    @Test
    void hasSamePlaces_inBothLanguages() {
        for (String key : dutch.keys()) {
            assertThat(places(dutch, key)).as(key).isEqualTo(places(english, key));
        }
    }

    @Test
    void namesKeysAsProblemReadsThem() {
        assertThat(dutch.keys()).allMatch(key -> key.matches("[a-z-]+\\.(title|detail)|field\\.[a-z0-9-]+"));
    }

    @Test
    void givesTitle_toEveryTypeWithDetail() {
        Set<String> keys = dutch.keys();

        assertThat(keys.stream().filter(key -> key.endsWith(".detail")).map(key -> key.replace(".detail", ".title")))
                .allMatch(keys::contains);
    }

    @Test
    void speaksInOurVoice() {
        for (String key : dutch.keys()) {
            assertThat(dutch.get(key, List.of()))
                    .as(key)
                    .doesNotContain("!")
                    .doesNotContainIgnoringCase("succesvol")
                    .doesNotContainIgnoringCase("oeps")
                    .doesNotContainPattern("\\b[Uu]w?\\b")
                    .isNotBlank();
        }
    }

    private static Set<String> places(Texts texts, String key) {
        return PLACE.matcher(texts.get(key, List.of()))
                .results()
                .map(MatchResult::group)
                .collect(java.util.stream.Collectors.toSet());
    }
}
