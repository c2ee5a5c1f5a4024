package nl.laslink.domain.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SoundTest {
    private static final String LETTERS = "phtcksijed aa";

    @Test
    void soundIsThatOfReplacementsInTurn_whateverTheName() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String name = letters(random);

            assertThat(Sound.of(name).value()).as(name).isEqualTo(inTurn(name));
        }
    }

    @Test
    void soundsShareKey_whenAlike() {
        Random random = new Random(6);
        for (int i = 0; i < 200_000; i++) {
            Sound one = Sound.of(letters(random));
            Sound other = Sound.of(letters(random));
            if (one.isLike(other)) {
                assertThat(keys(one)).containsAnyElementsOf(keys(other));
            }
        }
    }

    private static Set<Long> keys(Sound sound) {
        return Arrays.stream(sound.keys()).boxed().collect(Collectors.toSet());
    }

    /** The rule in its simplest form. */
    private static String inTurn(String name) {
        String spelled = name.replace(" ", "")
                .replace("ph", "f")
                .replace("th", "t")
                .replace("ck", "k")
                .replace("ij", "y")
                .replace("ie", "i")
                .replace("dj", "d")
                .replace('c', 'k');
        return spelled.replaceAll("(.)\\1", "$1");
    }

    private static String letters(Random random) {
        return random.ints(random.nextInt(9), 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
