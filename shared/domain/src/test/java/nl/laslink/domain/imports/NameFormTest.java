package nl.laslink.domain.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.imports.NameForm.Likeness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameFormTest {

    @ParameterizedTest
    @CsvSource({
        "Müller, Muller, EQUAL",
        "van der Meer, Meer, EQUAL",
        "D'Hondt, dhondt, EQUAL",
        "Vandenberg, van den Berg, EQUAL",
        "Jan\u00adsen, Jansen, EQUAL",
        "Bakker, Bakker-Smit, SIMILAR",
        "de Vries, Jansen-de Vries, SIMILAR",
        "Djordjević, Đorđević, SIMILAR",
        "Bakker-Smit, Bakker-Visser, NONE",
        "Peeters, Peters, SIMILAR",
        "Janssen, Jansen, SIMILAR",
        "Bakker, Baker, SIMILAR",
        "Visser, Vissre, SIMILAR",
        "Bos, Vos, NONE",
        "Smit, Visser, NONE",
        "Mulder, Meijer, NONE"
    })
    void tellsHowMuchSurnamesAreAlike(String one, String other, Likeness likeness) {
        assertThat(form("", one).surnameLike(form("", other))).isEqualTo(likeness);
    }

    @ParameterizedTest
    @CsvSource({
        "Zoë, zoe, EQUAL",
        "Anne-Fleur, Anne Fleur, EQUAL",
        "Jelle, Jesse, SIMILAR",
        "Sofie, Sophie, SIMILAR",
        "N., Noor, SAME_INITIAL",
        "Mohamed, M. A., SAME_INITIAL",
        "M., M., SAME_INITIAL",
        "S., Noor, NONE",
        "Amin, Mohammed Amin, SIMILAR",
        "Anne Sofie, Anne Marie, NONE",
        "Tim, Tom, NONE"
    })
    void tellsHowMuchFirstNamesAreAlike(String one, String other, Likeness likeness) {
        assertThat(form(one, "").firstNameLike(form(other, ""))).isEqualTo(likeness);
    }

    /** The filters of the pages fold the same letters: filter.test.ts reads this file too. */
    @ParameterizedTest
    @CsvFileSource(resources = "folded-letters.csv")
    void foldsLetter_inEitherUnicodeForm(String name, String plain) {
        assertThat(NameForm.plain(Normalizer.normalize(name, Normalizer.Form.NFC)))
                .isEqualTo(plain);
        assertThat(NameForm.plain(Normalizer.normalize(name, Normalizer.Form.NFD)))
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anne-Fleur",
                "D'Hondt",
                " in 't  Veld ",
                "J.P.",
                "7B",
                "...",
                "",
                "Mc_Coy/2",
                "TAB\tEND",
                "a\u0000b",
                "Jan\u001fPiet"
            })
    void asciiIsPlainAsAnyText(String name) {
        assertThat(NameForm.plain(name)).isEqualTo(NameForm.plainUnicode(name));
    }

    @ParameterizedTest
    @CsvSource({"Noor, Bakker, Bakker, Noor", "Sofie, de Wit, de Wit, Sofie", "Jip, Yıldız, yildiz, Jip"})
    void namesAreEqual_whenSwappedBack(String first, String last, String deliveredFirst, String deliveredLast) {
        NameForm swapped = form(deliveredFirst, deliveredLast).swapped();

        assertThat(swapped.surnameLike(form(first, last))).isEqualTo(Likeness.EQUAL);
        assertThat(swapped.firstNameLike(form(first, last))).isEqualTo(Likeness.EQUAL);
    }

    private static NameForm form(String first, String last) {
        return NameForm.of(PersonName.of(first, null, last));
    }
}
