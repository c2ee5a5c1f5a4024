package nl.laslink.domain.imports;

import static org.assertj.core.api.Assertions.assertThat;

import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.imports.NameForm.Likeness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFormTest {

    @ParameterizedTest
    @CsvSource({
        "Müller, Muller, EQUAL",
        "van der Meer, Meer, EQUAL",
        "D'Hondt, dhondt, SIMILAR",
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
        "Tim, Tom, NONE"
    })
    void tellsHowMuchFirstNamesAreAlike(String one, String other, Likeness likeness) {
        assertThat(form(one, "").firstNameLike(form(other, ""))).isEqualTo(likeness);
    }

    private static NameForm form(String first, String last) {
        return NameForm.of(PersonName.of(first, null, last));
    }
}
