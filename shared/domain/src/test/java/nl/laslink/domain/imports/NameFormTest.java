package nl.laslink.domain.imports;

import static org.assertj.core.api.Assertions.assertThat;

import nl.laslink.domain.delivery.PersonName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFormTest {

    @ParameterizedTest
    @CsvSource({
        "Müller, Muller",
        "Peeters, Peters",
        "van der Meer, Meer",
        "D'Hondt, dhondt",
        "Janssen, Jansen",
        "Bakker, Baker",
        "Visser, Vissre"
    })
    void findsSurnamesEqual_whenSpellingDiffers(String one, String other) {
        assertThat(form("", one).hasSameSurnameAs(form("", other))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Bos, Vos", "Smit, Visser", "Mulder, Meijer"})
    void findsSurnamesDifferent_whenTheyAre(String one, String other) {
        assertThat(form("", one).hasSameSurnameAs(form("", other))).isFalse();
    }

    @Test
    void findsFirstNameEqual_whenOneIsItsInitial() {
        assertThat(form("N.", "Bakker").hasSameFirstNameAs(form("Noor", "Bakker")))
                .isTrue();
        assertThat(form("S.", "Bakker").hasSameFirstNameAs(form("Noor", "Bakker")))
                .isFalse();
    }

    private static NameForm form(String first, String last) {
        return NameForm.of(PersonName.of(first, null, last));
    }
}
