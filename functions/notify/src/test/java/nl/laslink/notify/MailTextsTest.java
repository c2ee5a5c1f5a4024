package nl.laslink.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MailTextsTest {
    /** Has a value for whatever place a text has. */
    private static final Map<String, String> ANYTHING = new AbstractMap<>() {
        @Override
        public String get(Object place) {
            return "{" + place + "}";
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return Set.of();
        }
    };

    @Test
    void hasSameKeysAndPlaces_inBothLanguages() {
        assertThat(MailTexts.DUTCH.keys()).isEqualTo(MailTexts.ENGLISH.keys());
        for (String key : MailTexts.DUTCH.keys()) {
            assertThat(places(MailTexts.ENGLISH, key)).as(key).isEqualTo(places(MailTexts.DUTCH, key));
        }
    }

    private static Set<String> places(MailTexts texts, String key) {
        return java.util.regex.Pattern.compile("\\{[a-zA-Z]+}")
                .matcher(texts.get(key, ANYTHING))
                .results()
                .map(java.util.regex.MatchResult::group)
                .collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void speaksInOurVoice() {
        for (String key : MailTexts.DUTCH.keys()) {
            assertThat(MailTexts.DUTCH.get(key, ANYTHING))
                    .as(key)
                    .isNotBlank()
                    .doesNotContain("!")
                    .doesNotContainIgnoringCase("succesvol")
                    .doesNotContainPattern("\\b[Uu]w?\\b");
        }
    }

    @Test
    void fillsPlacesOnce_soThatANameCannotAskForAnother() {
        assertThat(MailTexts.DUTCH.get("approved.button", Map.of())).isEqualTo("Gegevens importeren");
        assertThat(MailTexts.DUTCH.get("fact.counts", Map.of("added", "{changed}", "changed", "$1")))
                .isEqualTo("{changed} nieuw, $1 gewijzigd");
    }

    @Test
    void writesMomentsAsDutchPeopleDo() {
        Instant at = Instant.parse("2026-11-23T13:05:00Z");

        assertThat(MailTexts.DUTCH.moment(at)).isEqualTo("ma 23 november 2026, 14:05");
        assertThat(MailTexts.ENGLISH.moment(at)).isEqualTo("Mon 23 November 2026, 14:05");
    }
}
