package nl.laslink.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.school.SchoolId;
import org.junit.jupiter.api.Test;

/** What a store of the people who manage a school promises. */
public abstract class BeheerdersContract {
    private static final Beheerder ANJA =
            new Beheerder("sub-1", "Anja Voorbeeld", new EmailAddress("anja@school.example"), Beheerder.Language.DUTCH);
    private static final Beheerder BO =
            new Beheerder("sub-2", "Bo Voorbeeld", new EmailAddress("bo@school.example"), Beheerder.Language.ENGLISH);

    protected abstract SchoolId freshSchool();

    protected abstract Beheerders beheerders();

    @Test
    void listsBeheerdersOfSchool_bySubject() {
        SchoolId school = freshSchool();

        beheerders().save(school, BO);
        beheerders().save(school, ANJA);

        assertThat(beheerders().of(school)).containsExactly(ANJA, BO);
    }

    @Test
    void listsNobody_forAnotherSchool() {
        beheerders().save(freshSchool(), ANJA);

        assertThat(beheerders().of(freshSchool())).isEmpty();
    }

    @Test
    void replacesBeheerder_whenSavedAgain() {
        SchoolId school = freshSchool();
        Beheerder moved = new Beheerder(
                ANJA.subject(), ANJA.name(), new EmailAddress("anja@nieuw.example"), Beheerder.Language.ENGLISH);

        beheerders().save(school, ANJA);
        beheerders().save(school, moved);

        assertThat(beheerders().of(school)).containsExactly(moved);
    }

    @Test
    void removesOneBeheerder_ofOneSchool() {
        SchoolId school = freshSchool();
        SchoolId other = freshSchool();
        beheerders().save(school, ANJA);
        beheerders().save(school, BO);
        beheerders().save(other, ANJA);

        beheerders().remove(school, ANJA.subject());
        beheerders().remove(school, ANJA.subject());

        assertThat(beheerders().of(school)).containsExactly(BO);
        assertThat(beheerders().of(other)).containsExactly(ANJA);
    }
}
