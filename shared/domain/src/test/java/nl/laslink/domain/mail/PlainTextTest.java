package nl.laslink.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTextTest {
    /** Of all of Unicode. */
    static Stream<String> breaking() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR)
                .mapToObj(Character::toString);
    }

    @ParameterizedTest
    @MethodSource("breaking")
    void putsTextOnOneLine_whateverBreaksIt(String character) {
        String text = character + "Anja" + character + character + "Voorbeeld" + character;

        assertThat(PlainText.isOnOneLine(text)).isFalse();
        assertThat(PlainText.onOneLine(text)).isEqualTo("Anja Voorbeeld");
        assertThat(PlainText.onLines("a" + character + "b")).matches("a[ \n]b");
    }

    @Test
    void leavesATextOnOneLineAsItIs() {
        String text = "Zoë O’Neill-van 't Hof 👩🏽‍🏫";

        assertThat(PlainText.isOnOneLine(text)).isTrue();
        assertThat(PlainText.onOneLine(text)).isEqualTo(text);
    }

    @Test
    void keepsLines_whereLinesAreWanted() {
        assertThat(PlainText.onLines("een\r\ntwee\u2028drie\u0085\nvijf\tzes\u0000\u0001"))
                .isEqualTo("een\ntwee\ndrie\n\nvijf zes");
    }
}
