package nl.laslink.operations.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.testing.InMemoryStores;
import nl.laslink.operations.Refused;
import org.junit.jupiter.api.Test;

class NameSchoolTest {
    private static final SchoolId SCHOOL = SchoolId.parse("99XX-00");

    private final RosterStore rosters = new InMemoryStores().rosters();
    private final NameSchool naming = new NameSchool(rosters);

    @Test
    void namesOnceAndRenames() {
        assertThat(naming.name(SCHOOL, "De Voorbeeldschool")).isEqualTo("99XX-00 is now named De Voorbeeldschool");
        assertThat(naming.name(SCHOOL, "De Voorbeeldschool")).isEqualTo("99XX-00 has this name already");
        assertThat(naming.name(SCHOOL, "De Andere School"))
                .isEqualTo("99XX-00 was named De Voorbeeldschool and is now named De Andere School");

        assertThat(rosters.schoolName(SCHOOL)).isEqualTo("De Andere School");
    }

    @Test
    void tellsTheType_besideTheName() {
        Optional<SchoolType> secondary = Optional.of(NameSchool.type("secondary"));

        assertThat(naming.name(SCHOOL, "De Voorbeeldschool", secondary))
                .isEqualTo("99XX-00 is now named De Voorbeeldschool, a secondary school");
        assertThat(naming.name(SCHOOL, "De Voorbeeldschool", secondary)).isEqualTo("99XX-00 has this name already");
        assertThat(naming.name(SCHOOL, "De Andere School", Optional.empty()))
                .isEqualTo("99XX-00 was named De Voorbeeldschool and is now named De Andere School");
        assertThat(rosters.schoolType(SCHOOL)).isEqualTo(secondary);
        assertThatThrownBy(() -> NameSchool.type("vo")).hasMessage("--type is primary or secondary.");
    }

    @Test
    void refusesWhatIsNoName() {
        assertThat(NameSchool.name(" De Voorbeeldschool ")).isEqualTo("De Voorbeeldschool");
        assertThatThrownBy(() -> NameSchool.name("De\nVoorbeeldschool")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> NameSchool.name("De\u2028Voorbeeldschool")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> NameSchool.name("x".repeat(101))).isInstanceOf(Refused.class);
    }
}
