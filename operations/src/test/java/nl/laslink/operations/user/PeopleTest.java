package nl.laslink.operations.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Beheerders;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.InMemoryBeheerders;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.operations.Refused;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final EmailAddress ANJA = new EmailAddress("anja@school.example");
    private static final Set<String> WRITES = Set.of("invite", "save", "addTo");
    private static final SchoolId FIRST = SchoolId.parse("99XX-00");
    private static final SchoolId SECOND = SchoolId.parse("98YY-00");

    private final SignInUsersTwin users = new SignInUsersTwin();
    private final Beheerders beheerders = new InMemoryBeheerders(new InMemoryTables());
    private final People people = new People(users, beheerders);

    private static People.Wanted anja(Optional<Beheerder.Language> language, String... schools) {
        return new People.Wanted(ANJA, Optional.of("Anja Voorbeeld"), new TreeSet<>(Set.of(schools)), language);
    }

    private static Beheerder item(Beheerder.Language language) {
        return new Beheerder("sub-" + ANJA.value(), "Anja Voorbeeld", ANJA, language);
    }

    @Test
    void makesUserAndItem_whenNobodyHasTheAddress() {
        people.addBeheerder(anja(Optional.of(Beheerder.Language.ENGLISH), "99XX-00"));

        SignInUser user = users.find(ANJA).orElseThrow();
        assertThat(user.schools()).containsExactly("99XX-00");
        assertThat(user.groups()).containsExactly("beheerder");
        assertThat(beheerders.of(FIRST)).containsExactly(item(Beheerder.Language.ENGLISH));
        assertThat(users.mailed).containsExactly(ANJA.value());
    }

    @Test
    void doesNothing_whenEverythingIsThere() {
        people.addBeheerder(anja(Optional.of(Beheerder.Language.ENGLISH), "99XX-00"));

        List<String> done = people.addBeheerder(anja(Optional.empty(), "99XX-00"));

        assertThat(done).isEmpty();
        assertThat(users.mailed).hasSize(1);
        assertThat(beheerders.of(FIRST)).containsExactly(item(Beheerder.Language.ENGLISH));
    }

    @Test
    void addsSchool_toTheOnesThereAre() {
        people.addBeheerder(anja(Optional.empty(), "99XX-00"));

        people.addBeheerder(anja(Optional.empty(), "98YY-00"));

        assertThat(users.find(ANJA).orElseThrow().schools()).containsExactly("98YY-00", "99XX-00");
        assertThat(beheerders.of(SECOND)).containsExactly(item(Beheerder.Language.DUTCH));
    }

    @Test
    void healsWhatWasLeftHalfDone_whereverItBroke() {
        for (int nth = 1; nth <= 4; nth++) {
            for (boolean before : List.of(true, false)) {
                SignInUsersTwin halfUsers = new SignInUsersTwin();
                Beheerders halfItems = new InMemoryBeheerders(new InMemoryTables());
                AtomicInteger calls = new AtomicInteger();
                People breaking = new People(
                        Faults.countedBy(calls, nth, before, SignInUsers.class, halfUsers, WRITES),
                        Faults.countedBy(calls, nth, before, Beheerders.class, halfItems, WRITES));
                assertThatThrownBy(() -> breaking.addBeheerder(anja(Optional.empty(), "99XX-00")))
                        .isInstanceOf(Faults.Crash.class);

                new People(halfUsers, halfItems).addBeheerder(anja(Optional.empty(), "99XX-00"));

                assertThat(halfUsers.find(ANJA).orElseThrow().schools()).containsExactly("99XX-00");
                assertThat(halfUsers.find(ANJA).orElseThrow().groups()).containsExactly("beheerder");
                assertThat(halfItems.of(FIRST)).containsExactly(item(Beheerder.Language.DUTCH));
                assertThat(halfUsers.mailed).hasSize(1);
            }
        }
    }

    @Test
    void refuses_whenTheAddressHasTheOtherRole() {
        people.addCustomerService(ANJA, Optional.of("Anja Voorbeeld"));

        assertThatThrownBy(() -> people.addBeheerder(anja(Optional.empty(), "99XX-00")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("klantenservice");
        assertThat(beheerders.of(FIRST)).isEmpty();
    }

    @Test
    void refuses_whenNobodyHasTheAddressAndNoNameIsGiven() {
        assertThatThrownBy(() -> people.addCustomerService(ANJA, Optional.empty()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("--name");
    }

    @Test
    void takesOneSchoolAway_andLeavesTheOther() {
        people.addBeheerder(anja(Optional.empty(), "99XX-00", "98YY-00"));

        people.removeFrom(FIRST, ANJA);

        assertThat(users.find(ANJA).orElseThrow().schools()).containsExactly("98YY-00");
        assertThat(beheerders.of(FIRST)).isEmpty();
        assertThat(beheerders.of(SECOND)).hasSize(1);
    }

    @Test
    void deletesUser_whenTheLastSchoolGoes() {
        people.addBeheerder(anja(Optional.empty(), "99XX-00"));

        people.removeFrom(FIRST, ANJA);

        assertThat(users.all()).isEmpty();
        assertThat(beheerders.of(FIRST)).isEmpty();
    }

    @Test
    void endsMails_ofSomebodyWhoIsNoUserAnyMore() {
        beheerders.save(FIRST, item(Beheerder.Language.DUTCH));

        List<String> done = people.removeFrom(FIRST, ANJA);

        assertThat(done).hasSize(1);
        assertThat(beheerders.of(FIRST)).isEmpty();
    }

    @Test
    void removesUserWithAllMails() {
        people.addBeheerder(anja(Optional.empty(), "99XX-00", "98YY-00"));

        people.remove(ANJA);

        assertThat(users.all()).isEmpty();
        assertThat(beheerders.of(FIRST)).isEmpty();
        assertThat(beheerders.of(SECOND)).isEmpty();
    }

    @Test
    void listsWhoGetsNoMails() {
        people.addBeheerder(anja(Optional.empty(), "99XX-00", "98YY-00"));
        beheerders.remove(SECOND, "sub-" + ANJA.value());

        List<People.Listed> listed = people.list(Optional.of(FIRST));

        assertThat(listed).singleElement().extracting(People.Listed::unmailed).isEqualTo(List.of("98YY-00"));
    }

    @Test
    void invitesAgain_onlyWhoHasNoPasswordYet() {
        people.addBeheerder(anja(Optional.empty(), "99XX-00"));
        people.inviteAgain(ANJA);
        users.disable(users.find(ANJA).orElseThrow());

        assertThat(users.mailed).hasSize(2);
        assertThatThrownBy(() -> people.inviteAgain(ANJA)).isInstanceOf(Refused.class);
    }
}
