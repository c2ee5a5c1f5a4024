package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.group;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrolledTest {
    private static final List<DeliveredGroup> GROUPS =
            List.of(group("G5", "Groep 5", "5"), group("oud", "Oud-leerlingen", "H"));

    /** A day is a day in Amsterdam, whatever the machine's zone: at 23:30 UTC it is the next one there. */
    @ParameterizedTest
    @CsvSource({
        "'', 5, G5, 2026-11-24T10:00:00Z, true",
        "2026-11-23, 5, G5, 2026-11-24T10:00:00Z, false",
        "2026-11-24, 5, G5, 2026-11-24T10:00:00Z, true",
        "2026-11-24, 5, G5, 2026-11-24T22:59:59Z, true",
        "2026-11-24, 5, G5, 2026-11-24T23:30:00Z, false",
        "2027-07-31, 5, G5, 2026-11-24T10:00:00Z, true",
        "'', H, G5, 2026-11-24T10:00:00Z, false",
        "'', '', oud, 2026-11-24T10:00:00Z, false",
        "'', 5, oud, 2026-11-24T10:00:00Z, true",
        "'', '', '', 2026-11-24T10:00:00Z, true",
        "'', '', onbekend, 2026-11-24T10:00:00Z, true"
    })
    void tellsWhoIsThere(String leavesOn, String yearGroup, String group, Instant now, boolean isPresent) {
        Enrolled enrolled = Enrolled.at(now, delivery(pupil("1", leavesOn, yearGroup, group)));

        assertThat(enrolled.present().pupils()).hasSize(isPresent ? 1 : 0);
        assertThat(enrolled.left()).hasSize(isPresent ? 0 : 1);
        assertThat(enrolled.isOfLeaversAlone()).isEqualTo(!isPresent);
    }

    @Test
    void countsWhoLeft_andForgetsTheDay() {
        Enrolled enrolled = Enrolled.at(
                Instant.parse("2026-11-24T10:00:00Z"),
                delivery(
                        pupil("1", "2026-09-01", "5", "G5"),
                        pupil("2", "2027-07-31", "5", "G5"),
                        pupil("3", "", "H", "oud")));

        assertThat(enrolled.present().pupils()).containsExactly(pupil("2", "", "5", "G5"));
        assertThat(enrolled.present().warnings())
                .containsExactly(new Delivery.Warning(Delivery.Kind.LISTED_AS_LEFT, 2));
        assertThat(enrolled.present().groups()).containsExactly(GROUPS.getFirst());
    }

    @Test
    void keepsHistoricGroup_whenSomebodyPresentIsInIt() {
        Enrolled enrolled = Enrolled.at(Instant.parse("2026-11-24T10:00:00Z"), delivery(pupil("1", "", "5", "oud")));

        assertThat(enrolled.present().groups()).isEqualTo(GROUPS);
        assertThat(enrolled.present().warnings()).isEmpty();
    }

    private static Delivery delivery(DeliveredPupil... pupils) {
        return new Delivery(YEAR, GROUPS, List.of(), List.of(pupils), List.of());
    }

    private static DeliveredPupil pupil(String key, String leavesOn, String yearGroup, String group) {
        return new DeliveredPupil(
                Optional.empty(),
                Optional.of(new LasKey(key)),
                PersonName.of("Noor", null, "Bakker"),
                Optional.empty(),
                Optional.of(yearGroup).filter(y -> !y.isEmpty()),
                Optional.of(group).filter(g -> !g.isEmpty()).map(LasKey::new),
                List.of(),
                Optional.of(leavesOn).filter(l -> !l.isEmpty()).map(LocalDate::parse));
    }
}
