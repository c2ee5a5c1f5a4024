package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.delivery;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.existingTeacher;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.pupil;
import static nl.laslink.domain.testing.Example.roster;
import static nl.laslink.domain.testing.Example.teacher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Decision.Basis;
import nl.laslink.domain.imports.Proposal.Reason;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.testing.FixedIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityCheckTest {
    private static final FixedIds IDS = new FixedIds();
    private static final Instant NOW = Instant.parse("2026-11-29T02:30:00Z");

    private static List<Row> stage(Roster roster, Delivery delivery) {
        return new Staging(roster, LAS, IDS).stage(delivery, List.of());
    }

    private static Delivery pupils(DeliveredPupil... pupils) {
        return delivery(List.of(), List.of(), List.of(pupils));
    }

    @ParameterizedTest
    @CsvSource({
        "Noor,   Bakker,  2016-04-09, true,  all equal",
        "Noor,   Bakker,  '',         true,  no birth date delivered",
        "Noor,   Bakkers, 2016-04-09, true,  surname similar",
        "Noor,   Visser,  2016-04-09, true,  marriage or divorce",
        "Evelien,Bakker,  2016-04-09, true,  nickname",
        "Noor,   Bakker,  2016-04-19, true,  another day",
        "Noor,   Bakker,  2016-09-04, true,  day and month exchanged",
        "Noor,   Bakker,  2015-03-09, false, another birth date",
        "Evelien,Visser,  2016-04-09, false, another name",
        "Noor,   Visser,  2016-04-19, false, another surname and birth date",
        "Noor,   Visser,  '',         false, another surname and no birth date",
        "N.,     Bakker,  2016-04-09, false, an initial says too little",
    })
    void settlesKnownKey_onlyWhenNamesAndBirthDateFit(
            String first, String last, String born, boolean settles, String why) {
        Roster roster = roster(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "L1", ""));

        List<Row> rows = stage(roster, pupils(pupil("L1", "", first, last, born, "")));

        assertThat(rows).as(why).singleElement().satisfies(row -> {
            assertThat(row.settled()).isEqualTo(settles);
            if (!settles) {
                assertThat(row.decision()).isEqualTo(new Decision.Undecided());
                assertThat(row.proposals().getFirst().record()).isEqualTo(new RecordId("p1"));
                assertThat(row.proposals().getFirst().reasons()).contains(Reason.SAME_IDENTITY);
            }
        });
    }

    @Test
    void asksForBothTwins_whenTheirKeysAreExchanged() {
        Roster roster = roster(
                existingPupil("p1", "Jelle", "Bakker", "2016-04-09", "", "L1", ""),
                existingPupil("p2", "Jesse", "Bakker", "2016-04-09", "", "L2", ""));

        List<Row> rows = stage(
                roster,
                pupils(
                        pupil("L2", "", "Jelle", "Bakker", "2016-04-09", ""),
                        pupil("L1", "", "Jesse", "Bakker", "2016-04-09", "")));

        assertThat(rows).extracting(Row::decision).containsOnly(new Decision.Undecided());
        assertThat(rows)
                .extracting(row ->
                        row.proposals().stream().map(p -> p.record().value()).toList())
                .containsExactly(List.of("p1"), List.of("p2"));
    }

    @Test
    void asksForBothTwins_whenTheNewOneHasTheKeyOfTheOther() {
        Roster roster = roster(existingPupil("p1", "Jelle", "Bakker", "2016-04-09", "", "L1", ""));

        List<Row> rows = stage(
                roster,
                pupils(
                        pupil("L2", "", "Jelle", "Bakker", "2016-04-09", ""),
                        pupil("L1", "", "Ruben", "Bakker", "2016-04-09", "")));

        assertThat(rows).extracting(Row::decision).containsOnly(new Decision.Undecided());
    }

    @Test
    void asksForBothTeachers_whenTheNewOneHasTheKeyOfTheOther() {
        Roster roster = roster(existingTeacher("t1", "Els", "Wouters", "", "T1"));

        List<Row> rows = stage(
                roster,
                delivery(
                        List.of(),
                        List.of(teacher("T2", "Els", "Wouters", ""), teacher("T1", "Elsa", "Wouters", "")),
                        List.of()));

        assertThat(rows).extracting(Row::settled).containsOnly(false);
    }

    @Test
    void proposesTheRecordWithTheName_whenEckIdAndKeyAreOfTwoRecords() {
        Roster roster = roster(
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "L1", "eck-1"),
                existingPupil("p2", "Sem", "Jansen", "2016-05-10", "", "L2", "eck-2"));

        Row named = stage(roster, pupils(pupil("L2", "eck-1", "Noor", "Bakker", "2016-04-09", "")))
                .getFirst();
        Row other = stage(roster, pupils(pupil("L2", "eck-1", "Mila", "Smit", "2018-01-02", "")))
                .getFirst();

        assertThat(named.decision()).isEqualTo(new Decision.Undecided());
        assertThat(named.proposals()).extracting(p -> p.record().value()).containsExactly("p1");
        assertThat(other.decision()).isEqualTo(new Decision.Undecided());
        assertThat(other.proposals()).extracting(p -> p.record().value()).containsExactly("p1", "p2");
    }

    /** The LAS gave every key to another child. */
    @Test
    void linksEveryPupilByNameAndBirthDate_whenAllKeysAreHandedOutAgain() {
        List<String> names = List.of("Noor", "Sem", "Mila", "Thijs", "Fenna", "Daan", "Yara", "Luuk");
        List<RosterRecord> existing = new ArrayList<>();
        List<DeliveredPupil> delivered = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String born = "2016-0" + (i + 1) + "-1" + i;
            existing.add(existingPupil("p" + i, names.get(i), "Achternaam" + (char) ('A' + i), born, "", "L" + i, ""));
            delivered.add(
                    pupil("L" + (i + 1) % names.size(), "", names.get(i), "Achternaam" + (char) ('A' + i), born, ""));
        }
        Roster roster = roster(existing.toArray(RosterRecord[]::new));

        List<Row> rows = stage(roster, pupils(delivered.toArray(DeliveredPupil[]::new)));
        Review review = review(rows, roster);

        assertThat(rows).noneMatch(Row::settled);
        assertThat(review.leavers()).isEmpty();
        assertThat(review.quietPlan().entries()).isEmpty();
        assertThat(review.hold()).contains(new ImportHold(ImportHold.Cause.DOUBTED, RowKind.PUPIL, 8, 8, 3));
        assertThat(review.certainMatches().values())
                .extracting(RecordId::value)
                .containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7");

        List<Row> linked = rows.stream()
                .map(row -> row.decided(
                        new Decision.LinkTo(review.certainMatches().get(row.id()), Basis.PERSON), Optional.empty()))
                .toList();
        assertThat(review(linked, roster).plan(IDS).entries())
                .extracting(e -> e.id().value(), e -> keyOf(e.after()))
                .contains(tuple("p0", "L1"), tuple("p7", "L0"))
                .hasSize(8);
    }

    @Test
    void holdsTheSafeChangesToo_onlyAboveTheLimit() {
        List<RosterRecord> existing = new ArrayList<>();
        List<DeliveredPupil> three = new ArrayList<>();
        List<DeliveredPupil> four = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            existing.add(existingPupil("p" + i, "Naam" + i, "Bakker", "2016-04-0" + i, "", "L" + i, ""));
            DeliveredPupil other = pupil("L" + i, "", "Iemand" + i, "Anders", "2018-11-1" + i, "");
            DeliveredPupil corrected = pupil("L" + i, "", "Naam" + i, "Visser", "2016-04-0" + i, "");
            three.add(i <= 3 ? other : corrected);
            four.add(i <= 4 ? other : corrected);
        }
        Roster roster = roster(existing.toArray(RosterRecord[]::new));

        Review below = review(stage(roster, pupils(three.toArray(DeliveredPupil[]::new))), roster);
        Review above = review(stage(roster, pupils(four.toArray(DeliveredPupil[]::new))), roster);

        assertThat(below.hold()).isEmpty();
        assertThat(below.quietPlan().entries()).hasSize(6);
        assertThat(above.hold()).contains(new ImportHold(ImportHold.Cause.DOUBTED, RowKind.PUPIL, 4, 9, 3));
        assertThat(above.quietPlan().entries()).isEmpty();
    }

    /** The child keeps its record by ECK iD and gets another key; years later the LAS gives the first key to a new child. */
    @Test
    void asks_whenAFormerKeyComesBackForAnotherChild() {
        Roster before = roster(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "L1", "e1"));
        Review changed = review(stage(before, pupils(pupil("L2", "e1", "Noor", "Bakker", "2016-04-09", ""))), before);
        Roster after = roster(
                changed.quietPlan().entries().stream().map(PlanEntry::after).toArray(RosterRecord[]::new));

        List<Row> rows = stage(
                after,
                pupils(
                        pupil("L2", "e1", "Noor", "Bakker", "2016-04-09", ""),
                        pupil("L1", "e9", "Sem", "Visser", "2019-05-10", "")));

        assertThat(rows.getFirst().settled()).isTrue();
        assertThat(rows.getLast().decision()).isEqualTo(new Decision.Undecided());
        assertThat(rows.getLast().proposals())
                .extracting(p -> p.record().value())
                .containsExactly("p1");
        assertThat(Review.mayBecome(rows.getLast())).contains(Category.NEW);
    }

    /** Some LAS give keys that change with every answer. */
    @Test
    void proposesEveryPupilAndNobodyLeaves_whenKeysAreDisposable() {
        Roster roster = roster(
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "L1", ""),
                existingPupil("p2", "Sem", "Jansen", "2016-05-10", "", "L2", ""));

        List<Row> rows = stage(
                roster,
                pupils(
                        pupil("#1", "", "Noor", "Bakker", "2016-04-09", ""),
                        pupil("#2", "", "Sem", "Jansen", "2016-05-10", "")));

        assertThat(review(rows, roster).certainMatches()).hasSize(2);
        assertThat(review(rows, roster).leavers()).isEmpty();
    }

    @Test
    void asksForBothAndKeepsTheKeyOfNeither_whenOneKeyHasTwoEckIds() {
        Roster roster = roster(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "L1", "eck-1"));
        Delivery twice = pupils(
                pupil("L1", "eck-1", "Noor", "Bakker", "2016-04-09", ""),
                pupil("L1", "eck-2", "Daan", "Smit", "2018-01-02", ""));

        List<Row> rows = stage(roster, twice);
        assertThat(rows).extracting(Row::decision).containsOnly(new Decision.Undecided());

        List<Row> decided = List.of(
                rows.get(0).decided(new Decision.LinkTo(new RecordId("p1"), Basis.PERSON), Optional.empty()),
                rows.get(1).decided(new Decision.AddNew(Basis.PERSON), Optional.empty()));
        assertThat(review(decided, roster).plan(IDS).entries()).hasSize(2).allSatisfy(e -> assertThat(keyOf(e.after()))
                .isEmpty());
    }

    @Test
    void changesNothing_whenAKeyThatTwoClaimIsAllThatIsNew() {
        Roster roster = roster(
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "", ""),
                existingPupil("p2", "Daan", "Smit", "2018-01-02", "", "", ""));
        Delivery twice = pupils(
                pupil("L1", "", "Noor", "Bakker", "2016-04-09", ""), pupil("L1", "", "Daan", "Smit", "2018-01-02", ""));
        List<Row> rows = stage(roster, twice);
        List<Row> decided = List.of(
                rows.get(0).decided(new Decision.LinkTo(new RecordId("p1"), Basis.PERSON), Optional.empty()),
                rows.get(1).decided(new Decision.LinkTo(new RecordId("p2"), Basis.PERSON), Optional.empty()));
        RosterRecord[] linked = review(decided, roster).plan(IDS).entries().stream()
                .map(PlanEntry::after)
                .toArray(RosterRecord[]::new);

        ImportPlan again = review(decided, roster(linked)).plan(IDS);

        assertThat(linked).hasSize(2);
        assertThat(again.entries()).isEmpty();
        assertThat(again.pupils()).isEqualTo(new Import.AddedChanged(0, 0));
    }

    @Test
    void takesKeyFromTheRecordThatHadIt_whenDoubtedPupilIsAddedAsNew() {
        Roster roster = roster(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "L1", ""));
        Row row = stage(roster, pupils(pupil("L1", "", "Daan", "Smit", "2018-01-02", "")))
                .getFirst();

        Row added = row.decided(new Decision.AddNew(Basis.PERSON), Optional.empty());
        List<PlanEntry> entries = review(List.of(added), roster).plan(IDS).entries();

        assertThat(entries)
                .filteredOn(e -> e.id().value().equals("p1"))
                .singleElement()
                .satisfies(e -> assertThat(((Pupil) e.after()).externalNumber())
                        .contains(new ExternalNumber(LAS, Optional.empty())));
        assertThat(entries)
                .filteredOn(e -> e.before().isEmpty())
                .singleElement()
                .satisfies(e -> assertThat(keyOf(e.after())).isEqualTo("L1"));
    }

    @Test
    void leavesGroupOfLastYearItsKey_whenGroupOfThisYearHasTheSame() {
        Group lastYear = new Group(
                new RecordId("g4"),
                "Groep 4",
                Optional.of("4"),
                false,
                new SchoolYear(2025),
                Optional.of(new ExternalNumber(LAS, Optional.of(new LasKey("G5")))));
        Roster roster = roster(lastYear);

        List<Row> rows = stage(roster, delivery(List.of(group("G5", "Groep 5", "5")), List.of(), List.of()));

        assertThat(review(rows, roster).plan(IDS).entries())
                .extracting(PlanEntry::after)
                .hasSize(1)
                .doesNotContain(lastYear);
    }

    @Test
    void asks_whenKeyOfTeacherIsOfSomebodyElse() {
        Roster roster = roster(
                existingTeacher("t1", "Els", "de Wit", "els@school.example", "T1"),
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "L1", ""));

        assertThat(stage(roster, delivery(List.of(), List.of(teacher("T1", "Joost", "Mulder", "")), List.of())))
                .singleElement()
                .satisfies(row -> assertThat(row.decision()).isEqualTo(new Decision.Undecided()));
        assertThat(stage(
                        roster,
                        delivery(
                                List.of(), List.of(teacher("T1", "Joost", "Mulder", "els@school.example")), List.of())))
                .singleElement()
                .satisfies(row -> assertThat(row.settled()).isTrue());
    }

    @Test
    void asksAboutGroup_onlyWhenItIsRenamedAndItsPupilsAreOthers() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingGroup("g6", "Groep 6", "6", "G6"),
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", ""),
                existingPupil("p2", "Sem", "Jansen", "2016-05-10", "g6", "L2", ""));
        DeliveredPupil noor = pupil("L1", "", "Noor", "Bakker", "2016-04-09", "G5");
        DeliveredPupil sem = pupil("L2", "", "Sem", "Jansen", "2016-05-10", "G5");

        assertThat(settles(roster, "De Dolfijnen", noor)).isTrue();
        assertThat(settles(roster, "De Dolfijnen", noor, sem)).isTrue();
        assertThat(settles(roster, "De Dolfijnen", sem)).isFalse();
        assertThat(settles(roster, "Groep 5", sem)).isTrue();
        assertThat(settles(roster, "Groep 6", noor)).isFalse();
    }

    private static boolean settles(Roster roster, String groupName, DeliveredPupil... pupils) {
        return stage(roster, delivery(List.of(group("G5", groupName, "5")), List.of(), List.of(pupils)))
                .getFirst()
                .settled();
    }

    private static String keyOf(RosterRecord record) {
        return ((Pupil) record)
                .externalNumber()
                .flatMap(ExternalNumber::key)
                .map(LasKey::value)
                .orElse("");
    }

    private static Review review(List<Row> rows, Roster roster) {
        Import.Header header = new Import.Header(
                SCHOOL, new ImportId("i1"), LAS, YEAR, NOW, NOW.plusSeconds(60), new Import.Counts(0, 0, 0), List.of());
        return Review.of(new Import.Open(header, false, 1), rows, roster);
    }
}
