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
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.ImportHold.Cause;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.testing.FixedIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schools of 40 pupils in two groups; the first pupils are delivered with other data. */
class ImportHoldTest {
    private static final int PUPILS = 40;
    private static final FixedIds IDS = new FixedIds();
    private static final Instant NOW = Instant.parse("2026-11-29T02:30:00Z");
    private static final Actor SANNE = new Actor("sub-1", "Sanne Vermeer");

    @ParameterizedTest
    @CsvSource({"8, false", "9, true"})
    void holds_whenMoreThanAFifthIsNewWhileAsManyAreMissing(int replaced, boolean isHeld) {
        Review review = review(i -> i < replaced ? other("N" + i, i) : same(i));

        assertThat(review.hold())
                .isEqualTo(
                        isHeld
                                ? Optional.of(new ImportHold(Cause.REPLACED, RowKind.PUPIL, 9, PUPILS, 8))
                                : Optional.empty());
    }

    @Test
    void holdsNothing_whenManyAreNewAndNobodyIsMissing() {
        Roster roster = school();
        List<DeliveredPupil> all =
                IntStream.range(0, PUPILS).mapToObj(ImportHoldTest::same).toList();
        List<DeliveredPupil> more =
                IntStream.range(0, 30).mapToObj(i -> other("N" + i, i)).toList();

        assertThat(review(roster, Stream.concat(all.stream(), more.stream()).toList())
                        .hold())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"30, false", "31, true"})
    void holds_whenMoreThanThreeQuartersHaveAnotherName(int changed, boolean isHeld) {
        Review review = review(
                i -> i < changed ? pupil("L" + i, "", first(i), "Anders" + letters(i), born(i), "G" + i % 2) : same(i));

        assertThat(review.hold())
                .isEqualTo(
                        isHeld
                                ? Optional.of(new ImportHold(Cause.CHANGED, RowKind.PUPIL, 31, PUPILS, 30))
                                : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"18, false", "20, true"})
    void holds_whenTwentyPupilsChangeGroupsWithEachOther(int exchanged, boolean isHeld) {
        Review review = review(
                i -> i < exchanged ? pupil("L" + i, "", first(i), surname(i), born(i), "G" + (i + 1) % 2) : same(i));

        assertThat(review.hold())
                .isEqualTo(
                        isHeld
                                ? Optional.of(new ImportHold(Cause.EXCHANGED, RowKind.PUPIL, 20, PUPILS, 19))
                                : Optional.empty());
    }

    @Test
    void holdsNothing_whenAGroupMovesToAnotherOne() {
        assertThat(review(i -> pupil("L" + i, "", first(i), surname(i), born(i), "G1"))
                        .hold())
                .isEmpty();
    }

    @Test
    void isGone_onceSomebodyApprovedAsMany() {
        Review held = review(
                i -> i < 31 ? pupil("L" + i, "", first(i), "Anders" + letters(i), born(i), "G" + i % 2) : same(i));

        Import.Open approved = held.approvingHold(SANNE, NOW).orElseThrow();

        Review next = Review.of(approved, held.rows(), held.roster());
        assertThat(next.hold()).isEmpty();
        assertThat(next.approvingHold(SANNE, NOW)).isEmpty();
        assertThat(next.quietPlan().entries()).hasSize(31);
        assertThat(approved.header().approval()).map(ImportHold.Approval::by).contains(SANNE);
        assertThat(approved.header().decided()).map(Import.Decided::by).contains(SANNE);
    }

    @Test
    void staysThere_whenMoreThanApprovedIsDifferent() {
        Import.Open approved = review(i ->
                        i < 31 ? pupil("L" + i, "", first(i), "Anders" + letters(i), born(i), "G" + i % 2) : same(i))
                .approvingHold(SANNE, NOW)
                .orElseThrow();
        Review all = review(i -> pupil("L" + i, "", first(i), "Anders" + letters(i), born(i), "G" + i % 2));

        assertThat(Review.of(approved, all.rows(), all.roster()).hold())
                .map(ImportHold::number)
                .contains(PUPILS);
    }

    @Test
    void linksEverybodyAgain_byNameAndBirthDate() {
        Review review = review(i -> pupil("N" + i, "", first(i), surname(i), born(i), "G" + i % 2));
        assertThat(review.hold()).map(ImportHold::cause).contains(Cause.REPLACED);

        Review.Decided decided = review.relinkEverybody(SANNE, NOW);

        assertThat(decided).isInstanceOfSatisfying(Review.Decided.Taken.class, taken -> {
            assertThat(taken.rows()).hasSize(PUPILS);
            assertThat(taken.next().undecided()).isZero();
            assertThat(taken.next().hold()).isEmpty();
            assertThat(taken.next().leavers()).isEmpty();
        });
    }

    @Test
    void leavesWhoRemains_whenLinkingEverybodyAgain() {
        Review review = review(i -> i == 3
                ? pupil("N" + i, "", "Anders", surname(i), born(i), "G" + i % 2)
                : pupil("N" + i, "", first(i), surname(i), born(i), "G" + i % 2));

        Review.Decided decided = review.relinkEverybody(SANNE, NOW);

        assertThat(decided).isInstanceOfSatisfying(Review.Decided.Taken.class, taken -> {
            assertThat(taken.rows()).hasSize(PUPILS - 1);
            assertThat(taken.next().undecided()).isEqualTo(1);
        });
    }

    @Test
    void linksByEckId_whenTheKeyIsOfAnother() {
        Roster roster = roster(
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "L1", "e1"),
                existingPupil("p2", "Sem", "Visser", "2016-05-10", "", "L2", "e2"));
        Review review = review(
                roster,
                List.of(
                        pupil("L2", "e1", "Noor", "Bakkers", "2016-04-09", ""),
                        pupil("L1", "e2", "Sem", "Vissers", "2016-05-10", "")));
        assertThat(review.undecided()).isEqualTo(2);

        assertThat(review.relinks().values())
                .extracting(record -> record.value())
                .containsExactlyInAnyOrder("p1", "p2");
    }

    @Test
    void linksToAnotherEckId_whenAllElseIsEqual() {
        Roster roster = roster(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "L1", "pilot-1"));
        Review review = review(roster, List.of(pupil("L1", "real-1", "Noor", "Bakker", "2016-04-09", "")));

        assertThat(review.relinkEverybody(SANNE, NOW))
                .isInstanceOfSatisfying(
                        Review.Decided.Taken.class,
                        taken -> assertThat(taken.next().undecided()).isZero());
    }

    private static DeliveredPupil same(int i) {
        return pupil("L" + i, "", first(i), surname(i), born(i), "G" + i % 2);
    }

    private static DeliveredPupil other(String key, int i) {
        return pupil(key, "", "Quirijn" + letters(i), "Zoutendijk" + letters(i), "2012-01-01", "G" + i % 2);
    }

    private static String first(int i) {
        return "Voornaam" + letters(i);
    }

    private static String surname(int i) {
        return "Achternaam" + letters(i * 7 + 3);
    }

    private static String born(int i) {
        return "2016-0" + (1 + i % 9) + "-" + (10 + i % 18);
    }

    /** Far apart, so that no two are alike. */
    private static String letters(int i) {
        return Character.toString('a' + i % 26).repeat(4)
                + Character.toString('a' + i / 26 % 26).repeat(4);
    }

    private static Roster school() {
        List<RosterRecord> records = new ArrayList<>();
        records.add(existingGroup("g0", "Groep 5A", "5", "G0"));
        records.add(existingGroup("g1", "Groep 5B", "5", "G1"));
        IntStream.range(0, PUPILS)
                .forEach(i ->
                        records.add(existingPupil("p" + i, first(i), surname(i), born(i), "g" + i % 2, "L" + i, "")));
        return roster(records.toArray(RosterRecord[]::new));
    }

    private static Review review(IntFunction<DeliveredPupil> pupils) {
        return review(school(), IntStream.range(0, PUPILS).mapToObj(pupils).toList());
    }

    private static Review review(Roster roster, List<DeliveredPupil> pupils) {
        List<Row> rows = new Staging(roster, LAS, IDS)
                .stage(
                        delivery(
                                List.of(group("G0", "Groep 5A", "5"), group("G1", "Groep 5B", "5")), List.of(), pupils),
                        List.of());
        Import.Header header = new Import.Header(
                SCHOOL, new ImportId("i1"), LAS, YEAR, NOW, NOW.plusSeconds(60), new Import.Counts(0, 0, 0), List.of());
        return Review.of(new Import.Open(header, false, 1), rows, roster);
    }
}
