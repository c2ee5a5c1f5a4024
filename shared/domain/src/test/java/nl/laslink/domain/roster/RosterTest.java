package nl.laslink.domain.roster;

import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.roster;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.school.SchoolYear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterTest {
    private static final Instant ROLLOVER = Instant.parse("2026-08-25T10:00:00Z");
    private static final Instant CHANGE = Instant.parse("2027-03-01T10:00:00Z");

    private static Group of2025(String id) {
        return new Group(
                new RecordId(id), "Groep " + id, Optional.empty(), false, new SchoolYear(2025), Optional.empty());
    }

    /** In g5 until the import of 25 August 2026, in g6 until 1 March 2027, in g6b since. */
    private static Pupil movedTwice() {
        Pupil first = existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", "");
        Pupil second = existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g6", "L1", "")
                .movedFrom(first, ROLLOVER);
        return existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g6b", "L1", "")
                .withFormerGroups(second.formerGroups())
                .movedFrom(second, CHANGE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01, g5",
        "2026-07-31, g5",
        // The new year begins before the school imports it.
        "2026-08-05, g6",
        "2026-11-20, g6",
        "2027-02-28, g6",
        "2027-03-01, g6b",
        "2027-07-01, g6b",
        // Another year has no groups.
        "2024-11-20, ",
        "2027-08-05, "
    })
    void findsTheGroupOfTheDay_inTheSchoolYearOfTheDay(LocalDate day, String group) {
        Pupil pupil = movedTwice();
        Roster roster = roster(
                of2025("g5"),
                existingGroup("g6", "Groep 6", "6", ""),
                existingGroup("g6b", "Groep 6b", "6", ""),
                pupil);

        assertThat(roster.groupOn(pupil, day).map(g -> g.id().value())).isEqualTo(Optional.ofNullable(group));
    }

    @Test
    void remembersNothing_whenThePupilStaysOrWasInNoGroup() {
        Pupil inGroup = existingPupil("p1", "Noor", "Bakker", "", "g5", "", "");
        Pupil inNone = existingPupil("p1", "Noor", "Bakker", "", "", "", "");

        assertThat(inGroup.movedFrom(inGroup, CHANGE).formerGroups()).isEmpty();
        assertThat(inGroup.movedFrom(inNone, CHANGE).formerGroups()).isEmpty();
        assertThat(inNone.movedFrom(inGroup, CHANGE).formerGroups())
                .isEqualTo(List.of(new FormerGroup(new RecordId("g5"), LocalDate.parse("2027-03-01"))));
    }
}
