package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.delivery;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.pupil;
import static nl.laslink.domain.testing.Example.roster;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.LeaverHold.Cause;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.testing.FixedIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schools of 50 pupils in groups of 10, of whom the LAS sends only some, and one new pupil. */
class LeaverHoldTest {
    private static final int PUPILS = 50;
    private static final Instant NOW = Instant.parse("2026-11-29T02:30:00Z");
    private static final Actor SANNE = new Actor("sub-1", "Sanne Vermeer");

    @ParameterizedTest
    @CsvSource({"5, false", "6, true"})
    void holds_whenMoreThanATenthWouldLeave(int leaving, boolean isHeld) {
        // Of each group at most two.
        Review review = review(true, i -> i % 10 >= 2 || i / 10 + 5 * (i % 10) >= leaving);

        assertThat(review.leaverHold())
                .isEqualTo(
                        isHeld
                                ? Optional.of(new LeaverHold(Cause.MANY, Optional.empty(), 6, PUPILS, 5))
                                : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"3, false", "4, true"})
    void holds_whenMoreThanThirtyPercentOfAGroupWouldLeave(int leaving, boolean isHeld) {
        Review review = review(true, i -> i >= leaving);

        assertThat(review.leaverHold())
                .isEqualTo(
                        isHeld
                                ? Optional.of(new LeaverHold(Cause.OF_GROUP, Optional.of("Groep 0"), 4, 10, 3))
                                : Optional.empty());
    }

    @Test
    void holds_whenTheAnswerDoesNotHaveAGroup() {
        List<RosterRecord> existing = school();
        existing.add(existingGroup("g9", "Groep 9", "8", "G9"));
        existing.add(existingPupil("p99", "Zoë", "Visser", "2016-04-09", "g9", "L99", ""));

        assertThat(review(existing, true, _ -> true).leaverHold())
                .contains(new LeaverHold(Cause.GROUP_MISSING, Optional.of("Groep 9"), 1, 1, 0));
    }

    @Test
    void holdsNothing_whenTheSchoolWasNotImportedFromThisLas() {
        assertThat(review(false, _ -> false).leaverHold()).isEmpty();
    }

    @Test
    void importsTheRestAndDeactivatesNobody_whileItLasts() {
        Review held = review(true, i -> i >= 20);

        ImportPlan plan = held.plan(new FixedIds());

        assertThat(plan.deactivated()).isEmpty();
        assertThat(plan.pupils().added()).isEqualTo(1);
        assertThat(held.hold()).isEmpty();
    }

    @Test
    void deactivates_onceSomebodyApprovedAsMany() {
        Review held = review(true, i -> i >= 20);

        Import.Open approved = held.approvingLeavers(SANNE, NOW).orElseThrow();

        Review next = Review.of(approved, held.rows(), held.roster());
        assertThat(next.leaverHold()).isEmpty();
        assertThat(next.plan(new FixedIds()).deactivated()).hasSize(20);
        assertThat(next.approvingLeavers(SANNE, NOW)).isEmpty();
        Review more = review(true, i -> i >= 21);
        assertThat(Review.of(approved, more.rows(), more.roster()).leaverHold())
                .map(LeaverHold::number)
                .contains(21);
    }

    @Test
    void isGone_whenAPersonKeepsEnoughActive() {
        Review held = review(true, i -> i >= 6);
        Map<RecordId, Boolean> keep =
                Map.of(new RecordId("p0"), true, new RecordId("p1"), true, new RecordId("p2"), true);

        Review.Decided.Taken taken = (Review.Decided.Taken) held.decide(List.of(), keep, SANNE, NOW);

        assertThat(taken.next().leaverHold()).isEmpty();
        assertThat(taken.next().plan(new FixedIds()).deactivated()).hasSize(3);
    }

    private static List<RosterRecord> school() {
        List<RosterRecord> existing = new ArrayList<>();
        for (int g = 0; g < 5; g++) {
            existing.add(existingGroup("g" + g, "Groep " + g, "5", "G" + g));
        }
        IntStream.range(0, PUPILS).mapToObj(LeaverHoldTest::existing).forEach(existing::add);
        return existing;
    }

    private static Pupil existing(int i) {
        return existingPupil("p" + i, "Kind" + name(i), "Bakker", "2016-04-09", "g" + i / 10, "L" + i, "");
    }

    private static String name(int i) {
        return Character.toString('a' + i % 10)
                + Character.toString('a' + i / 10).repeat(3);
    }

    private static Review review(boolean isLinked, IntPredicate isSent) {
        List<RosterRecord> existing = isLinked
                ? school()
                : List.of(
                        existingGroup("g0", "Groep 0", "5", ""),
                        existingPupil("p0", "Noor", "Bakker", "", "g0", "", ""));
        return review(existing, isLinked, isSent);
    }

    private static Review review(List<RosterRecord> existing, boolean isLinked, IntPredicate isSent) {
        List<DeliveredGroup> groups = IntStream.range(0, isLinked ? 5 : 0)
                .mapToObj(g -> group("G" + g, "Groep " + g, "5"))
                .toList();
        List<DeliveredPupil> pupils = new ArrayList<>();
        IntStream.range(0, PUPILS)
                .filter(isSent)
                .forEach(i -> pupils.add(pupil("L" + i, "", "Kind" + name(i), "Bakker", "2016-04-09", "G" + i / 10)));
        pupils.add(pupil("N1", "", "Nieuw", "Kindje", "2017-05-06", ""));
        Roster roster = roster(existing.toArray(RosterRecord[]::new));
        List<Row> rows = new Staging(roster, LAS, new FixedIds()).stage(delivery(groups, List.of(), pupils), List.of());
        Import.Header header = new Import.Header(
                SCHOOL, new ImportId("i1"), LAS, YEAR, NOW, NOW.plusSeconds(60), new Import.Counts(0, 0, 0), List.of());
        return Review.of(new Import.Open(header, false, 3), rows, roster);
    }
}
